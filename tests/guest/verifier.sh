#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The verifier: ruleport breaks each rule, and keeps it by what looks most like that. The first time for each
# adapter and rule the log says it, with the routine, the SRB and a back trace; then it is counted. Levels are
# switched at run time. What no command can break, another test does: docs/verifier.md says which.
#
# kernels: 6.1 debug
# waits: yes
# early: yes
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="ruleport $modules_under_test"
require cmp dd sg_inq sg_raw sg_reset sg_turs
hold_seconds=1

rules() {
	echo "$host_class/host$(host_of 0)/scsiport_rules"
}

level() {
	attribute 0 verifier
}

# level_is LEVEL: from now on.
level_is() {
	echo "$1" >"$host_class/host$(host_of 0)/scsiport/verifier"
}

count() {
	cat "$(rules)/$1"
}

# Every rule that was not kept, with how often; but not what a stall becomes where the machine has much to do.
counts() {
	grep -v '^0$' "$(rules)"/* | grep -v /long-routine: | sed 's,.*/,,; s/:/ /' | xargs || true
}

have_unit() {
	local path

	for path in "$board_dir"/vhba.0/host[0-9]*/target*/*:0:0:0/scsi_generic/*; do
		unit=/dev/${path##*/}
		[ ! -c "$unit" ] || return 0
	done
	return 1
}

# raw BYTES CDB: of the vendor's opcode, in decimal.
raw() {
	local bytes=$1 cdb

	shift
	printf -v cdb '%02x ' 192 "$@" 0 0 0 0 0 0 0 0 0 0
	# shellcheck disable=SC2086
	sg_raw -b -t 15 -r "$bytes" "$unit" ${cdb:0:36}
}

declare -A number=()

# adapter [PARAMETER...]: ruleport, and what it can do.
adapter() {
	local i name

	load vhba-hw personality=polled
	# Where the machine has much to do, each routine takes long.
	echo 0 >/sys/module/scsiport/parameters/budget_us
	since=$(log_time)
	load ruleport "reset_hold=$hold_seconds" "$@"
	wait_for 30 have_unit
	for i in {0..63}; do
		name=$(raw 32 0 "$i" 2>/dev/null | tr -d '\0' || true)
		[ -n "$name" ] || break
		number[$name]=$i
	done
}

# run RULE BREAK [PLACE]
run() {
	raw 32 1 "${number[$1]}" "$2" "${3:-0}" >"$test_scratch/log" 2>&1 || true
}

