#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What goes wrong is got over: lost commands and interrupts, resets under load, media errors, spurious
# interrupts; and a board that is deaf, or a miniport that keeps its requests, ends in errors within
# bounded time and can be unloaded.
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio dd cmp sg_reset sg_raw sg_turs
ktap_plan 64

# Seconds until a command counts as lost: real disks have 30.
patience=2

# load_board PERSONALITY [PARAMETER...]: one disk with known content.
load_board() {
	load_disks 1 "personality=$1" size_mb=16 "${@:2}"
	disk=$(first_disk 0)
	command_timeout "$disk" $patience
	head -c 262144 /dev/urandom >"$test_scratch/content"
	dd if="$test_scratch/content" of="/dev/$disk" bs=4k oflag=direct status=none
	since=$(log_time)
}

# Reads the known content past the page cache.
reads_right() {
	timeout 60 dd if="/dev/$disk" of="$test_scratch/back" bs=4k count=64 iflag=direct status=none &&
		cmp "$test_scratch/content" "$test_scratch/back"
}

# Random writes that are read back, while something happens.
start_fio() {
	fio --name=load "--filename=/dev/$disk" --ioengine=libaio --direct=1 --rw=randwrite \
		--bssplit=512/20:4k/60:64k/20 --iodepth=16 --offset=1M --size=4M --io_size=64M \
		--time_based --runtime=4 --verify=crc32c --verify_fatal=1 --do_verify=1 --minimal \
		--output="$test_scratch/fio.out" >"$test_scratch/fio.log" 2>&1 &
	fio_pid=$!
	sleep 1
}

fio_ends_well() {
	local status=0

	wait_for 90 is_gone $fio_pid || {
		echo "fio does not end"
		kill -9 $fio_pid
		return 1
	}
	wait $fio_pid || status=$?
	cat "$test_scratch/fio.log"
	return "$status"
}

is_gone() {
	! kill -0 "$1" 2>/dev/null
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
	inject 0 lose_commands 3
	# wait is not possible in a subshell: no ktap_run here.
	status=0
	fio_ends_well >"$test_scratch/why" 2>&1 || status=$?
	[ "$status" -eq 0 ] || ktap_comment "$(cat "$test_scratch/why")"
	ktap_equal "$p: three lost commands under load: fio finds its data right" "0 0" \
		"$status $(injected 0 lose_commands)"

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

load_board ring
inject 0 medium_errors 1
ktap_run "medium error: a read fails" expect_error dd if="/dev/$disk" of=/dev/null bs=4k count=1 iflag=direct
