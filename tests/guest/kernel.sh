#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The kernel routines beside ScsiPort, called by the miniport kernport from all its routines. It says what came
# of each area; so this list is what must have been said. Then: its mistakes are reported and
# survived, and what it leaves behind when it goes is cancelled, named and freed.
#
# also: arm64
# append: init_on_alloc=0 lpj=100000
# leaks: yes
# usually: 6.12 6.12-rt newest arm64
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="kernport $modules_under_test"

areas=(
	"level in DriverEntry" "arguments of DriverEntry" "registry values" "registry keys" "registry direct"
	"registry handles" "ScsiPortInitialize without the driver object"
	"large integers" "calendar" "system" "fast mutex" "bus data" "numbers" "texts" "printf returns"
	"safe strings" "strings" "wide strings" "conversions" "bits" "long" "interlocked"
	"pool in DriverEntry" "lists in DriverEntry" "raised levels" "locks in DriverEntry" "time"
	"DPCs" "events" "timers" "mistakes"
	"level in HwFindAdapter" "memory" "more mistakes" "level in HwInitialize"
	"level in HwTimer" "locks in HwTimer" "lists in HwTimer" "level in HwTimer after KeLowerIrql"
	"level in the Enable callback" "locks in the Enable callback" "pool in the Enable callback"
	"level in the Enable callback after a lock" "level in the Disable callback"
	"level in HwStartIo" "locks in HwStartIo" "pool in HwStartIo" "lists in HwStartIo"
	"level in a DPC" "arguments of a DPC" "locks in a DPC" "pool in a DPC" "lists in a DPC"
	"one DPC at a time" "level in HwResetBus"
	"alone with a lock in HwStartIo" "alone with a lock in HwTimer" "alone with a lock in a DPC"
)
mistakes=(
	"KeDelayExecutionThread above PASSIVE_LEVEL"
	"KeWaitForSingleObject above PASSIVE_LEVEL"
	"MmMapIoSpace above PASSIVE_LEVEL"
	"KeFlushQueuedDpcs above PASSIVE_LEVEL"
	"is freed, but it is no such memory, or free"
	"is freed with a DPC or timer in use"
	"MmGetPhysicalAddress of .* where no memory is"
	"a spin lock is acquired again by its holder"
	"released without being held"
	"bits 20 to 32 of a bit map that has 32"
	"KeInsertQueueDpc of a DPC without a routine"
	"KeWaitForSingleObject for what is neither event nor timer"
	"KeLowerIrql below the level that the port called at"
	"RtlCheckRegistryKey above PASSIVE_LEVEL"
	"HalSetBusData of 0000:00:00.0, which is not its own"
)

require sg_turs sg_reset
require_events

unit() {
	local unit

	for unit in "$board_dir"/vhba.0/host[0-9]*/target*/[0-9]*/scsi_generic/*; do
		[ -c "/dev/${unit##*/}" ] || continue
		echo "/dev/${unit##*/}"
		return
	done
	return 1
}

# Of all allocations those that kernport makes with a spin lock held, by their size.
trace_start kmem/kmalloc
echo "bytes_req == 777" >"$tracefs/events/kmem/kmalloc/filter"
load vhba-hw personality=polled
# What it is to find in the registry; the .inf file says other numbers.
registry=(NumberOfRequests=9 DisableDisconnects=1 MaximumUCXAddress=0xffffffff)
load kernport DriverParameter=mistakes "${registry[@]}"
ktap_run "the unit appears" wait_for 30 unit
ktap_run "commands that a DPC completes are answered" sg_turs -n 200 "$(unit)"
sg_reset -b "$(unit)"
ktap_run "commands are answered after a reset" sg_turs -n 20 "$(unit)"
ktap_equal "no mistake of the adapter" 0 "$(attribute 0 mistakes)"
trace_stop
echo 0 >"$tracefs/events/kmem/kmalloc/filter"
trace_save "$test_scratch/trace"
# The fourth of the flags says how often preemption is off, or is a full stop.
locked=$(awk "$trace_awk"'$6 == "kmalloc" && value($7, "bytes_req") == 777 {
	print substr($5, 4, 1) == "." ? "preemptible" : "not preemptible"
}' "$test_scratch/trace" | sort | uniq -c)
ktap_comment "with a spin lock held: $locked"
ktap_match "allocations were made with a spin lock held" '^ *[0-9]{3,} ' "$locked"
if is_rt; then
	ktap_empty "the holder of a spin lock is preemptible, since it may want a lock that sleeps" \
		"$(grep "not preemptible" <<<"$locked" || true)"
