#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# On the request path nothing allocates memory, nothing sleeps, and host_lock is not taken.
#
# How: the kernel itself records, with the stack, each allocation (kmem and percpu tracepoints), each
# call of a function that may sleep (function tracer), and each time that the host_lock of our host is
# taken (kprobes on the spin lock functions, filtered by the lock's address), while fio runs on
# our disks. A record counts if one of our functions is on its stack, up to the
# next interrupt: then it happened below us. That includes what the block layer and the DMA code do for us.
# Before each proof comes the counterproof: the same recorder sees our modules allocate, sleep and
# take the lock where they do so rightly. The tool "symbols" shows the same from the code, for all
# ways through it; this program shows it for the ways that are taken, but down to the bottom.
#
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio gawk
require_events
[ -e "$tracefs/kprobe_events" ] || ktap_skip_all "this kernel has no kprobe events"
grep -qw function "$tracefs/available_tracers" || ktap_skip_all "this kernel has no function tracer"
trace_buffer_kb=32768

allocations=()
for event in kmem/kmalloc kmem/kmalloc_node kmem/kmem_cache_alloc kmem/kmem_cache_alloc_node \
	kmem/mm_page_alloc percpu/percpu_alloc_percpu; do
	[ ! -d "$tracefs/events/$event" ] || allocations+=("$event")
done

# What may sleep: those of these that exist and can be traced.
sleepers="mutex_lock mutex_lock_nested mutex_lock_interruptible mutex_lock_killable mutex_trylock
	ww_mutex_lock rt_mutex_lock down down_interruptible down_killable down_timeout down_read
	down_read_killable down_write down_write_killable wait_for_completion
	wait_for_completion_timeout wait_for_completion_io schedule schedule_timeout msleep
	usleep_range_state synchronize_rcu"

# With PREEMPT_RT a spinlock_t is another lock.
locks="_raw_spin_lock _raw_spin_lock_irq _raw_spin_lock_irqsave _raw_spin_lock_bh _raw_spin_trylock rt_spin_lock rt_spin_trylock"

record_allocations() {
	trace_start
	echo 1 >"$tracefs/options/stacktrace"
	for event in "${allocations[@]}"; do
		echo 1 >"$tracefs/events/$event/enable"
	done
}

record_sleepers() {
	trace_start
	echo 0 >"$tracefs/tracing_on"
	gawk -v wanted="$sleepers" '
		BEGIN { split(wanted, names); for (i in names) is[names[i]] = 1 }
		$1 in is { print $1 }' "$tracefs/available_filter_functions" >"$tracefs/set_ftrace_filter"
	# With every function recorded this would be the end of the machine.
	[ "$(grep -vc '^#' "$tracefs/set_ftrace_filter")" -gt 5 ]
	echo function >"$tracefs/current_tracer"
	echo 1 >"$tracefs/options/func_stack_trace"
	echo 1 >"$tracefs/tracing_on"
}

