# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Shared by the tools of the VM lab: where things are, how a tool speaks, how packages are found.

vm_top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
vm_build=$vm_top/build/vm
vm_cache=${SCSIPORT_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/scsiport}
vm_tool=${0##*/}
# All that the lab knows, and the only list of them.
vm_kernels="6.1 6.12 debug newest 6.1-rt 6.12-rt arm64"
# The Debian release whose backports have the newest kernel.
vm_suite=trixie
# Where apt's lists come from, if something is not in them.
vm_apt_remedy='run "apt-get update" (bookworm, bookworm-security)'
export vm_top vm_build vm_cache vm_kernels vm_suite

say() {
	printf '%s: [%3d s] %s\n' "$vm_tool" "$SECONDS" "$*" >&2
}

die() {
	printf '%s: %s\n' "$vm_tool" "$*" >&2
	exit 125
}

case $vm_top in
*[[:space:]]*) die "the path of this clone has a space, and kbuild cannot take that: clone to another place ($vm_top)" ;;
esac

# No tool ends without a word.
set -E
trap 'printf "%s: line %s of %s failed\n" "$vm_tool" "$LINENO" "${BASH_SOURCE[0]##*/}" >&2' ERR

# need COMMAND GROUP: GROUP is the group of tools/vm/deps that installs COMMAND.
need() {
	command -v "$1" >/dev/null ||
		die "the program \"$1\" is missing; install it with: tools/vm/deps $2"
}

# The sbin directories are not in everybody's PATH, and depmod lives there.
PATH=$PATH:/usr/sbin:/sbin

known_kernel() {
	case " $vm_kernels " in
	*" $1 "*) ;;
	*) die "unknown kernel \"$1\"; the lab knows: $vm_kernels" ;;
	esac
}

# kernel_machine KERNEL: the machine that it is for, as Debian calls it.
kernel_machine() {
	case $1 in
	arm64) echo arm64 ;;
	*) echo amd64 ;;
	esac
}

# machine_compiler MACHINE: what compiles programs for it.
machine_compiler() {
	case $1 in
	arm64) echo aarch64-linux-gnu-gcc ;;
	*) echo gcc ;;
	esac
}

# kernel_compiler KERNEL: what make is told about the compiler for a kernel's modules.
kernel_compiler() {
	case $1 in
	arm64) printf '%s\n' ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- CC=aarch64-linux-gnu-gcc-12 ;;
	6.1 | 6.12 | *-rt) echo CC=gcc-12 ;;
	# This machine's gcc has built the debug kernel, and the headers of the newest kernel name theirs.
	debug | newest) ;;
	esac
}

# llvm_compiler: what make is told instead, to build with LLVM. Debian's headers are configured for gcc, and what that
# means for a compiler's options is said anew here. The headers' C still sees gcc's configuration, and clang takes
# the segments that it names for none: what is built so must not be loaded.
llvm_compiler() {
	printf '%s\n' LLVM=-19 CC=clang-19 CONFIG_CC_IS_GCC= CONFIG_GCC_VERSION=0 CONFIG_CC_IS_CLANG=y \
		CONFIG_CLANG_VERSION=190000 CONFIG_CC_IMPLICIT_FALLTHROUGH=-Wimplicit-fallthrough \
		CONFIG_FTRACE_MCOUNT_USE_CC= CONFIG_FTRACE_MCOUNT_USE_OBJTOOL=y \
		KCFLAGS=-Wno-duplicate-decl-specifier
}

