#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Coming and going: many times; with disks in use; and with the hardware pulled out under load. Nothing
# may stay behind: no interrupt, thread, host, memory or module.
#
# waits: yes
# early: yes
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio
# What leaks little by little is seen in the figures of many cycles. KASAN hides those, and the debug kernel's other
# checkers see it in one.
cycles=100
! grep -q quarantine /proc/kallsyms || cycles=32
warm_up=15
personalities=(ring deferred unmaskable polled)

# Everything of ours that can be seen while no module of ours is loaded.
leftovers() {
	local module host

	grep -E 'vhba|scsiport' /proc/interrupts || true
	cat /proc/[0-9]*/comm 2>/dev/null |
		grep -E "^(vhba|scsiport|irq/[0-9]+-vhba|kworker/R-scsip)" || true
	for host in "$host_class"/host*; do
		if grep -qE 'vhba|badport' "$host/proc_name"; then
			echo "$host"
		fi
	done
	for module in $modules_under_test; do
		! is_loaded "$module" || echo "/sys/module/$module"
	done
	for module in "$board_dir"/vhba.*; do
		echo "$module"
	done
}

recovery_threads() {
	cat /proc/[0-9]*/comm 2>/dev/null | grep -c "^scsi_eh_" || true
}

# KiB that the kernel holds and cannot give back.
kernel_memory() {
	echo 3 >/proc/sys/vm/drop_caches
	# Freeing after a grace period takes its time.
	sleep 1
	awk '/^(SUnreclaim|VmallocUsed|Percpu|PageTables|KernelStack):/ { sum += $2 } END { print sum }' \
		/proc/meminfo
}

# KiB of memory that neither is free nor holds files' or programs' content.
unusable_memory() {
	# Pages on the per-CPU lists are free, but not in MemFree.
	awk '
		/^MemTotal:/ { sum += $2 }
		/^(MemFree|Buffers|Cached|SReclaimable|AnonPages):/ { sum -= $2 }
		$1 == "count:" { sum -= 4 * $2 }
		END { print sum }' /proc/meminfo /proc/zoneinfo
}

cycle() {
	load_disks 2 "personality=${personalities[$1 % 4]}" luns=2 size_mb=1
	unload
}

some_cycles() {
	local i

	for ((i = $1; i < $2; i++)); do
		cycle "$i" || {
			echo "cycle $i failed"
			return 1
		}
	done
}

# ---- 100 times

threads=$(recovery_threads)
ktap_run "$warm_up cycles of load and unload" some_cycles 0 $warm_up
memory=$(kernel_memory)
unusable=$(unusable_memory)
ktap_run "... and up to $cycles" some_cycles $warm_up $cycles
memory2=$(kernel_memory)
unusable2=$(unusable_memory)
ktap_empty "nothing is left behind" "$(leftovers)"
ktap_equal "no recovery thread is left behind" "$threads" "$(recovery_threads)"
ktap_comment "kernel memory: $memory KiB before, $memory2 KiB after;" \
	"all memory that is in use for good: $unusable, $unusable2"
if grep -q quarantine /proc/kallsyms; then
	ktap_skip "kernel memory does not grow" "KASAN keeps what is freed; kmemleak looks for leaks here"
	ktap_skip "memory in use for good does not grow" "KASAN keeps what is freed"
else
	# One page per cycle would be 340 KiB. The second figure varies by some MiB; it is for what
	# is allocated in whole pages, such as bounce buffers: 4 MiB per adapter.
	ktap_true "kernel memory does not grow" $((memory2 - memory)) -lt 300
	ktap_true "memory in use for good does not grow" $((unusable2 - unusable)) -lt 16384
fi

# ---- in use

busy() {
	fio --name=busy "--filename=/dev/$1" --ioengine=libaio --direct=1 --rw=randrw --bs=4k \
		--iodepth=8 --time_based --runtime=60 --size=100% --minimal --output=/dev/null
}

# Refused, with the reason.
refuses() {
	! rmmod "$1" 2>"$test_scratch/refused" && grep -q 'in use' "$test_scratch/refused"
}

io_goes_on() {
	local before after

	before=$(attribute 0 completions)
	sleep 0.5
	after=$(attribute 0 completions)
	[ "$after" -gt "$before" ]
}

# start_load: fio on the first disk, and waits until it works.
start_load() {
	busy "$(first_disk 0)" >"$test_scratch/fio" 2>&1 &
	load_pid=$!
	wait_for 20 io_goes_on
}

is_gone() {
	! kill -0 "$1" 2>/dev/null
}

# load_fails NAME: the load ends in time, and says that it could not go on.
load_fails() {
	local status=0

	if ! wait_for 40 is_gone "$load_pid"; then
		kill -9 "$load_pid" || true
		ktap_fail "$1" "fio does not end"
		return
	fi
	wait "$load_pid" || status=$?
	ktap_true "$1" "$status" -ne 0
}

for p in ring deferred; do
	load_disks 1 "personality=$p" size_mb=16
	start_load
	ktap_run "$p: rmmod vhba is refused while a disk is in use" refuses vhba
	ktap_run "$p: rmmod scsiport is refused too" refuses scsiport
	ktap_run "$p: the load does not notice" io_goes_on
	echo vhba.0 >/sys/bus/platform/drivers/vhba/unbind &
	unbind=$!
	load_fails "$p: unbound under load: fio ends, with errors"
	ktap_run "$p: unbinding ends" wait_for 20 is_gone $unbind
	unload || true
	ktap_empty "$p: nothing is left behind" "$(leftovers)"
done

# ---- pulled out

load_disks 1 personality=ring size_mb=16
start_load
(rmmod vhba-hw) &
removal=$!
load_fails "hardware removed under load: fio ends, with errors"
ktap_run "the hardware's module goes away" wait_for 20 is_gone $removal
unload || true
ktap_empty "nothing is left behind" "$(leftovers)$(recovery_threads | grep -vx "$threads" || true)"
ktap_log_clean "the kernel did not complain"
ktap_exit
