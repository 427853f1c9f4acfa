#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What goes wrong is got over: lost commands and interrupts, resets under load, media errors, spurious
# interrupts; and a board that is deaf, or a miniport that keeps its requests, ends in errors within
# bounded time and can be unloaded.
#
# also: arm64
# waits: yes
# early: yes
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio dd cmp sg_reset

# Seconds until a command counts as lost: real disks have 30. The commands that recovery sends get more,
# since an emulated machine may stand still for a second or two, and none of them is lost on purpose.
patience=2
recovery_patience=6
# And a bus settles for 4 s; here the load goes on soon, to meet with the next fault.
vhba_parameters=(reset_hold=1)

# load_board PERSONALITY [PARAMETER...]: one disk with known content.
load_board() {
	load_disks 1 "personality=$1" size_mb=16 "${@:2}"
	disk=$(first_disk 0)
	command_timeout "$disk" $patience $recovery_patience
	head -c 262144 /dev/urandom >"$test_scratch/content"
	dd if="$test_scratch/content" of="/dev/$disk" bs=4k oflag=direct status=none
	since=$(log_time)
}

# Reads the known content past the page cache.
reads_right() {
	timeout 60 dd if="/dev/$disk" of="$test_scratch/back" bs=4k count=64 iflag=direct status=none &&
		cmp "$test_scratch/content" "$test_scratch/back"
}

# Random writes that are read back, again and again until enough is said: what happens meanwhile takes its time.
load_until_enough() {
	until [ -e "$test_scratch/enough" ]; do
		fio --name=load "--filename=/dev/$disk" --ioengine=libaio --direct=1 --rw=randwrite \
			--bssplit=512/20:4k/60:64k/20 --iodepth=16 --offset=1M --size=4M --io_size=64M \
			--time_based --runtime=4 --verify=crc32c --verify_fatal=1 --do_verify=1 --minimal \
			--output="$test_scratch/fio.out" || return
	done
}

start_fio() {
	rm -f "$test_scratch/enough"
	load_until_enough >"$test_scratch/fio.log" 2>&1 &
	fio_pid=$!
	sleep 1
}

fio_ends_well() {
	local status=0

	: >"$test_scratch/enough"
	wait_for 90 is_gone $fio_pid || {
		echo "fio does not end"
		pkill -9 -x fio
		return 1
	}
	wait $fio_pid || status=$?
	cat "$test_scratch/fio.log"
	return "$status"
}

counter_is_at_least() {
	[ "$(attribute 0 "$1")" -ge "$2" ]
}

is_gone() {
	! kill -0 "$1" 2>/dev/null
}

# recovered RESETS: the bus was reset so often, and what recovery sends then is over: a fault would hit that, too.
recovered() {
	counter_is_at_least bus_resets "$1" &&
		[ "$(cat "/sys/class/scsi_host/host$(host_of 0)/state")" = running ]
}

# ---- lost commands and interrupts, on every personality

for p in ring deferred unmaskable polled; do
	load_board "$p"
	inject 0 lose_commands 1
	ktap_run "$p: a command that never comes back: the read ends, data is right" reads_right
	ktap_equal "$p: ... the fault happened" 0 "$(injected 0 lose_commands)"
	ktap_true "$p: ... by a bus reset" "$(attribute 0 bus_resets)" -ge 1
	ktap_match "$p: ... which the log names" 'vhba.* resetting bus 0' "$(log_since "$since")"
	ktap_equal "$p: ... and the adapter runs" running "$(attribute 0 state)"

	start_fio
	lost=0
	for ((i = 0; i < 2; i++)); do
		resets=$(attribute 0 bus_resets)
		inject 0 lose_commands 1
		! wait_for 20 recovered $((resets + 1)) || lost=$((lost + 1))
	done
	# wait is not possible in a subshell: no ktap_run here.
	status=0
	fio_ends_well >"$test_scratch/why" 2>&1 || status=$?
	[ "$status" -eq 0 ] || ktap_comment "$(cat "$test_scratch/why")"
	ktap_equal "$p: two commands lost under load, one by one: fio finds its data right" "0 2" "$status $lost"

	if [ "$p" = polled ]; then
		unload
		continue
	fi
	resets=$(attribute 0 bus_resets)
	since=$(log_time)
	inject 0 lose_interrupts 1
	ktap_run "$p: a lost interrupt: the read ends, data is right" reads_right
	ktap_equal "$p: ... the fault happened" 0 "$(injected 0 lose_interrupts)"
	ktap_true "$p: ... found when the timer ran out, or by a reset" \
		$(($(attribute 0 recovered) + $(attribute 0 bus_resets) - resets)) -ge 1
	ktap_match "$p: ... which the log names" 'lost interrupt|resetting bus' "$(log_since "$since")"
	unload