elif [[ $(uname -v) != *PREEMPT* ]]; then
	# And does not count who forbids it.
	ktap_skip "the holder of a spin lock is never preempted" "this kernel preempts nothing of its own"
else
	ktap_empty "the holder of a spin lock is never preempted" "$(grep -v "not preemptible" <<<"$locked" || true)"
fi

said=$(log_since "$log_begin")
for area in "${areas[@]}"; do
	wrong=$(grep -F "kernport: $area: not ok" <<<"$said" || true)
	if [ -z "$wrong" ] && ! grep -qF "kernport: $area: ok" <<<"$said"; then
		wrong="nothing was said about it"
	fi
	ktap_empty "$area" "$wrong"
done
for mistake in "${mistakes[@]}"; do
	ktap_match "mistake: $mistake" "scsiport: miniport mistake in .*$mistake" "$said"
done
ktap_match "what is not DriverEntry's argument is refused in words" \
	"ScsiPortInitialize from DriverEntry.*kernport.*: Argument1 is not what DriverEntry was given" "$said"
ktap_match "a break point is reported" "scsiport: break point in .*kernport" "$said"
ktap_match "an assertion is reported" \
	"assertion failed: two == three \(kernport.c line 23\)" "$said"
ktap_match "an error of DbgPrintEx is printed" "scsiport: kernport: said by DbgPrintEx, \(null\)" "$said"
ktap_match "of a set of levels the lowest counts" "scsiport: kernport: said to a set of levels" "$said"
ktap_empty "a set of high levels is silent" "$(grep "said to a high level" <<<"$said" || true)"
ktap_empty "DbgPrint is silent at debug_level 0" "$(grep "said by DbgPrint," <<<"$said" || true)"
unload
ktap_empty "what was given back is not complained about" \
	"$(log_since "$log_begin" | grep 'given back' || true)"
ktap_log_clean "the kernel did not complain"

begin=$(log_time)
load vhba-hw personality=polled
load kernport DriverParameter=bugcheck
ktap_run "the unit appears after a bug check" wait_for 30 unit
ktap_match "a bug check is reported" "calls KeBugCheck: 0xc0de \(0x1, 0x2, 0x3, 0x4\) in KernFind" \
	"$(log_since "$begin")"
ktap_match "the first one is a kernel warning" "WARNING:.*KeBugCheckEx" "$(log_since "$begin")"
unload
! command -v vm-log-check >/dev/null || vm-log-check --forgive
log_begin=$(log_time)

begin=$(log_time)
load vhba-hw personality=polled
load scsiport
echo 3 >/sys/module/scsiport/parameters/debug_level
load kernport DriverParameter=leave
ktap_run "the unit appears again" wait_for 30 unit
ktap_run "DbgPrint is printed at debug_level 3" log_has "$begin" \
	"scsiport: kernport: said by DbgPrint, 3"
ktap_run "it can go with timers running" unload
ktap_match "timers of the module are cancelled" \
	"kernport: [0-9]+ DPCs and timers were cancelled" "$(log_since "$begin")"
ktap_match "pool that was not given back is named" \
	"kernport: 1234 bytes of pool, tag 'Left', from Kern[A-Za-z]*.*, were not given back" \
	"$(log_since "$begin")"
ktap_match "... also a key's handle" "kernport: [0-9]+ bytes of registry key, tag 'none', from Kern.*, were not given back" \
	"$(log_since "$begin")"
ktap_match "... also a string's" "kernport: 10 bytes of pool, tag 'Strg', from Kern[A-Za-z]*.*, were not given back" \
	"$(log_since "$begin")"
ktap_log_clean "the kernel did not complain about what was left"
ktap_exit
