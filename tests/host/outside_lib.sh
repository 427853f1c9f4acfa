# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# For the .prepare programs whose miniports come from folders of tests/miniports/outside: built as a user builds theirs,
# outside this tree, by this tree's tools. To be sourced with "kernel" and "out" set; the modules are in $out/ko
# then, beside the others of the kernel.
outside_top=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)
outside_scsiport=$outside_top/build/modules/$kernel/tree
# shellcheck source-path=SCRIPTDIR source=../../tools/vm/lib.bash
. "$outside_top/tools/vm/lib.bash"
trap - ERR
# What make is told, and where it runs.
mapfile -t outside_make < <(echo "KDIR=$vm_build/kernels/$kernel/kdir"; kernel_compiler "$kernel")
outside_suite=("$outside_top/tools/vm/in-suite" "$kernel")

away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
mkdir -p "$out/ko"
cp "$outside_top/build/modules/$kernel/ko/"*.ko "$out/ko/"

# outside_import FOLDER PROJECT: a folder as it came from Windows, whose project is in a subfolder, by
# miniport-import: without a warning, and without a changed file.
outside_import() {
	local folder=$1 said=$out/import-$1

	cp -r "$outside_top/tests/miniports/outside/$folder" "$away/"
	(cd "$away" && find "$folder" -type f -exec md5sum {} + | sort) >"$away/$folder.sources"
	"${outside_suite[@]}" "$outside_scsiport/tools/miniport-import" "$away/$folder/$2" "${outside_make[@]}" >"$said" 2>&1 || {
		cat "$said" >&2
		exit 1
	}
	if grep -iE 'warning|error' "$said" >&2; then
		echo "the folder $folder was to build without a warning" >&2
		exit 1
	fi
	if ! (cd "$away" && md5sum --quiet -c "$folder.sources") >&2; then
		echo "miniport-import has changed a file of the folder $folder" >&2
		exit 1
	fi
	cp "$away/$folder/$2/"*.ko "$out/ko/"
}
