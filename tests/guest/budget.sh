#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What a routine of a miniport takes, is accounted for: one that takes longer than its budget is named in the log, with
# the request, in sysfs, in the histogram and in the trace; one that keeps it is not. timeport's routines take as
# long as they are told to. The machine's time follows its instructions, so no other machine makes it longer.
#
# kernels: 6.1 6.12
# usually: 6.1+tsc=unstable
# cpus: 1
# turns: yes
# qemu: -icount shift=1,sleep=off -device edu
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="timeport $modules_under_test"
PATH=$PATH:$(readlink -f "$(dirname "$0")")
require sg_turs sg_reset sg_raw scsiport-ctl
require_events

host_dir() {
	local host

	for host in /sys/bus/pci/drivers/timeport/*/host[0-9]*; do
		echo "$host_class/${host##*/}"
	done | sed -n 1p
}

unit() {
	local unit

	for unit in /sys/bus/pci/drivers/timeport/*/host[0-9]*/target*/[0-9]*/scsi_generic/*; do
		[ ! -c "/dev/${unit##*/}" ] || echo "/dev/${unit##*/}"
	done | sed -n 1p
}

has_unit() {
	[ -n "$(unit)" ]
}

# start WORDS: the adapter, traced from the first call on.
start() {
	since=$(log_time)
	is_loaded scsiport || load scsiport
	trace_start scsiport
	load timeport "DriverParameter=$1" reset_hold=0
	wait_for 30 has_unit
	host=$(host_dir)
	debug=/sys/kernel/debug/scsiport/${host##*/}/histogram
}

# of FILE KEY: a number of a file of the adapter.
of() {
	awk -v key="$2" '$1 == key { print $2 }' "$host/$1"
}

# in_columns ROUTINE LEAST MOST: calls in these columns of its histogram.
in_columns() {
	awk -v routine="$1" -v least="$2" -v most="$3" '
		$1 == routine { for (i = least; i <= most; i++) n += $(i + 2); print n + 0 }' "$debug"
}

# traced ROUTINE LEAST MOST: calls in the trace that took so many nanoseconds.
traced() {
	awk -v routine="$1" -v least="$2" -v most="$3" "$trace_awk"'
		$6 == "scsiport_callback_exit" && value($7, "callback") == routine &&
		value($7, "ns") + 0 >= least && value($7, "ns") + 0 <= most { n++ }
		END { print n + 0 }' "$test_scratch/trace"
}

# says ROUTINE US BUDGET: the line has a time that is no less, and a fifth more at most.
says() {
	log_since "$since" | awk -v routine="$1" -v us="$2" -v budget="$3" '
		{ print }
		match($0, routine " took [0-9]+ us, and may take [0-9]+") {
			split(substr($0, RSTART, RLENGTH), word, /[ ,]+/)
			good = word[3] >= us && word[3] < us * 1.2 && word[8] == budget
		}
		END { exit !good }'
}

is_said() {
	log_has "$since" "timeport .*: $1 took "
}

inquiry() {
	sg_raw -r 36 "$(unit)" 12 00 00 00 24 00 >"$test_scratch/log" 2>&1
}

act() {
	case $1 in
	HwResetBus) sg_reset -b "$(unit)" >"$test_scratch/log" 2>&1 ;;
	*) inquiry ;;
	esac
}

# routine NAME WORD WORDS US UNDER BUDGET: it takes US and is named, then UNDER, and is not.
routine() {
	local name=$1 word=$2 words=$3 us=$4 under=$5 budget=$6 ns=$(($4 * 1000))
	local column

	# Column c has what took less than 2^c ns.
	column=$(awk -v ns="$ns" 'BEGIN { while (2 ^ c <= ns) c++; print c }')
	start "$words;$word=$us"
	act "$name"
	ktap_run "$name of $us us is said within a second or two" wait_for 5 is_said "$name"
	ktap_run "... with its time and its budget" says "$name" "$us" "$budget"
	ktap_true "... is counted as over its budget" "$(of "scsiport_time/$name" over)" -ge 1
	ktap_true "... and is the longest" "$(of "scsiport_time/$name" longest_ns)" -ge "$ns" -a \
		"$(of "scsiport_time/$name" longest_ns)" -lt $((ns * 12 / 10))
	ktap_true "... and in its column of the histogram" "$(in_columns "$name" "$column" $((column + 1)))" -ge 1
	ktap_equal "... which has as many calls as are counted" "$(of "scsiport_time/$name" calls)" \
		"$(in_columns "$name" 0 32)"
	trace_stop
	trace_save "$test_scratch/trace"
	ktap_true "... and in the trace" "$(traced "$name" "$ns" $((ns * 12 / 10)))" -ge 1
	unload
	start "$words;$word=$under"
	act "$name"
	sleep 2.5
	ktap_run "$name of $under us is not said" eval "! is_said $name"
	ktap_equal "... nor counted as over its budget" 0 "$(of "scsiport_time/$name" over)"
	ktap_true "... but timed" "$(of "scsiport_time/$name" longest_ns)" -ge $((under * 1000))
	trace_stop
	unload
}

