# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# What every test program here starts with: KTAP, the modules under test, and questions to the
# system. A program sources it, gives its results, and ends with ktap_exit: 0 all well, 1 something
# failed, 4 skipped.
#
# The programs load and unload kernel modules. They run in the lab (tools/vm/run, which sets
# VM_KERNEL) or on a machine whose owner says so with SCSIPORT_TEST_HOST=yes. Modules come through
# modprobe, or as files from the folder SCSIPORT_MODULES.
set -Eeuo pipefail
shopt -s inherit_errexit nullglob

# For who asks why a program stopped: the last command that failed.
test_failure=''
trap 'test_failure="line $LINENO: $BASH_COMMAND"' ERR

PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C

test_program=$(basename "$0" .sh)
test_dir=$(cd "$(dirname "$0")" && pwd)
test_scratch=''
export test_program test_dir

ktap_begun=no
ktap_done=0
ktap_failed=0
ktap_skipped=0
ktap_ended=no

# Before the first line. The plan is the last one: it says how many results there were.
ktap_begin() {
	[ "$ktap_begun" = yes ] || echo "KTAP version 1"
	ktap_begun=yes
}

ktap_comment() {
	ktap_begin
	printf '%s\n' "$*" | sed 's/^/# /'
}

ktap_pass() {
	ktap_begin
	ktap_done=$((ktap_done + 1))
	echo "ok $ktap_done - $1"
}

# ktap_fail NAME [LINE...]: the lines say why.
ktap_fail() {
	local name=$1

	shift
	ktap_begin
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed -n '1,60s/^/# /p'
	ktap_done=$((ktap_done + 1))
	ktap_failed=$((ktap_failed + 1))
	echo "not ok $ktap_done - $name"
}

ktap_skip() {
	ktap_begin
	ktap_done=$((ktap_done + 1))
	ktap_skipped=$((ktap_skipped + 1))
	echo "ok $ktap_done - $1 # SKIP $2"
}

# ktap_equal NAME EXPECTED ACTUAL
ktap_equal() {
	if [ "$2" = "$3" ]; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "expected: $2" "found:    $3"
	fi
}

# ktap_match NAME REGULAR-EXPRESSION TEXT: some line of the text matches.
ktap_match() {
	if grep -qE -- "$2" <<<"$3"; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "expected a line with: $2" "found:" "$3"
	fi
}

# ktap_empty NAME TEXT: the text lists what is wrong.
ktap_empty() {
	if [ -z "$2" ]; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "$2"
	fi
}

# ktap_true NAME EXPRESSION...: of test(1).
ktap_true() {
	local name=$1

	shift
	if [ "$@" ]; then
		ktap_pass "$name"
	else
		ktap_fail "$name" "this is not so: $*"
	fi
}

# ktap_run NAME COMMAND...: passes if the command succeeds; shows its output if not.
ktap_run() {
	local name=$1 output status

	shift
	# Not as a condition: "set -e" would be off inside a function that is run here.
	set +e
	output=$(
		set -e
		"$@" 2>&1
	)
	status=$?
	set -e
	if [ "$status" -eq 0 ]; then
		ktap_pass "$name"
	else
		ktap_fail "$name" "\"$*\" ended with status $status:" "$output"
	fi
}

# The end of every program.
ktap_exit() {
	local status=0

	[ "$ktap_done" -gt 0 ] || ktap_fail "$test_program has a result"
	echo "1..$ktap_done"
	[ "$ktap_failed" -eq 0 ] || status=1
	if [ "$status" -eq 0 ] && [ "$ktap_skipped" -eq "$ktap_done" ]; then
		status=4
	fi
	echo "# Totals: pass:$((ktap_done - ktap_failed - ktap_skipped)) fail:$ktap_failed" \
		"xfail:0 xpass:0 skip:$ktap_skipped error:0"
	ktap_ended=yes
	exit "$status"
}

ktap_skip_all() {
	echo "KTAP version 1"
	echo "1..0 # SKIP $*"
	ktap_ended=yes
	exit 4
}

test_cleanup() {
	local status=$? job

	trap - EXIT
	if [ "$ktap_ended" = no ]; then
		ktap_fail "$test_program stopped before its end" "status $status${test_failure:+, $test_failure}"
		[ "$status" -ne 0 ] || status=1
	fi
	for job in $(jobs -p); do
		kill "$job" 2>/dev/null || true
	done
	if [ -n "$test_scratch" ]; then
		trace_stop 2>/dev/null || true
		umount "$test_scratch"/mnt* 2>/dev/null || true
		unload >/dev/null 2>&1 || true
		rm -rf "$test_scratch"
	fi
	exit "$status"
}