# with COUNTS RULE: one more of that rule.
with() {
	local -A all=()
	local words name

	read -r -a words <<<"$1"
	set -- "$2" "${words[@]}"
	all[$1]=1
	shift
	while [ $# -gt 1 ]; do
		all[$1]=$((${all[$1]:-0} + $2))
		shift 2
	done
	for name in "${!all[@]}"; do
		echo "$name ${all[$name]}"
	done | sort | xargs
}

# rule NAME WHAT SAID: kept, broken, and the log says so.
rule() {
	local before

	before=$(counts)
	run "$1" 0
	ktap_equal "$1: kept" "$before" "$(counts)"
	run "$1" 1
	wait_for 5 counted "$1" 1 || true
	ktap_equal "$1: $2" "$(with "$before" "$1")" "$(counts)"
	ktap_match "$1: the log says so" "$3" "$(log_since "$since")"
}

# counted RULE COUNT
counted() {
	[ "$(count "$1")" -eq "$2" ]
}

# ---- each rule

adapter
ktap_equal "the level is warn at first" "off [warn] strict" "$(level)"
ktap_equal "what only HwFindAdapter may do, it may" "" "$(counts)"
ktap_equal "everybody may read the counts, nobody may write to them" "444" \
	"$(stat -c %a "$(rules)"/* | sort -u)"

mistake='miniport mistake '
rule double-completion "a request completed twice" \
	"${mistake}double-completion \(0x1003\): RequestComplete for an SRB that is complete \(0:0:0 "
ktap_match "... with the routine, and the SRB" 'in HwStartIo, SRB of 0:0:0, tag 255, CDB opcode 0xc0, 32 bytes' \
	"$(log_since "$since")"
ktap_match "... and a back trace" 'Rule[A-Za-z]*\+0x[0-9a-f]+/0x[0-9a-f]+ \[ruleport\]' "$(log_since "$since")"
rule invalid-status "an SrbStatus that does not exist" \
	"${mistake}invalid-status \(0x1004\): RequestComplete with SrbStatus 0x0c, which does not exist"
rule untagged-next-lu "NextLuRequest beside an untagged request" \
	'advice to the miniport, untagged-next-lu \(0x1005\): NextLuRequest for 0:0:0'
rule wild-address "an address that is nobody's" \
	"${mistake}wild-address \(0x1006\): ScsiPortGetPhysicalAddress"
rule foreign-srb "an SRB of its own" "${mistake}foreign-srb: RequestComplete for an SRB that is not this adapter's"
rule original-request "OriginalRequest is written to" "${mistake}original-request: OriginalRequest of an SRB"
rule start-io-false "HwStartIo says FALSE" 'advice to the miniport, start-io-false: HwStartIo returned FALSE'
rule missing-callback "CallEnableInterrupts without a routine" "${mistake}missing-callback: CallEnableInterrupts"
rule find-adapter-only "a routine of HwFindAdapter elsewhere" \
	"${mistake}find-adapter-only: ScsiPortFreeDeviceBase outside HwFindAdapter"
rule foreign-config "the configuration of another device" \
	"${mistake}foreign-config: ScsiPortGetBusData outside HwFindAdapter of bus 0"
rule slave-dma "slave DMA" "${mistake}slave-dma: ScsiPortIoMapTransfer"
rule event-size "an event that is too long" "${mistake}event-size: WMIEvent with an item of 200 bytes"
rule long-stall "more than 100 ms at once" "${mistake}long-stall \(0x1001\): ScsiPortStallExecution of 100001 us"
before=$(count long-routine)
run long-routine 0
ktap_equal "long-routine: kept" "$before" "$(count long-routine)"
run long-routine 1
ktap_equal "long-routine: HwStartIo takes more than half a second" $((before + 1)) "$(count long-routine)"
ktap_match "long-routine: the log says so" "${mistake}long-routine \(0x1002\): HwStartIo took [0-9]+ ms" \
	"$(log_since "$since")"
rule kept-after-reset "a request that outlives a reset" \
	"${mistake}kept-after-reset \(0x1007\): 1 requests are not complete"
ktap_run "and the unit goes on" sg_turs "$unit"
ktap_equal "mistakes and advice are the sums" "$((12 + $(count long-routine))) 2" \
	"$(attribute 0 mistakes) $(attribute 0 advice)"

# ---- once for each adapter and rule, then counted

mark=$(log_time)
run double-completion 1
run double-completion 1
ktap_equal "again: counted" 3 "$(count double-completion)"
ktap_equal "... and not said" "" "$(log_since "$mark" | grep -E 'mistake|advice' || true)"
unload
ktap_match "the end: what was said once, and how often it was" 'rule double-completion: not kept 3 times' \
	"$(log_since "$mark")"
ktap_equal "... and nothing of what was said whole" 1 "$(log_since "$mark" | grep -c 'not kept')"

# ---- which routine

adapter
ktap_equal "a new adapter begins anew" "" "$(counts)"
run double-completion 1 1
ktap_match "in HwTimer" "${mistake}double-completion.*in HwTimer, SRB of 0:0:0" "$(log_since "$since" | tr '\n' ' ')"
mark=$(log_time)
run missing-callback 1 2
ktap_match "in the Enable callback" "${mistake}missing-callback.*in HwEnableInterruptsCallback" \
	"$(log_since "$mark" | tr '\n' ' ')"
mark=$(log_time)
run foreign-srb 1 3
ktap_match "in a DPC" "${mistake}foreign-srb.*in no routine that the port called" "$(log_since "$mark" | tr '\n' ' ')"
mark=$(log_time)
run long-stall 1 2
ktap_match "a stall, whose adapter is found by the routine" "${mistake}long-stall.*in HwEnableInterruptsCallback" \
	"$(log_since "$mark" | tr '\n' ' ')"

unload
adapter DriverParameter=slow-start
ktap_equal "HwInitialize that takes more than 5 s is advice" "long-start 1" "$(counts)"
ktap_match "... named" 'advice to the miniport, long-start \(0x1002\): HwInitialize took [0-9]+ ms' "$(log_since "$since")"

# ---- what only strict looks for

strict_rules="extension-after-completion sense-after-completion srb-field common-overrun common-underrun stall-sum"
unload
adapter
for name in $strict_rules; do
	run "$name" 1
done
run double-completion 0 3
sleep 1.5
ktap_equal "warn: what costs is not looked for" "" "$(counts)"
unload

adapter verifier=strict
before=$(counts)
ktap_equal "strict from the start: all is well" "$before" "$(sleep 1.5; counts)"
rule extension-after-completion "SrbExtension is written to later" \
	"${mistake}extension-after-completion: SrbExtension of a request that is complete .*byte 1 is 0x55"
rule sense-after-completion "sense data are written to later" \
	"${mistake}sense-after-completion: SenseInfoBuffer of a request that is complete .*byte 1 is 0x55"
rule srb-field "fields of the port's are written to" "${mistake}srb-field: fields of an SRB"
ktap_equal "... each is named" "Cdb TimeOutValue" \
	"$(log_since "$since" | sed -n 's/.*rule srb-field: \([A-Za-z]*\) of an SRB.*/\1/p' | sort | xargs)"
run srb-field 1
ktap_equal "... once" 2 "$(log_since "$since" | grep -c 'rule srb-field: [A-Z]')"
rule common-overrun "a byte behind the uncached extension" \
	"${mistake}common-overrun: byte 100 of the uncached extension"
run common-underrun 0
sleep 1.5
ktap_equal "common-overrun: its first byte" 1 "$(count common-overrun)"
run common-underrun 1
ktap_run "common-overrun: a byte before it" wait_for 5 counted common-overrun 2
rule stall-sum "stalls of more than a millisecond in all" \
	'advice to the miniport, stall-sum: a routine has stalled for more than 1000 us'
run double-completion 0 1
run double-completion 0 2
ktap_equal "outside-routine: notifications from HwTimer and the Enable callback" 0 "$(count outside-routine)"
run double-completion 0 3
ktap_equal "outside-routine: two of a DPC" 2 "$(count outside-routine)"

echo 200000 >"$host_class/host$(host_of 0)/scsiport/budget_us"
run long-routine 0
ktap_equal "over-budget: kept" 0 "$(count over-budget)"
run long-routine 1
ktap_equal "over-budget: a routine breaks its budget" 1 "$(count over-budget)"
ktap_match "... named" 'advice to the miniport, over-budget: HwStartIo took [0-9]+ us, and may take 200000' "$(log_since "$since")"
ktap_equal "... and its request is answered well" "" "$(grep Host_status "$test_scratch/log" || true)"
echo 1 >"$host_class/host$(host_of 0)/scsiport/fail_over_budget"
run long-routine 1
ktap_match "fail_over_budget: it fails" 'Host_status=0x07' "$(cat "$test_scratch/log")"
run long-routine 0
ktap_equal "... and one that keeps it does not" "" "$(grep Host_status "$test_scratch/log" || true)"
unload

adapter
level_is strict
run extension-after-completion 1
ktap_run "strict at run time" wait_for 5 counted extension-after-completion 1
run common-overrun 1
level_is warn
level_is strict
sleep 1.5
ktap_equal "... where there are no red zones" 0 "$(count common-overrun)"
unload
adapter

# ---- miniports that keep all rules

copies() {
	head -c 1048576 /dev/urandom >"$test_scratch/data"
	dd "if=$test_scratch/data" "of=/dev/$device" bs=64k oflag=direct status=none
	dd "if=/dev/$device" "of=$test_scratch/back" bs=4k count=256 iflag=direct status=none
	sg_inq -p 0xb9 "/dev/$device" >"$test_scratch/log" 2>&1 || true
	sg_raw -t 2 "/dev/$device" ff 00 00 00 00 00 >"$test_scratch/log" 2>&1 || true
	cmp "$test_scratch/data" "$test_scratch/back"
}

unload
vhba_parameters=(verifier=strict)
for p in ring deferred unmaskable polled; do
	load_disks 1 "personality=$p" size_mb=8
	device=$(first_disk 0)
	ktap_run "vhba, $p, strict: data is right" copies
	sg_reset -b "/dev/$device" || true
	sleep 1.5
	ktap_equal "vhba, $p, strict: no mistake" 0 "$(attribute 0 mistakes)"
	unload
done
adapter

# ---- levels

level_is off
ktap_equal "off" "[off] warn strict" "$(level)"
before=$(counts)
mark=$(log_time)
for name in double-completion wild-address foreign-config untagged-next-lu original-request; do
	run "$name" 1
done
ktap_equal "off: nothing is counted" "$before" "$(counts)"
ktap_equal "... or said" "" "$(log_since "$mark" | grep -E 'mistake|advice' || true)"
ktap_run "... and survived all the same" sg_turs "$unit"
level_is warn
run wild-address 1
ktap_equal "warn, again at run time: counted" "$(with "$before" wild-address)" "$(counts)"
level_is strict
ktap_equal "strict" "off warn [strict]" "$(level)"
ktap_true "no other level" "$(level_is loud 2>/dev/null && echo 1 || echo 0)" -eq 0
ktap_equal "... and that changed nothing" "off warn [strict]" "$(level)"
unload
adapter verifier=off
ktap_equal "verifier=off" "[off] warn strict" "$(level)"
unload
load vhba-hw personality=polled
mark=$(log_time)
ktap_true "verifier=loud is refused" "$(load ruleport verifier=loud 2>/dev/null && echo 1 || echo 0)" -eq 0
ktap_match "... in words" 'ruleport: verifier=loud is none of off, warn, strict' "$(log_since "$mark")"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