routine HwStartIo start "" 80 40 50
routine HwInterrupt interrupt "" 80 40 50
routine HwEnableInterruptsCallback enable way=enable 600000 400000 500000
routine HwDisableInterruptsCallback disable way=enable 80 40 50
routine HwTimer timer way=timer 80 40 50
routine HwResetBus reset "" 80 40 50

# ---- the request that it was for

start "interrupt=80"
echo 1 >"$host/scsiport_time/clear"
inquiry
wait_for 5 is_said HwInterrupt
ktap_match "the line names the request" "HwInterrupt took .*CDB opcode 0x12, 36 bytes, for 0:0:0 \([0-9]+ calls over it yet\)" \
	"$(log_since "$since")"
ktap_equal "... and so does sysfs" "0x12 36 0:0:0" "$(of scsiport_time/HwInterrupt over_opcode) $(of scsiport_time/HwInterrupt over_bytes) $(of scsiport_time/HwInterrupt over_unit)"
number=${host##*host}
ktap_match "scsiport-ctl hist names it" "the longest: opcode 0x12, 36 bytes, unit 0:0:0" \
	"$(scsiport-ctl hist "$number" HwInterrupt 2>&1)"
ktap_match "scsiport-ctl top has it first" "HwInterrupt" "$(scsiport-ctl top --count 1 2>&1 | sed -n 2,3p)"
scsiport-ctl trace "$number" >"$test_scratch/story" 2>&1 &
wait_for 20 eval "ls '$tracefs/instances' | grep scsiport-ctl >/dev/null"
sleep 1
inquiry
wait
ktap_match "scsiport-ctl trace tells of it" "HwInterrupt returns after 8[0-9]\.[0-9] us" "$(cat "$test_scratch/story")"
for _ in 1 2 3 4 5; do
	sg_turs "$(unit)"
	sleep 1
done
ktap_equal "... and is said once in a minute" 1 "$(log_since "$since" | grep -c "HwInterrupt took")"

# ---- the budget can be another one, and none

echo 100 >"$host/scsiport/budget_us"
echo 1 >"$host/scsiport_time/clear"
inquiry
ktap_equal "with budget_us=100, 80 us are none too many" "0 100" "$(of scsiport_time/HwInterrupt over) $(cat "$host/scsiport/budget_us")"
ktap_equal "... and what was before clear is forgotten" 1 "$(of scsiport_time/HwInterrupt calls)"
echo 20 >"$host/scsiport/budget_us"
sg_turs "$(unit)"
ktap_equal "with budget_us=20, they are" 1 "$(of scsiport_time/HwInterrupt over)"
echo 0 >"$host/scsiport/budget_us"
sg_turs "$(unit)"
ktap_equal "with budget_us=0, nothing is too much" 1 "$(of scsiport_time/HwInterrupt over)"
ktap_run "a budget that is no number is refused" eval "! echo much >'$host/scsiport/budget_us'"

# ---- sums

locked=$(of scsiport_time/interrupt_lock total_ns)
off=$(of scsiport_time/interrupts_off total_ns)
interrupt=$(of scsiport_time/HwInterrupt total_ns)
ktap_true "the interrupt lock was held at least as long as HwInterrupt took" "$locked" -ge "$interrupt"
ktap_true "interrupts were off at least as long as the lock was held" "$off" -ge "$locked"

# ---- nobody accounts

echo N >/sys/module/scsiport/parameters/accounting
before=$(of scsiport_time/HwInterrupt calls)
sg_turs "$(unit)"
sg_turs "$(unit)"
ktap_equal "with accounting=N nothing is counted" "$before" "$(of scsiport_time/HwInterrupt calls)"
echo Y >/sys/module/scsiport/parameters/accounting
sg_turs "$(unit)"
ktap_equal "... and with Y again it is" $((before + 1)) "$(of scsiport_time/HwInterrupt calls)"
ktap_equal "what was not accounted for is not too long" 1 "$(of scsiport_time/HwInterrupt over)"
trace_stop
unload

# ---- HwAdapterControl ends the adapter: only log and trace know of it

for us in 80 40; do
	start "control=$us"
	rmmod timeport
	trace_stop
	trace_save "$test_scratch/trace"
	unload
	said=no
	! is_said HwAdapterControl || said=yes
	expected=yes
	[ "$us" -gt 50 ] || expected=no
	ktap_equal "HwAdapterControl of $us us is said when the adapter goes: $expected" "$expected" "$said"
	ktap_true "... and traced" "$(traced HwAdapterControl $((us * 1000)) $((us * 1200)))" -ge 1
done

ktap_log_clean "the kernel has no complaint"
ktap_exit