# What the machine must have; to be called before the first result.
require() {
	local tool

	if [ -z "${VM_KERNEL:-}" ] && [ "${SCSIPORT_TEST_HOST:-}" != yes ]; then
		ktap_skip_all "this loads kernel modules: run it in the lab (tests/check)," \
			"or say SCSIPORT_TEST_HOST=yes to run it on this machine"
	fi
	[ "$(id -u)" -eq 0 ] || ktap_skip_all "only root can do this"
	for tool in modprobe rmmod "$@"; do
		command -v "$tool" >/dev/null || ktap_skip_all "there is no program \"$tool\""
	done
	test_scratch=$(mktemp -d)
	trap test_cleanup EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	modprobe -qa sd_mod sg || true
	unload || ktap_skip_all "the modules under test are in use"
	log_begin=$(log_time)
}

require_events() {
	if [ ! -d "$tracefs/events" ]; then
		mount -t tracefs tracefs "$tracefs" 2>/dev/null || ktap_skip_all "there is no tracefs"
	fi
}

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

# ---- the kernel log

# Time stamp of the newest line.
log_time() {
	dmesg --color=never 2>/dev/null | sed -nE '$ s/^\[ *([0-9.]+)\].*/\1/p' | grep . || echo 0
}

# log_since TIME: what came after it.
log_since() {
	dmesg --color=never | awk -v since="$1" '
		match($0, /^\[ *[0-9]+\.[0-9]+\]/) {
			time = substr($0, 2, RLENGTH - 2)
			if (time + 0 > since + 0)
				print substr($0, RLENGTH + 2)
		}'
}

log_has() {
	# Not -q: a long log would be written to nobody.
	log_since "$1" | grep -E -- "$2" >/dev/null
}

# The kernel must not have complained since this program began, or since the last call.
ktap_log_clean() {
	local found

	if command -v vm-log-check >/dev/null; then
		ktap_run "$1" vm-log-check
		return
	fi
	found=$(log_since "$log_begin" |
		grep -E 'WARNING:|BUG:|Oops|Call Trace|KASAN|UBSAN|DMA-API:|nobody cared' || true)
	log_begin=$(log_time)
	ktap_empty "$1" "$found"
}

# ---- tracing

tracefs=/sys/kernel/tracing

# trace_start [EVENT...]: from here on; one clock for all CPUs, so that the order of lines is true.
trace_start() {
	local event

	echo 0 >"$tracefs/tracing_on"
	echo nop >"$tracefs/current_tracer"
	echo >"$tracefs/set_event"
	echo global >"$tracefs/trace_clock"
	echo "${trace_buffer_kb:-16384}" >"$tracefs/buffer_size_kb"
	echo >"$tracefs/trace"
	for event; do
		echo 1 >"$tracefs/events/$event/enable"
	done
	echo 1 >"$tracefs/tracing_on"
}

trace_stop() {
	echo 0 >"$tracefs/tracing_on"
	echo >"$tracefs/set_event"
}

# Fails if events were lost, since then the absence of one proves nothing.
trace_is_whole() {
	local lost

	lost=$(cat "$tracefs"/per_cpu/cpu*/stats | awk '/^(overrun|dropped events):/ { n += $NF } END { print n + 0 }')
	[ "$lost" -eq 0 ] || {
		echo "$lost events were lost"
		return 1
	}
}

# trace_save FILE: for awk: time, task, pid, CPU, flags, event, then name=value words. The task's
# name ends at the last hyphen before the CPU and may have spaces. 6.1 with PREEMPT_RT has one more flag, the third, which
# goes.
trace_save() {
	local lazy=0

	! head -n 20 "$tracefs/trace" | grep '=> need-resched-lazy' >/dev/null || lazy=1
	sed -nE 's/^ *(.*)-([0-9]+) +\[([0-9]+)\] +([^ ]+) +([0-9.]+): ([a-z_0-9]+): ?(.*)$/\1\t\2\t\3\t\4\t\5\t\6\t\7/p' \
		"$tracefs/trace" |
		awk -F '\t' -v OFS='\t' -v lazy=$lazy '
			{ gsub(/ /, "_", $1) }
			lazy { $4 = substr($4, 1, 2) substr($4, 4) }
			{ print $5, $1, $2, $3, $4, $6, $7 }' >"$1"
}

# For awk programs that read trace_save's lines: value(line, "name").
# shellcheck disable=SC2034
trace_awk='
	function value(text, name) {
		if (!match(" " text, " " name "=[^ ]*"))
			return ""
		return substr(" " text, RSTART + length(name) + 2, RLENGTH - length(name) - 2)
	}
	BEGIN { FS = "\t" }
'
