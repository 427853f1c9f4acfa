#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The callback pair posted from HwStartIo, HwTimer, HwInitialize and HwResetBus, with a line and
# without; and an Enable callback that leaves the rest to a timer. Also a request that is BUSY.
# Or one after which NextRequest never comes. pairport is a miniport that does all this.
#
# also: arm64
# turns: yes
# waits: yes
# usually: 6.12-rt 6.12+threadirqs arm64
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="pairport $modules_under_test"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
require sg_turs sg_reset sg_raw scsiport-ctl
require_events

has_unit() {
	local unit

	for unit in "$board_dir"/vhba.0/host[0-9]*/target*/[0-9]*/scsi_generic/*; do
		[ ! -c "/dev/${unit##*/}" ] || return 0
	done
	return 1
}

unit() {
	local unit

	for unit in "$board_dir"/vhba.0/host[0-9]*/target*/[0-9]*/scsi_generic/*; do
		echo "/dev/${unit##*/}"
	done | sed -n 1p
}

# start PERSONALITY SOURCE FINISH: traced from the first callback on.
start() {
	load vhba-hw "personality=$1"
	trace_start scsiport
	load pairport "DriverParameter=source=$2;finish=$3"
	wait_for 30 has_unit
}

# Enable callbacks that ran with the lock held or interrupts off, or outside of $1.
enable_out_of_place() {
	awk -v task="$1" "$trace_awk"'
		$6 == "scsiport_callback_enter" && /HwEnableInterruptsCallback/ &&
		(value($7, "locked") != 0 || $5 ~ /^[dDhHs]/ || $2 !~ task)' "$test_scratch/trace"
}

# Disable callbacks without the lock or with interrupts on; under PREEMPT_RT, with interrupts off.
disable_out_of_place() {
	local under_lock='^[dD]'

	! is_rt || under_lock='^[^dD]'
	awk -v flags="$under_lock" "$trace_awk"'
		$6 == "scsiport_callback_enter" && /HwDisableInterruptsCallback/ &&
		(value($7, "locked") != 1 || $5 !~ flags)' "$test_scratch/trace"
}

# HwStartIo between CallEnableInterrupts and the end of the Enable callback.
start_in_between() {
	awk "$trace_awk"'
		$6 == "scsiport_notification" && /CallEnableInterrupts/ { held = 1 }
		$6 == "scsiport_callback_exit" && /HwEnableInterruptsCallback/ { held = 0 }
		$6 == "scsiport_srb_start" && held' "$test_scratch/trace"
}

# Enable callbacks that no timer and, after that, no Disable callback followed.
timer_did_not_finish() {
	awk "$trace_awk"'
		$6 == "scsiport_callback_exit" && /HwEnableInterruptsCallback/ { open++ }
		$6 == "scsiport_callback_enter" && /HwTimer/ { timers++ }
		$6 == "scsiport_callback_enter" && /HwDisableInterruptsCallback/ {
			if (timers-- < 1)
				print "no timer before " $0
			open--
		}
		END { if (open) print open " without a Disable callback" }' "$test_scratch/trace"
}

try() {
	local personality=$1 source=$2 finish=$3 task=$4
	local what="$personality, from $source, finished by $finish" pairs

	start "$personality" "$source" "$finish"
	ktap_run "$what: commands are answered" sg_turs -n 20 "$(unit)"
	[ "$source" != reset ] || sg_reset -b "$(unit)"
	sleep 0.2
	pairs=$(attribute 0 enable_callbacks)
	ktap_true "$what: Enable callbacks ran" "$pairs" -gt 0
	ktap_equal "$what: as many Disable callbacks" "$pairs" "$(attribute 0 disable_callbacks)"
	trace_stop
	trace_save "$test_scratch/trace"
	ktap_empty "$what: Enable callbacks in the thread, interrupts on, lock not held" \
		"$(enable_out_of_place "$task")"
	ktap_empty "$what: Disable callbacks under the lock" "$(disable_out_of_place)"
	ktap_empty "$what: no HwStartIo in between" "$(start_in_between)"
	[ "$finish" != timer ] ||
		ktap_empty "$what: the timer ran while the gate was closed" "$(timer_did_not_finish)"
	unload
}

