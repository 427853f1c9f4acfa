#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Disks of hba/pvscsi are pulled while they are busy, come, change their size, and fail: QEMU does it, asked
# from the guest. What is wrong reaches the application, and the host lives on.
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=monitor.sh
. "$test_dir/monitor.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

pv_require fio sg_raw sg_turs sg_reset dd blockdev
[ -n "$(monitor_port)" ] || ktap_skip_all "QEMU's monitor is not here"
ktap_plan 39

# ---- a disk comes, and goes while it is busy

has_disk() {
	[ -n "$(pv_disk "$1")" ]
}

has_no_disk() {
	[ -z "$(pv_disk "$1")" ]
}

ktap_run "five disks" pv_load pvscsi 5
monitor_open
ktap_run "a disk is added" monitor "device_add scsi-hd,bus=pv.0,scsi-id=9,drive=late,id=late-disk"
ktap_run "... and comes by itself" wait_for 30 has_disk 9
udevadm settle 2>/dev/null || true
ktap_run "... and works" pv_verify "$(pv_disk 9)" 4

pulled=$(pv_disk 1)
other=$(pv_disk 0)
fio --name=busy --filename="/dev/$pulled" --ioengine=libaio --direct=1 --rw=randrw --bs=4k --iodepth=32 \
	--size=64M --time_based --runtime=60 >"$test_scratch/busy" 2>&1 &
busy=$!
fio --name=beside --filename="/dev/$other" --ioengine=libaio --direct=1 --rw=randwrite --bs=4k --iodepth=16 \
	--size=16M --verify=crc32c --verify_fatal=1 --do_verify=1 >"$test_scratch/beside" 2>&1 &
beside=$!
is_busy() {
	local reads

	read -r reads _ <"/sys/block/$pulled/stat"
	[ "$reads" -gt 200 ]
}
ktap_run "a disk is busy" wait_for 30 is_busy
since=$(log_time)
ktap_run "... and pulled" monitor "device_del disk1"
ktap_run "... it goes by itself" wait_for 60 has_no_disk 1
status=0
wait "$busy" || status=$?
ktap_true "... its program hears of it" "$status" -ne 0
# What is sent in time fails; what comes later finds a disk of size 0, to which Linux says ENOSPC.
ktap_match "... as an I/O error, or that there is no such device" \
	'error=(Input/output error|No such device|Remote I/O error|No space left on device)' \
	"$(cat "$test_scratch/busy")"
ktap_match "... the log says that it is gone" '0:1:0 is gone' "$(log_since "$since")"
status=0
wait "$beside" || status=$?
ktap_equal "... a neighbour's data is right" 0 "$status"
ktap_equal "... without a reset, or a mistake" "$pv_is_clean" "$(pv_clean)"
ktap_run "four disks and the one that was added are there" pv_have 5

# An address that had a disk has one again.
ktap_run "the added disk is pulled, idle" monitor "device_del late-disk"
ktap_run "... it goes by itself" wait_for 30 has_no_disk 9
ktap_run "... four are left" pv_have 4

# ---- a disk grows

grown=$(pv_disk 2)
ktap_equal "a disk of 64 MiB" $((64 * 2048)) "$(blockdev --getsz "/dev/$grown")"
ktap_run "... grows to 96" monitor "block_resize pv2 96"
ktap_match "... and says so: UNIT ATTENTION, capacity data has changed" 'Capacity data has changed' \
	"$(sg_raw -v "/dev/$grown" 00 00 00 00 00 00 2>&1)"
echo 1 >"/sys/block/$grown/device/rescan"
ktap_equal "... Linux has the new size" $((96 * 2048)) "$(blockdev --getsz "/dev/$grown")"
ktap_run "... and its end can be used" dd if=/dev/zero of="/dev/$grown" bs=1M seek=95 count=1 oflag=direct \
	status=none

# ---- a sector that cannot be read

bad=$(pv_disk 4)
sense=$(sg_raw -v -r 4096 "/dev/$bad" 28 00 00 00 08 00 00 00 08 00 2>&1 || true)
ktap_match "EIO of the store: CHECK CONDITION" 'Check Condition' "$sense"
ktap_match "... ABORTED COMMAND, I/O process terminated" 'Sense key: Aborted Command' "$sense"
ktap_match "... 00h/06h" 'Additional sense: I/O process terminated' "$sense"
read_bad() {
	dd if="/dev/$bad" of=/dev/null bs=4k skip=256 count=1 iflag=direct
}
ktap_match "... read(2) says EIO" 'Input/output error' "$(read_bad 2>&1 || true)"
ktap_run "... the sector before it is read" dd if="/dev/$bad" of=/dev/null bs=4k skip=255 count=1 iflag=direct
ktap_run "... the sector after it too" dd if="/dev/$bad" of=/dev/null bs=4k skip=257 count=1 iflag=direct
ktap_run "... the disk is still there" sg_turs "/dev/$bad"
ktap_equal "... and running" running "$(cat "/sys/block/$bad/device/state")"

# ---- no space at the 100th write

full=$(pv_disk 5)
# Each is one command, as nothing is merged.
write_block() {
	dd if=/dev/zero of="/dev/$full" bs=4k seek="$1" count=1 oflag=direct 2>&1
}
failed=''
for n in {1..99}; do
	write_block "$n" >/dev/null || failed+=" $n"
done
ktap_empty "99 writes" "$failed"
ktap_match "the 100th: write(2) says ENOSPC" 'No space left on device' "$(write_block 100 || true)"
ktap_run "... the next one is well" write_block 101
ktap_equal "... the disk is running" running "$(cat "/sys/block/$full/device/state")"

# ---- resets while there is work: by an application, which reach HwResetBus

fio --name=reset --filename="/dev/$other" --ioengine=libaio --direct=1 --rw=randwrite --bs=4k --iodepth=32 \
	--size=32M --verify=crc32c --verify_fatal=1 --do_verify=1 >"$test_scratch/reset" 2>&1 &
reset=$!
written() {
	awk '{ print $5 }' "/sys/block/$other/stat"
}
before=$(written)
is_writing() {
	[ "$(written)" -gt $((before + 200)) ]
}
ktap_run "a disk is written" wait_for 20 is_writing
failed=''
for n in 1 2 3; do
	sleep 0.5
	sg_reset --no-esc --bus "/dev/$other" >/dev/null 2>&1 || failed+=" $n"
done
ktap_empty "... three bus resets meanwhile" "$failed"
status=0
wait "$reset" || status=$?
ktap_equal "... the data is right" 0 "$status"
ktap_equal "... they reached the miniport" 3 "$(pv_host scsiport/bus_resets)"
ktap_equal "the miniport made no mistake" 0 "$(pv_host scsiport/mistakes)"
exec 7>&-
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