record_locks() {
	local name

	trace_start
	echo 1 >"$tracefs/options/stacktrace"
	for name in $locks; do
		if grep -qx "$name" "$tracefs/available_filter_functions"; then
			# The caller too: a kernel that unwinds by frame pointers leaves it out of the stack.
			echo "p:scsiport_test/$name $name lock=%di:x64 caller=\$stack0:symbol" \
				>>"$tracefs/kprobe_events"
		fi
	done
	[ $# -eq 0 ] || echo "lock == $1" >"$tracefs/events/scsiport_test/filter"
	echo 1 >"$tracefs/events/scsiport_test/enable"
}

stop_recording() {
	echo 0 >"$tracefs/tracing_on"
	echo 0 >"$tracefs/options/stacktrace"
	[ ! -e "$tracefs/options/func_stack_trace" ] || echo 0 >"$tracefs/options/func_stack_trace"
	echo nop >"$tracefs/current_tracer"
	echo >"$tracefs/set_ftrace_filter"
	echo >"$tracefs/set_event"
	[ ! -d "$tracefs/events/scsiport_test" ] || echo 0 >"$tracefs/events/scsiport_test/enable"
	echo >"$tracefs/kprobe_events"
}

# Functions of the modules under test, without names that the kernel has too.
our_functions() {
	gawk '
		$2 !~ /[tT]/ { next }
		$4 ~ /^\[(scsiport|vhba)\]$/ { ours[$3] = 1; next }
		{ theirs[$3] = 1 }
		END { for (name in ours) if (!(name in theirs)) print name }' /proc/kallsyms
}

# below_us: records with one of our functions on the stack, or as the caller. The stack is read from the top down to
# the first entry from an interrupt or exception: below that is whoever was interrupted. Kernels
# that look for mistakes allocate for their own purposes; these frames excuse a record.
below_us() {
	# The same for all personalities: they differ in the hardware.
	[ -s "$test_scratch/ours" ] || our_functions >"$test_scratch/ours"
	gawk -v ours="$test_scratch/ours" '
		function finish(   i, found) {
			for (i = 1; i <= depth; i++) {
				if (frame[i] ~ /^(asm_|ret_from_intr|common_interrupt)/)
					break
				if (frame[i] ~ /^(_*debug_dma|_*kasan|_*kmemleak|_*debug_object|stack_depot|dma_entry)/)
					break
				if (frame[i] in is)
					found = 1
			}
			if (found) {
				printf "%s:", event
				for (i = 1; i <= depth && i <= 16; i++)
					printf " %s", frame[i]
				print ""
			}
			depth = 0
		}
		BEGIN { while ((getline name < ours) > 0) is[name] = 1 }
		/^#/ { next }
		/<stack trace>/ { next }
		/^ *=> / { frame[++depth] = $2; next }
		{
			finish()
			event = $0
			sub(/^.*[0-9]: +/, "", event)
			caller = event
			if (!sub(/^.* caller=/, "", caller) && !sub(/^.* <-/, "", caller))
				caller = ""
			sub(/[+ ].*/, "", caller)
			if (caller != "")
				frame[++depth] = caller
			sub(/ .*/, "", event)
		}
		END { finish() }' "$tracefs/trace"
}

# sees_us NAME FUNCTION: the recorder saw something below that function of ours.
sees_us() {
	below_us >"$test_scratch/below"
	ktap_match "$1" " ($2)( |\$)" "$(head -n 400 "$test_scratch/below")"
}

work() {
	fio --name=work "--filename=/dev/$1" --ioengine=libaio --direct=1 --rw=randrw \
		--bssplit=512/30:4k/50:64k/20 --iodepth=8 --number_ios=150 --size=4M --verify=crc32c \
		--do_verify=0 --minimal --output=/dev/null
}

# nothing_below_us NAME: neither lost nor found.
nothing_below_us() {
	local found

	found=$(trace_is_whole) || true
	ktap_empty "$1" "$found$(below_us | sort | uniq -c | sort -rn | sed -n 1,10p)"
}

# host_lock_of BOARD: its address. Setting eh_deadline takes it, and nothing else does there.
host_lock_of() {
	local host

	host=$(host_of "$1")
	record_locks
	echo off >"$host_class/host$host/eh_deadline"
	echo 0 >"$tracefs/tracing_on"
	gawk '/caller=store_shost_eh_deadline\+/ { sub(/.*lock=/, ""); print $1 }' "$tracefs/trace" |
		sort -u
	stop_recording
}

# ---- the counterproof

load vhba-hw personality=ring size_mb=8
modprobe -q scsi_mod || true
record_allocations
load vhba
wait_for 30 have_disks 1
echo 0 >"$tracefs/tracing_on"
sees_us "the recorder of allocations sees an adapter start" "(sp|port)_[a-z_]*|vhba_init"
stop_recording
record_sleepers
rmmod vhba
echo 0 >"$tracefs/tracing_on"
sees_us "the recorder of sleepers sees an adapter stop" "(sp|port)_[a-z_]*"
stop_recording
load vhba
wait_for 30 have_disks 1
address=$(host_lock_of 0)
ktap_match "the recorder of locks sees host_lock" '^0x[0-9a-f]+$' "$address"
unload

# ---- the proof

for p in ring deferred unmaskable polled; do
	load_disks 1 "personality=$p" size_mb=8
	disk=$(first_disk 0)
	starts=$(attribute 0 start_io)
	record_allocations
	ktap_run "$p: work, allocations recorded" work "$disk"
	echo 0 >"$tracefs/tracing_on"
	nothing_below_us "$p: nothing allocates memory"
	stop_recording
	record_sleepers
	ktap_run "$p: work, sleepers recorded" work "$disk"
	echo 0 >"$tracefs/tracing_on"
	nothing_below_us "$p: nothing sleeps, no sleeping lock is taken"
	stop_recording
	address=$(host_lock_of 0)
	record_locks "${address:-0}"
	ktap_run "$p: work, host_lock recorded" work "$disk"
	echo 0 >"$tracefs/tracing_on"
	nothing_below_us "$p: host_lock is not taken"
	stop_recording
	ktap_true "$p: these were real requests" $(($(attribute 0 start_io) - starts)) -ge 300
	unload
done
ktap_log_clean "the kernel did not complain"
ktap_exit
