#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The callback pair, seen through the tracepoints: HwInterrupt in the hard interrupt handler, or where
# handlers are threads in the line's thread, under the interrupt lock; the Enable callback in the IRQ thread,
# interrupts on, lock free; the Disable callback right after it under the lock; no HwStartIo and no HwInterrupt
# of that adapter in between; and a neighbour on the same line served meanwhile.
#
# trace_save's fields: 1 time, 2 task, 3 pid, 4 CPU, 5 flags, 6 event, 7 arguments. Of the flags,
# the first character is "d" or "D" with interrupts off, the third "h" or "H" in a hard interrupt. The
# interrupt lock has interrupts off, but under PREEMPT_RT.
#
# also: arm64
# turns: yes
# usually: 6.12 6.12-rt 6.12+maxcpus=1+preempt=full newest
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio gawk
require_events

enable=HwEnableInterruptsCallback
disable=HwDisableInterruptsCallback

# of_callback NAME: for awk, a line of the trace that enters that callback of the host.
# shellcheck disable=SC2016
trace_awk+='
	{
		callback = value($7, "callback")
		entered = $6 == "scsiport_callback_enter" && value($7, "host") == host
		left = $6 == "scsiport_callback_exit" && value($7, "host") == host
		locked = value($7, "locked")
		mine = value($7, "host") == host
	}
'

# query PROGRAM: lines of the trace that awk program prints, for the host.
query() {
	gawk -v host="$host" -v ENABLE=$enable -v DISABLE=$disable "$trace_awk $1" "$test_scratch/trace" |
		head -n 20
}

# entries CALLBACK CONDITION: how many entries of a callback there are for which it holds.
entries() {
	query "entered && callback == \"$1\" && ($2) { n++ } END { print n + 0 }"
}

# all_entries NAME CALLBACK CONDITION: there are some, and it holds for each.
all_entries() {
	local count

	count=$(entries "$2" 1)
	if [ "$count" -eq 0 ]; then
		ktap_fail "$1" "there is no $2 in the trace"
		return
	fi
	ktap_empty "$1" "$(query "entered && callback == \"$2\" && !($3)")"
}

# load DISK...: mixed work for the LUs of an adapter.
work() {
	local disk jobs=()

	for disk; do
		jobs+=("--name=$disk" "--filename=/dev/$disk")
	done
	fio --ioengine=libaio --direct=1 --rw=randrw --bs=4k --iodepth=4 --number_ios=60 --size=4M \
		--minimal --output=/dev/null "${jobs[@]}"
}

counters() {
	echo "$(attribute 0 enable_callbacks) $(attribute 0 disable_callbacks) $(attribute 0 interrupts)" \
		"$(attribute 0 start_io) $(attribute 0 completions)"
}

callbacks_are_over() {
	[ "$(attribute 0 enable_callbacks)" = "$(attribute 0 disable_callbacks)" ]
}

# ---- one adapter

load_disks 4 personality=deferred luns=4 size_mb=8
host=$(host_of 0)
# The scan and udev are over: what is counted now is ours.
sleep 1
read -r enables disables interrupts starts completions < <(counters)
trace_start scsiport
mapfile -t disks < <(disks_of 0)
ktap_run "work on four LUs ends without an error" work "${disks[@]}"
wait_for 10 callbacks_are_over || true
trace_stop
read -r enables2 disables2 interrupts2 starts2 completions2 < <(counters)
ktap_run "no event was lost" trace_is_whole
trace_save "$test_scratch/trace"
[ -z "${RESULTS:-}" ] || cp "$test_scratch/trace" "$RESULTS/callbacks.trace"