done

# ---- resets that somebody asks for

for p in ring deferred; do
	load_board "$p"
	start_fio
	ktap_run "$p: sg_reset of the bus, under load" sg_reset -b "/dev/$disk"
	ktap_run "$p: sg_reset of the host, under load" sg_reset -H "/dev/$disk"
	ktap_run "$p: sg_reset of the device, which escalates, under load" sg_reset -d "/dev/$disk"
	status=0
	fio_ends_well >"$test_scratch/why" 2>&1 || status=$?
	[ "$status" -eq 0 ] || ktap_comment "$(cat "$test_scratch/why")"
	ktap_equal "$p: fio finds its data right" 0 "$status"
	ktap_true "$p: each was a bus reset" "$(attribute 0 bus_resets)" -ge 3
	unload
done

# ---- errors of the medium

# fails REASON COMMAND...
fails() {
	if timeout 60 "${@:2}" 2>"$test_scratch/error"; then
		echo "it succeeds"
		return 1
	fi
	cat "$test_scratch/error"
	grep -qE "$1" "$test_scratch/error"
}

# ENODATA is what Linux makes of MEDIUM ERROR.
load_board ring
inject 0 medium_errors 1
ktap_run "medium error: a read fails with ENODATA" \
	fails "No data available" dd "if=/dev/$disk" of=/dev/null bs=4k count=1 iflag=direct status=none
inject 0 medium_errors 100
ktap_run "medium error: a write that cannot be repeated fails with ENODATA" \
	fails "No data available" dd if=/dev/zero "of=/dev/$disk" bs=4k count=1 seek=1024 oflag=direct status=none
inject 0 medium_errors 0
ktap_run "medium error: everything else is right" reads_right
ktap_equal "medium error: nobody reset anything" 0 "$(attribute 0 bus_resets)"

# ---- interrupts without a cause

wrong_interrupts=$(attribute 0 not_ours)
inject 0 spurious_interrupts 1000
ktap_run "1000 spurious interrupts: data is right" reads_right
ktap_run "... and the miniport said of each that it is not its own" wait_for 10 \
	counter_is_at_least not_ours $((wrong_interrupts + 1000))
unload

# ---- a board that hears nothing any more

is_offline() {
	[ "$(attribute 0 state)" = offline ]
}

# leftovers: of ours, after unload.
leftovers() {
	grep -E 'vhba|badport' /proc/interrupts || true
	cat /proc/[0-9]*/comm 2>/dev/null | grep -E '^(vhba|scsiport|irq/[0-9]+-(vhba|badport))' || true
}

for p in ring deferred; do
	load_board "$p"
	inject 0 deaf 1
	ktap_run "$p, deaf: a read fails with EIO within a minute" \
		fails "Input/output error" dd "if=/dev/$disk" of=/dev/null bs=4k count=1 iflag=direct status=none
	ktap_run "$p, deaf: the adapter is offline" wait_for 30 is_offline
	ktap_match "$p, deaf: the log says so" 'vhba.*taken offline' "$(log_since "$since")"
	begin=$SECONDS
	ktap_run "$p, deaf: the next read fails" \
		fails "Input/output error|No such device" dd "if=/dev/$disk" of=/dev/null bs=4k count=1 skip=100 iflag=direct status=none
	ktap_true "$p, deaf: ... at once" $((SECONDS - begin)) -le 3
	ktap_run "$p, deaf: the modules can be unloaded" unload
	ktap_empty "$p, deaf: nothing is left behind" "$(leftovers)"
done

# ---- a miniport that keeps its requests, reset or not. The scan is the first to suffer.

has_host() {
	host_of 0 >/dev/null
}

scan_timeout=/sys/module/scsi_mod/parameters/inq_timeout
before=$(cat $scan_timeout)
echo 1 >$scan_timeout
since=$(log_time)
load vhba-hw personality=deferred size_mb=1
load badport field=KeepRequests
ktap_run "a miniport that keeps its requests: the adapter is taken offline" \
	wait_for 60 eval "has_host && is_offline"
ktap_match "... and the log says why" 'badport.*(keeps requests|requests are still with the miniport)' \
	"$(log_since "$since")"
ktap_run "... and the modules can be unloaded" unload
ktap_empty "... and nothing is left behind" "$(leftovers)"
echo "$before" >$scan_timeout
ktap_log_clean "the kernel did not complain"
ktap_exit
