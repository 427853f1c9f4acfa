# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The lab's machine as a test program sees it: modules, adapters, disks, waiting, sleep. Sourced by ktap.sh.

# Under PREEMPT_RT what takes an interrupt lock keeps interrupts on, and may be preempted.
is_rt() {
	[[ $(uname -v) == *PREEMPT_RT* ]]
}

# Where handlers are threads, HwInterrupt never runs in a hard interrupt.
handlers_are_threads() {
	is_rt || grep -qw threadirqs /proc/cmdline
}

# wait_for SECONDS COMMAND...: until it succeeds.
wait_for() {
	local deadline=$((SECONDS + $1))

	shift
	until "$@"; do
		[ "$SECONDS" -le "$deadline" ] || return 1
		sleep 0.1
	done
}

# ---- modules

modules_under_test="badport vhba vhba_hw scsiport"

is_loaded() {
	[ -d "/sys/module/${1//-/_}" ]
}

# load MODULE [PARAMETER=VALUE...]: with what it needs.
load() {
	local module=$1

	shift
	if [ -z "${SCSIPORT_MODULES:-}" ]; then
		modprobe "$module" "$@"
		return
	fi
	is_loaded scsiport || insmod "$SCSIPORT_MODULES/scsiport.ko"
	insmod "$SCSIPORT_MODULES/$module.ko" "$@"
}

# Of the driver that load_disks loads.
vhba_parameters=()

# load_disks COUNT [PARAMETER=VALUE...]: hardware with these parameters and its driver, and waits
# for that many disks in all.
load_disks() {
	local count=$1

	shift
	load vhba-hw "$@"
	load vhba "${vhba_parameters[@]}"
	wait_for 60 have_disks "$count" || {
		echo "# only $(all_disks | wc -w) of $count disks came" >&2
		return 1
	}
}

# Called often: no process is started here.
have_disks() {
	local disk count=0

	for disk in "$board_dir"/vhba.[0-9]*/host[0-9]*/target*/[0-9]*/block/*; do
		[ ! -b "/dev/${disk##*/}" ] || count=$((count + 1))
	done
	[ "$count" -eq "$1" ]
}

none_is_loaded() {
	local module

	for module in $modules_under_test; do
		! is_loaded "$module" || return 1
	done
}

unload() {
	local module try

	for module in $modules_under_test; do
		# Somebody (udev, a scan) may still be looking at a disk.
		for try in 1 2 3 4 5 6 7 8 9 10; do
			is_loaded "$module" || break
			rmmod "$module" 2>"${test_scratch:-/tmp}/rmmod" && break
			[ "$try" -lt 10 ] || {
				cat "${test_scratch:-/tmp}/rmmod" >&2
				return 1
			}
			sleep 0.3
		done
	done
}

# ---- adapters and disks: board N is the platform device vhba.N

board_dir=/sys/bus/platform/devices
host_class=/sys/class/scsi_host

# host_of BOARD: number of its SCSI host.
host_of() {
	local host

	for host in "$board_dir/vhba.$1"/host[0-9]*; do
		echo "${host##*/host}"
		return
	done
	return 1
}

# disks_of BOARD: names of its disks, by target and LUN.
disks_of() {
	local disk

	for disk in "$board_dir/vhba.$1"/host[0-9]*/target*/[0-9]*/block/*; do
		[ ! -b "/dev/${disk##*/}" ] || echo "${disk%/block/*} ${disk##*/}"
	done | sort -V | sed 's/.* //'
}

all_disks() {
	local board

	for board in "$board_dir"/vhba.[0-9]*; do
		disks_of "${board##*.}"
	done
}

first_disk() {
	disks_of "$1" | sed -n 1p
}

# naa DEVICE: its name in the world, 16 hexadecimal digits.
naa() {
	sg_vpd -p di "$1" | sed -nE '/NAA/,$ s/^ +0x([0-9a-f]+)$/\1/p' | sed -n 1p
}

# attribute BOARD NAME: a limit or counter of the adapter.
attribute() {
	local value

	read -r value <"$host_class/host$(host_of "$1")/scsiport/$2"
	echo "$value"
}

# inject BOARD FAULT NUMBER
inject() {
	echo "$3" >"$board_dir/vhba.$1/inject/$2"
}

injected() {
	cat "$board_dir/vhba.$1/inject/$2"
}

# command_timeout DISK SECONDS [SECONDS-OF-RECOVERY-COMMANDS]
command_timeout() {
	echo "$2" >"/sys/block/$1/device/timeout"
	echo "${3:-$2}" >"/sys/block/$1/device/eh_timeout"
}

# falls_asleep STATE: of /sys/power/state, with its devices at least: it wakes up by itself.
falls_asleep() {
	local status=0

	echo devices >/sys/power/pm_test
	(echo "$1" >/sys/power/state) 2>/dev/null || status=$?
	echo none >/sys/power/pm_test
	return "$status"
}

# ktap_stays_awake NAME STATE MINIPORT: the machine refuses to sleep, and says what to do.
ktap_stays_awake() {
	local since

	if ! grep -qsw "$2" /sys/power/state || [ ! -w /sys/power/pm_test ]; then
		ktap_skip "$1" "this kernel cannot"
		return
	fi
	since=$(log_time)
	if falls_asleep "$2"; then
		ktap_fail "$1" "it slept, or could have"
	elif log_has "$since" "suspend is refused, .*modprobe -r $3\\)"; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "the log does not say what to do:" "$(log_since "$since")"
	fi
}