irq_thread="^irq\\/$(attribute 0 irq)-"
# shellcheck disable=SC2016
{
	if is_rt; then
		all_entries "HwInterrupt: in a thread of the line, interrupts on, lock held" \
			HwInterrupt "\$2 ~ /$irq_thread/ && "'$5 ~ /^[^dD].[^hH]/ && locked == 1'
	elif handlers_are_threads; then
		all_entries "HwInterrupt: in a thread of the line, interrupts off, lock held" \
			HwInterrupt "\$2 ~ /$irq_thread/ && "'$5 ~ /^[dD].[^hH]/ && locked == 1'
	else
		all_entries "HwInterrupt: in a hard interrupt, interrupts off, lock held" \
			HwInterrupt '$5 ~ /^[dD].[hH]/ && locked == 1'
	fi
	# A handler that is a thread is the line's first one.
	! handlers_are_threads || irq_thread+=s-
	all_entries "Enable callback: in the IRQ thread of the adapter's line" $enable "\$2 ~ /$irq_thread/"
	all_entries "Enable callback: interrupts on, in no interrupt" $enable '$5 ~ /^[^dD].\./'
	all_entries "Enable callback: the lock is not held" $enable 'locked == 0'
	if is_rt; then
		all_entries "Disable callback: interrupts on, in no hard interrupt" $disable '$5 ~ /^[^dD].[^hH]/'
	else
		all_entries "Disable callback: interrupts off, in no hard interrupt" $disable '$5 ~ /^[dD].[^hH]/'
	fi
	all_entries "Disable callback: the lock is held" $disable 'locked == 1'
	ktap_empty "Disable callback: right after the Enable callback, in the same thread" "$(query '
		mine && due && ($6 == "scsiport_srb_start" || $6 ~ /^scsiport_callback_/) {
			if (!entered || callback != DISABLE || $3 != thread)
				print "after the Enable callback: " $0
			due = 0
		}
		left && callback == ENABLE { due = 1; thread = $3 }')"
	ktap_empty "each CallEnableInterrupts has one Enable callback and one Disable callback" "$(query '
		mine && $7 ~ /type=CallEnableInterrupts/ { if (open) print "again: " $0; open = 1 }
		entered && callback == ENABLE { if (!open) print "not asked for: " $0 }
		entered && callback == DISABLE { if (!open) print "not asked for: " $0; open = 0 }
		END { if (open) print "the last one is still open" }')"
	ktap_empty "no HwStartIo from CallEnableInterrupts to the Disable callback" "$(query '
		mine && $7 ~ /type=CallEnableInterrupts/ { closed = 1 }
		entered && callback == DISABLE { closed = 0 }
		closed && mine && $6 == "scsiport_srb_start"')"
	ktap_empty "each hold for an Enable callback ends, and the trace says how long it was" "$(query '
		mine && $6 == "scsiport_hold" && value($7, "reason") == "enable-callback" {
			n++
			if (value($7, "held") + 0 == held + 0)
				print "again: " $0
			held = value($7, "held") + 0
			if (held == 1)
				since = $1
			took += held ? 0 : $1 - since
			told += value($7, "microseconds") / 1000000
		}
		END {
			if (!n || held)
				print "of " n + 0 " one is left"
			if (told < 0.75 * took || told > 1.25 * took)
				print told " s are told of " took " s"
		}')"
	ktap_empty "no HwInterrupt, HwTimer or HwResetBus from CallEnableInterrupts to the Disable callback" \
		"$(query '
		mine && $7 ~ /type=CallEnableInterrupts/ { closed = 1; next }
		entered && callback == DISABLE { closed = 0 }
		closed && entered && callback ~ /HwInterrupt|HwTimer|HwResetBus/')"
	ktap_equal "one request of an LU is active at a time" "" "$(query '
		mine { lu = value($7, "target") ":" value($7, "lun") }
		mine && $6 == "scsiport_srb_start" { if (active[lu]++) print "second one: " $0 }
		mine && $6 == "scsiport_srb_complete" { active[lu]-- }')"
}
ktap_equal "counters of callbacks and of the trace are the same" \
	"$(entries $enable 1) $(entries $disable 1) $(entries HwInterrupt 1)" \
	"$((enables2 - enables)) $((disables2 - disables)) $((interrupts2 - interrupts))"
ktap_equal "as many Disable callbacks as Enable callbacks" "$((enables2 - enables))" \
	"$((disables2 - disables))"
# On one processor nobody has a request for the adapter, and no board raises the line, before the IRQ thread, a
# real-time task, is through: nothing meets with an Enable callback.
if [ "$(nproc)" -gt 1 ]; then
	ktap_true "requests had to wait, and none was lost" "$(attribute 0 parked)" -gt 0 -a \
		$((starts2 - starts)) -eq $((completions2 - completions))
else
	ktap_equal "no request had to wait, and none was lost" "0 $((starts2 - starts))" \
		"$(attribute 0 parked) $((completions2 - completions))"
fi

