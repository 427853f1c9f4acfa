# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# In the guest of tools/report-card: resets under load, unplugging, reloading.

# A verified load, while the bus is reset again and again: one of these finds the miniport with a request.
reset_under_load() {
	local disk=$1 unit=$2 load i ended=0

	fio --name=reset --filename="/dev/$disk" --ioengine=libaio --direct=1 --rw=randrw --bs=4k --iodepth=8 \
		--size="$span" --time_based --runtime=10 --verify=crc32c --verify_backlog=64 --minimal >"$scratch/fio" 2>&1 &
	load=$!
	for ((i = 0; i < 6; i++)); do
		sleep 0.3
		sg_reset -b "/dev/$unit" || ended=$?
	done
	wait "$load" || ended=$?
	[ "$ended" -eq 0 ] || grep -v '^3;' "$scratch/fio" | sed -n 1,2p
	return "$ended"
}

judge_reset() {
	local disk unit kept

	disk=$(disks | sed -n 1p)
	unit=$(generics | sed -n 1p)
	if [ -z "$disk" ]; then
		found recovery skip "a bus reset under load" "there is no disk"
		return
	fi
	since=$(log_time)
	echo 10 >"/sys/block/$disk/device/timeout"
	judge recovery "$disk: a bus reset under load, and no data is lost" miniport reset_under_load "$disk" "$unit"
	kept=$(log_since "$since" | grep -oE '[0-9]+ requests are still with the miniport after HwResetBus.*' | sed -n 1p) || true
	if [ -n "$kept" ] || [ "$(attribute state)" = offline ]; then
		found recovery miniport "$disk: HwResetBus completes nothing" \
			"${kept:-the adapter went offline}: it must complete all that it has, as BUS_RESET"
	else
		found recovery pass "$disk: HwResetBus completes what it has"
	fi
	[ "$(attribute state)" = running ] || found recovery miniport "$disk: the adapter after a reset" "is $(attribute state)"
}

# The device goes and comes back, by the bus; a device of the platform is unbound.
judge_unplug() {
	local device path disk load

	note_rules
	path=$(readlink -f "$host_class/$(first_host)/device/..")
	device=${path##*/}
	disk=$(disks | sed -n 1p)
	if [ -n "$disk" ]; then
		fio --name=gone --filename="/dev/$disk" --ioengine=libaio --direct=1 --rw=randread --bs=4k --iodepth=8 \
			--size="$span" --time_based --runtime=4 --minimal >"$scratch/fio" 2>&1 &
		load=$!
		sleep 1
	fi
	if [ -e "$path/remove" ]; then
		echo 1 >"$path/remove"
		[ -z "${load:-}" ] || wait "$load" || true
		wait_for 30 has_no_host || true
		echo 1 >/sys/bus/pci/rescan
	elif [ -e "$path/driver/unbind" ]; then
		echo "$device" >"$path/driver/unbind"
		[ -z "${load:-}" ] || wait "$load" || true
		echo "$device" >"/sys/bus/platform/drivers/$module/bind" 2>/dev/null || true
	else
		[ -z "${load:-}" ] || wait "$load" || true
		found recovery skip "unplugging under load" "$device is no device that can be unplugged"
		return
	fi
	if wait_for "$patience" has_unit; then
		found recovery pass "unplugging under load, and plugging in"
	else
		found recovery miniport "unplugging under load" "the units did not come back: $(log_since "$since" | tail -n 1)"
	fi
	wait_for 10 has_disks || true
}

again() {
	note_rules
	detach
	attach
}

judge_reloads() {
	local i

	for ((i = 1; i <= reloads; i++)); do
		run again
		if [ "$status" -ne 0 ]; then
			found recovery miniport "reload $i of $reloads" "$(tail -n 2 "$scratch/said") $(dmesg | tail -n 1)"
			return
		fi
	done
	found recovery pass "$reloads reloads, and the units are there each time"
}

judge_recovery() {
	judge_reset
	judge_unplug
	judge_reloads
}