# newest_release SERIES [MACHINE]: the newest Debian release name of a series, as in linux-image-NAME: "6.1" gives
# 6.1.0-NN-amd64, and "6.1-rt" gives 6.1.0-NN-rt-amd64.
newest_release() {
	local series=${1%-rt} kind=${1#"${1%-rt}"} machine=${2:-amd64} names

	names=$(apt-cache pkgnames "linux-image-$series." |
		grep -E -- "^linux-image-[^-]*(-[0-9]+)?$kind-$machine\$" | sort -V)
	[ -n "$names" ] || return 1
	tail -n 1 <<<"$names" | sed 's/^linux-image-//'
}

# debian_mirror release|security: where apt on this machine has Debian from, or its security updates; nothing if it does
# not know.
debian_mirror() {
	# shellcheck disable=SC2016 # apt's
	apt-get indextargets --format '$(CODENAME) $(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' \
		'Component: main' | awk -v kind="$1" '
		kind == "release" ? $1 !~ /-/ : $1 ~ ("-" kind "$") { found = $2 }
		END { sub(/\/$/, "", found); print found }'
}

# own_apt NAME MACHINE: from here on apt in this shell is one that has its own lists, from the sources on the
# standard input, and an empty status file: what is installed here does not count there.
own_apt() {
	local dir=$vm_cache/apt-$1

	mkdir -p "$dir"/{lists,archives}/partial "$dir/sources"
	: >"$dir/status"
	cat >"$dir/sources/debian.sources"
	# Proxies and their like are the machine's.
	{
		apt-config dump | grep -E '^Acquire::' | grep -vE '^Acquire::(IndexTargets|Changelogs|Languages)\b' || true
		cat <<-CONFIG
			Acquire::Languages "none";
			Dir::Etc::main "/dev/null";
			Dir::Etc::parts "/dev/null";
			Dir::Etc::sourcelist "/dev/null";
			Dir::Etc::sourceparts "$dir/sources/";
			Dir::Etc::preferences "/dev/null";
			Dir::Etc::preferencesparts "/dev/null";
			Dir::State "$dir";
			Dir::State::lists "$dir/lists/";
			Dir::State::status "$dir/status";
			Dir::State::extended_states "$dir/extended_states";
			Dir::Cache "$dir";
			Dir::Cache::archives "$dir/archives/";
			APT::Architecture "$2";
			APT::Architectures "$2";
			APT::Sandbox::User "root";
		CONFIG
	} >"$dir/apt.conf"
	export APT_CONFIG=$dir/apt.conf
}

# suite_source MIRROR MACHINE SUITE...: a source as apt reads it.
suite_source() {
	local keys=/usr/share/keyrings/debian-archive-keyring.gpg

	[ -e "$keys" ] || die "the keys of Debian's archive are missing; install them with: tools/vm/deps vm"
	[ -n "$1" ] || die "apt knows no Debian mirror; run \"apt-get update\" on Debian 12"
	printf '%s\n' "Types: deb" "URIs: $1" "Suites: ${*:3}" "Components: main" "Architectures: $2" \
		"Signed-By: $keys" ""
}

# use_suite: from here on apt is that of the newer Debian release, which the machine's own apt does not know.
use_suite() {
	local mirror

	mirror=$(debian_mirror release)
	own_apt "$vm_suite" amd64 < <(suite_source "$mirror" amd64 "$vm_suite" "$vm_suite-backports")
	vm_apt_remedy="try \"tools/vm/fetch --update newest\""
}

# use_machine MACHINE: from here on apt is that of another machine with this Debian release.
use_machine() {
	local mirror updates

	mirror=$(debian_mirror release)
	updates=$(debian_mirror security)
	own_apt "$1" "$1" < <(
		suite_source "$mirror" "$1" bookworm
		[ -z "$updates" ] || suite_source "$updates" "$1" bookworm-security
	)
	vm_apt_remedy="try \"tools/vm/fetch --update $1\""
}

# candidate PACKAGE: the version that apt would install.
candidate() {
	local version

	version=$(apt-cache policy "$1" | sed -n 's/^  Candidate: //p')
	[ -n "$version" ] && [ "$version" != "(none)" ] && echo "$version"
}

# apt_download DIR PACKAGE...: apt itself skips what is there and whole; prints the file names.
apt_download() {
	local dir=$1 package version file

	shift
	mkdir -p "$dir"
	for package; do
		version=$(candidate "$package") ||
			die "apt knows no package $package; $vm_apt_remedy"
		file=$(find "$dir" -name "${package}_${version//:/%3a}_*.deb" -print -quit)
		if [ -z "$file" ]; then
			say "downloading $package $version"
			(cd "$dir" && apt-get -q -o APT::Sandbox::User=root download "$package=$version" \
				>/dev/null) || die "cannot download $package; is the Debian mirror reachable?"
			file=$(find "$dir" -name "${package}_${version//:/%3a}_*.deb" -print -quit)
		fi
		echo "$file"
	done
}

# unpack DIR DEB...: like dpkg -x, but a directory may be a link (merged /usr).
unpack() {
	local dir=$1 deb

	shift
	mkdir -p "$dir"
	for deb; do
		dpkg-deb --fsys-tarfile "$deb" | tar -x --keep-directory-symlink -C "$dir" ||
			die "cannot unpack $deb; remove it and try again"
	done
}

# plain_squashfs SOURCE IMAGE: uncompressed, since emulated CPUs are slower than the host's disk.
plain_squashfs() {
	mksquashfs "$1" "$2" -noI -noD -noF -noX -no-progress -quiet -all-root -noappend \
		>/dev/null || die "mksquashfs failed on $1"
}

# The sources of Debian's 6.12 kernel as a package in the cache; prints its path.
linux_source() {
	apt_download "$vm_cache/debs" linux-source-6.12
}

# unpack_linux_source DEB DIR [PATTERN...]
unpack_linux_source() {
	local deb=$1 dir=$2

	shift 2
	mkdir -p "$dir"
	dpkg-deb --fsys-tarfile "$deb" | tar -xO --wildcards './usr/src/linux-source-*.tar.xz' |
		tar -xJ --strip-components=1 -C "$dir" --wildcards "$@" ||
		die "cannot unpack $deb; remove it and try again"
}