try deferred startio disable '^irq/'
try deferred timer disable '^irq/'
try polled startio disable '^kworker'
try deferred startio timer '^irq/'

start deferred initialize disable
ktap_true "from initialize: the pair ran" "$(attribute 0 enable_callbacks)" -eq 1
ktap_run "from initialize: commands are answered" sg_turs -n 20 "$(unit)"
unload

start deferred reset disable
sg_reset -b "$(unit)" || true
ktap_run "from reset: the pair ran" wait_for 5 [ "$(attribute 0 disable_callbacks)" -eq 1 ]
ktap_run "from reset: commands are answered" sg_turs -n 20 "$(unit)"
unload

start polled startio timer
ktap_run "without a line, finished by timer: commands are answered" sg_turs -n 20 "$(unit)"
ktap_true "without a line, finished by timer: Disable callbacks ran" \
	"$(attribute 0 disable_callbacks)" -ge 20
unload

start deferred busy disable
started=$(attribute 0 start_io)
busy=$(attribute 0 busy)
ktap_run "BUSY without NextRequest: commands are answered" sg_turs -n 3 "$(unit)"
ktap_equal "BUSY without NextRequest: each command was offered twice, not more" "6 3" \
	"$(($(attribute 0 start_io) - started)) $(($(attribute 0 busy) - busy))"
unload

# forgotten NAME COMMAND...: one that waits in vain.
forgotten() {
	local name=$1 resets

	shift
	start polled forget disable
	ktap_run "NextRequest forgotten, $name: a first command is answered" sg_turs "$(unit)"
	resets=$(attribute 0 bus_resets)
	"$@" >/dev/null 2>&1 || true
	ktap_true "NextRequest forgotten, $name: the bus is reset" $(($(attribute 0 bus_resets) - resets)) -ge 1
	ktap_run "NextRequest forgotten, $name: that is named" log_has "$log_begin" \
		'miniport mistake forgotten-next-request: every request is complete, and no NextRequest came'
	ktap_equal "NextRequest forgotten, $name: that is one mistake" 1 "$(attribute 0 mistakes)"
	ktap_run "NextRequest forgotten, $name: then commands are answered" sg_turs -n 20 "$(unit)"
	unload
}

a_command() {
	sg_raw -t 4 "$(unit)" 00 00 00 00 00 00
}

four_commands() {
	a_command &
	a_command &
	a_command &
	a_command &
	wait
}

a_management_request() {
	scsiport-ctl miniport "/dev/scsiport$(host_of 0)" --signature PAIRPORT --code 1 --timeout 4
}

forgotten command a_command
log_begin=$(log_time)
forgotten "four commands" four_commands
log_begin=$(log_time)
forgotten "management request" a_management_request
trace_stop

# ---- the adapter goes while its Enable callback runs
is_running() {
	[ "$(attribute 0 enable_callbacks)" -eq 1 ]
}

start polled reset slow
mark=$(log_time)
sg_reset -b "$(unit)" >/dev/null 2>&1 &
wait_for 10 is_running
ktap_run "removal beside an Enable callback of 15 s: it ends" timeout 60 bash -c \
	'echo vhba.0 >/sys/bus/platform/drivers/pairport/unbind'
ktap_run "... after that has returned" log_has "$mark" 'pairport: the slow Enable callback returns'
ktap_run "... and it is said that the unit's extension is not free" log_has "$mark" \
	'0:0:0: its extension stays reserved, as the Enable callback may use it'
ktap_run "... nor anything else of the adapter's" log_has "$mark" \
	'the Enable callback is still running: until it returns, all that it can write to stays reserved'
wait
unload
ktap_empty "... and a DPC that it queued at its end has gone with the adapter" "$(log_since "$mark" |
	grep -E 'is not a device extension|DPCs and timers were cancelled' || true)"

ktap_empty "nothing is left behind" "$(lsmod | grep -E '^(vhba|pairport|scsiport)' || true)"
ktap_log_clean "the kernel log is clean"
ktap_exit