# Nothing of these comes back BUSY, and all of it has started: so each has waited once.
waits=$(awk '$1 == "waits" { n += $2 } END { print n }' "$host_class/host$host"/scsiport_wait/*)
ktap_equal "each request that had to wait is counted under its reason" "$(attribute 0 parked)" "$waits"
times=$host_class/host$host/scsiport_time
ktap_equal "the gate was closed once for each Enable callback" "$(attribute 0 enable_callbacks)" \
	"$(awk '$1 == "calls" { print $2 }' "$times/gate")"
ktap_true "... and at least as long as they took" "$(awk '$1 == "total_ns" { print $2 }' "$times/gate")" -ge \
	"$(awk '$1 == "total_ns" { print $2 }' "$times/$enable")"
for routine in HwStartIo:start_io HwInterrupt:interrupts $enable:enable_callbacks $disable:disable_callbacks; do
	ktap_equal "as many calls of ${routine%:*} are timed as there were" "$(attribute 0 "${routine#*:}")" \
		"$(awk '$1 == "calls" { print $2 }' "$times/${routine%:*}")"
done
ktap_equal "the miniport has no request in the end" 0 "$(attribute 0 active)"
unload

# ---- a neighbour on the same line. An access to the data port takes 2 us, so that 16 KiB keep an
# Enable callback busy for 8 ms.

load_disks 2 adapters=2 personality=deferred shared_line=1 pio_ns=2000 size_mb=8
host=$(host_of 0)
ktap_equal "two adapters on one line" "$(attribute 0 irq)" "$(attribute 1 irq)"
sleep 1
trace_start scsiport
ktap_run "work on both adapters ends without an error" fio --ioengine=libaio --direct=1 --rw=read \
	--bs=16k --iodepth=1 --number_ios=60 --size=4M --minimal --output=/dev/null \
	--name=one "--filename=/dev/$(first_disk 0)" --name=two "--filename=/dev/$(first_disk 1)"
trace_stop
trace_save "$test_scratch/trace"
[ -z "${RESULTS:-}" ] || cp "$test_scratch/trace" "$RESULTS/neighbour.trace"
# While the Enable callback of one adapter runs, the other interrupts. One pass of the line asks both:
# the first is gated (IRQ_NONE), the other's HwInterrupt is called, in the order in which they came. Where
# handlers are threads it wakes both, on whatever processors.
threads=0
! handlers_are_threads || threads=1
# shellcheck disable=SC2016
met=$(gawk -v host="$host" -v ENABLE=$enable -v threads=$threads "$trace_awk"'
	function pass(busy) {
		if (threads && gated_at[busy] && served_at[busy])
			served_cpu[busy] = gated_cpu[busy] = $4
		if (gated_cpu[busy] == $4 && served_cpu[busy] == $4 &&
		    (gated_at[busy] - served_at[busy]) ^ 2 < 0.002 ^ 2) {
			together++
			gated_cpu[busy] = served_cpu[busy] = "none"
		}
	}
	{ who = value($7, "host") }
	$6 == "scsiport_callback_enter" && callback == ENABLE { inside[who] = 1 }
	$6 == "scsiport_callback_exit" && callback == ENABLE { inside[who] = 0 }
	inside[who] && $6 == "scsiport_gated" {
		gated++
		gated_at[who] = $1
		gated_cpu[who] = $4
		pass(who)
	}
	$6 == "scsiport_callback_enter" && callback == "HwInterrupt" {
		for (busy in inside) {
			if (busy == who || !inside[busy])
				continue
			served++
			served_at[busy] = $1
			served_cpu[busy] = $4
			pass(busy)
		}
	}
	END { print gated + 0, served + 0, together + 0 }' "$test_scratch/trace")
read -r gated served together <<<"$met"
ktap_comment "during an Enable callback: $gated gated, neighbour served $served times," \
	"$together of these in the same pass of the line"
if [ "$(nproc)" -gt 1 ]; then
	ktap_true "while the Enable callback runs, its adapter answers \"not mine\" unasked" "$gated" -gt 0
	ktap_true "... and the neighbour's HwInterrupt is called, in the same pass" "$together" -gt 0
else
	ktap_equal "while the Enable callback runs, no interrupt comes" "0 0" "$gated $served"
fi
unload
ktap_log_clean "the kernel did not complain: no \"nobody cared\""
ktap_exit
