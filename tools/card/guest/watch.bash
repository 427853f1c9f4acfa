# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# In the guest of tools/report-card: how long the routines take, what the verifier found, what the kernel said.

judge_limits() {
	scsiport-ctl list -v >"$RESULTS/limits.txt" 2>&1 || true
	found limits pass "the adapter" "$(log_since 0 | grep -oE 'irq .* elements .*|polled, .* elements .*' | tail -n 1)"
}

# Reads and writes of some sizes, so that there is something to measure.
work() {
	local disk=$1 most=$2 bytes

	for bytes in 4096 16384 "$most"; do
		fio --name=work --filename="/dev/$disk" --ioengine=libaio --direct=1 --rw=randrw --bs="$bytes" --iodepth=4 \
			--size="$span" --number_ios=64 --minimal >/dev/null
	done
}

judge_budget() {
	local disk most bytes routine calls over longest budget

	disk=$(disks | sed -n 1p)
	budget=$(attribute budget_us)
	if [ -n "$disk" ]; then
		bytes=$(($(cat "/sys/block/$disk/size") * 512))
		span=$((bytes > 8 << 20 ? 8 << 20 : bytes / 1048576 * 1048576))
		most=$(attribute max_transfer)
		echo 1 >"$host_class/$(first_host)/scsiport_time/clear"
		work "$disk" "$most" || true
	else
		sg_turs -n 20 "/dev/$(generics | sed -n 1p)" || true
	fi
	for routine in HwStartIo HwInterrupt HwDisableInterruptsCallback HwTimer; do
		calls=$(of "scsiport_time/$routine" calls)
		over=$(of "scsiport_time/$routine" over)
		longest=$(of "scsiport_time/$routine" longest_ns)
		[ "${calls:-0}" -gt 0 ] || continue
		if [ "$over" -eq 0 ]; then
			found budget pass "$routine keeps the budget of $budget us" "the longest of $calls calls: $((longest / 1000)) us"
		else
			found budget miniport "$routine takes longer than $budget us" \
				"$over of $calls calls, the longest $((longest / 1000)) us, for CDB opcode $(of "scsiport_time/$routine" over_opcode), $(of "scsiport_time/$routine" over_bytes) bytes"
		fi
	done
	scsiport-ctl hist "$(first_host | tr -dc 0-9)" --svg "$RESULTS/histograms.svg" >"$RESULTS/histograms.txt" 2>&1 || true
	scsiport-ctl hist "$(first_host | tr -dc 0-9)" --json >"$RESULTS/histograms.json" 2>/dev/null || true
}

# How often each rule was broken, of all adapters: to be called before any of them goes.
declare -A broken=()

note_rules() {
	local host rule count

	for host in $(hosts); do
		for rule in "$host_class/$host/scsiport_rules"/*; do
			count=$(cat "$rule" 2>/dev/null || echo 0)
			[ "$count" -eq 0 ] || broken[${rule##*/}]=$((${broken[${rule##*/}]:-0} + count))
		done
	done
}

# Each of these, with what was said of it first.
judge_verifier() {
	local rule said kind

	note_rules
	for rule in "${!broken[@]}"; do
		# A machine of its own measures that; here, other machines and the sanitizers take their time.
		[ "$rule" != over-budget ] || continue
		said=$(log_since 0 | grep -F " $rule" | sed -nE '1 s/^.*: (miniport mistake|advice)/\1/p') || true
		kind=miniport
		[[ $said != *advice* ]] || kind=advice
		found verifier "$kind" "rule $rule" "${broken[$rule]} times. $said"
	done
	unset 'broken[over-budget]'
	[ ${#broken[@]} -gt 0 ] || found verifier pass "no rule was broken"
}

# What the kernel complained about: whose code it is, by the first module in the trace.
judge_kernel() {
	local complaint owner

	if vm-log-check >"$scratch/complaints" 2>&1; then
		found kernel pass "the kernel has no complaint"
		return
	fi
	cp "$scratch/complaints" "$RESULTS/complaints-$phase.txt"
	complaint=$(grep -m 1 -E 'BUG|WARNING|KASAN|DMA-API|possible|leak|Oops' "$scratch/complaints" | cut -c 1-160)
	owner=port
	[ "$(grep -oE '\[[a-z0-9_]+\]' "$scratch/complaints" | sed -n 1p)" != "[${module//-/_}]" ] || owner=miniport
	found kernel "$owner" "the kernel complains" "${complaint:-see complaints-$phase.txt}"
}
