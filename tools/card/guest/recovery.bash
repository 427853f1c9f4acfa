# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# In the guest of tools/report-card: resets under load, unplugging, reloading.

# ---- the line of a PCI device, which its command register switches off and on

pci_of_host() {
	readlink -f "$host_class/$(first_host)/device/.."
}

has_line() {
	[ -e "$(pci_of_host)/config" ] && [ "$(attribute irq)" -ge 0 ]
}

# line on|off: an interrupt that the device has meanwhile comes when the line is on again.
line() {
	local config command

	config=$(pci_of_host)/config
	command=$(od -An -tu2 -j 4 -N 2 "$config")
	command=$((command & ~0x400))
	[ "$1" = on ] || command=$((command | 0x400))
	# shellcheck disable=SC2059 # two bytes
	printf "$(printf '\\x%02x\\x%02x' $((command & 255)) $((command >> 8)))" |
		dd of="$config" bs=1 seek=4 count=2 conv=notrunc status=none
}

read_one() {
	dd if="/dev/$1" of=/dev/null bs=4k count=1 skip="$2" iflag=direct status=none
}

# No interrupt comes for a read: it must be found when its time is over.
lost_interrupt() {
	local disk=$1 ended=0

	echo 2 >"/sys/block/$disk/device/timeout"
	line off
	timeout 30 dd if="/dev/$disk" of=/dev/null bs=4k count=1 skip=3 iflag=direct status=none || ended=$?
	line on
	echo 10 >"/sys/block/$disk/device/timeout"
	return "$ended"
}

judge_lost_interrupt() {
	local disk=$1 before

	if ! has_line; then
		found recovery skip "$disk: a lost interrupt" "this device has no line that can be switched off"
		return
	fi
	before=$(attribute recovered)
	judge recovery "$disk: a lost interrupt ends in an answer" miniport lost_interrupt "$disk"
	[ "$status" -eq 0 ] || return 0
	if [ "$(attribute recovered)" -gt "$before" ]; then
		found recovery pass "$disk: ... since HwInterrupt finds what is complete without one"
	else
		found recovery advice "$disk: ... but HwInterrupt did not find it" "only a reset helped, which takes longer"
	fi
}

# ---- resets

# What the log has said since about requests that a reset did not bring back.
kept_by_reset() {
	log_since "$since" | grep -oE '[0-9]+ requests are still with the miniport after HwResetBus.*' | sed -n 1p || true
}

# A reset finds the miniport with a request: its interrupt does not come.
reset_with_request() {
	local disk=$1 unit=$2 reader ended=0

	line off
	read_one "$disk" 5 &
	reader=$!
	sleep 0.5
	sg_reset -b "/dev/$unit" || ended=$?
	# What it keeps is not asked for again, and nobody answers what a dead adapter's device raises.
	[ -n "$(kept_by_reset)" ] || [ "$(attribute state)" = offline ] || line on
	wait "$reader" || ended=$?
	return "$ended"
}

# A verified load, while the bus is reset again and again.
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
	local disk=$1

	judge recovery "$disk: a bus reset under load, and no data is lost" miniport reset_under_load "$disk" \
		"$(generics | sed -n 1p)"
}

# The last of all, as an adapter whose miniport keeps a request is taken offline.
judge_kept() {
	local disk kept

	disk=$(disks | sed -n 1p)
	[ -n "$disk" ] || return 0
	echo 10 >"/sys/block/$disk/device/timeout"
	! has_line || judge recovery "$disk: a bus reset while the miniport has a request" miniport reset_with_request "$disk" \
		"$(generics | sed -n 1p)"
	kept=$(kept_by_reset)
	if [ -n "$kept" ]; then
		found recovery miniport "$disk: HwResetBus completes nothing" "$kept: it must complete all that it has, as BUS_RESET"
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
	if [ "$(basename "$(readlink "$path/driver" || true)")" != "$module" ]; then
		# A legacy scan finds its adapters once, and no bus brings them back.
		[ -z "${load:-}" ] || wait "$load" || true
		found recovery skip "unplugging under load" "$device belongs to no driver of that name"
		return
	elif [ -e "$path/remove" ]; then
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
	local disk

	disk=$(disks | sed -n 1p)
	if [ -n "$disk" ]; then
		since=$(log_time)
		echo 10 >"/sys/block/$disk/device/timeout"
		judge_lost_interrupt "$disk"
		judge_reset "$disk"
	else
		found recovery skip "lost interrupts and resets" "there is no disk"
	fi
	judge_unplug
	judge_reloads
	judge_kept
}
