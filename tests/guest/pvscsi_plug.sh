#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Disks of hba/pvscsi are pulled while they are busy, come, change their size, and fail: QEMU does it, asked
# from the guest. What is wrong reaches the application, and the host lives on.
#
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=monitor.sh
. "$test_dir/monitor.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

pv_require fio sg_raw sg_turs sg_reset dd blockdev
[ -n "$(monitor_port)" ] || ktap_skip_all "QEMU's monitor is not here"

# ---- a disk is pulled while it is busy: under the native driver

has_disk() {
	[ -n "$(pv_disk "$1")" ]
}

has_no_disk() {
	[ -z "$(pv_disk "$1")" ]
}

is_busy() {
	local reads

	read -r reads _ <"/sys/block/$pulled/stat"
	[ "$reads" -gt 200 ]
}

# pull TARGET WHO: the target's disk, while fio reads and writes it, and a file descriptor holds it. What both
# hear is in $test_scratch/WHO-busy, each kind of error once, and $test_scratch/WHO-held.
pull() {
	local pulled fio status=0

	pulled=$(pv_disk "$1")
	exec 8<>"/dev/$pulled"
	fio --name=busy --filename="/dev/$pulled" --ioengine=libaio --direct=1 --rw=randrw --bs=4k --iodepth=32 \
		--size=64M --time_based --runtime=60 >"$test_scratch/$2-fio" 2>&1 &
	fio=$!
	ktap_run "$2: a disk is busy" wait_for 30 is_busy
	ktap_run "... and pulled" monitor "device_del disk$1"
	ktap_run "... it goes by itself" wait_for 60 has_no_disk "$1"
	wait "$fio" || status=$?
	ktap_true "... its program hears of it" "$status" -ne 0
	sed -nE 's/.*io_u error on file [^:]*: ([^:]*): (read|write) .*/\2: \1/p' "$test_scratch/$2-fio" | sort -u \
		>"$test_scratch/$2-busy"
	{
		dd if=/dev/zero bs=4k count=1 oflag=direct 2>&1 >&8 | sed -nE 's/^dd: .*: /write: /p' || true
		echo "read: $(dd bs=4k count=1 iflag=direct 2>/dev/null <&8 | wc -c) bytes"
	} >"$test_scratch/$2-held"
	exec 8>&-
	ktap_comment "$2: $(tr '\n' ';' <"$test_scratch/$2-busy") held: $(tr '\n' ';' <"$test_scratch/$2-held")"
}

# A command that finds no target any more is EIO, and one for a disk that the midlayer has given up already is
# ENODEV (BLK_STS_OFFLINE). Once Linux has taken the disk away (del_gendisk), its size
# is 0: then there is no command at all, as write(2) behind the end is ENOSPC and read(2) gets nothing
# (blkdev_write_iter, blkdev_read_iter). Neither is a driver's word, so the native driver's disk is pulled too.
pulled_errors='^((read|write): (Input/output error|No such device)|write: No space left on device)$'
held_answers=$'write: No space left on device\nread: 0 bytes'

ktap_run "vmw_pvscsi: six disks" pv_load vmw_pvscsi 6
monitor_open
pull 3 vmw_pvscsi
ktap_equal "... to who holds it, its size is 0" "$held_answers" "$(cat "$test_scratch/vmw_pvscsi-held")"
unload

# ---- a disk comes, and goes while it is busy

ktap_run "pvscsi: five disks" pv_load pvscsi 5
ktap_run "a disk is added" monitor "device_add scsi-hd,bus=pv.0,scsi-id=9,drive=late,id=late-disk"
ktap_run "... and comes by itself" wait_for 30 has_disk 9
udevadm settle 2>/dev/null || true
ktap_run "... and works" pv_verify "$(pv_disk 9)" 4

other=$(pv_disk 0)
fio --name=beside --filename="/dev/$other" --ioengine=libaio --direct=1 --rw=randwrite --bs=4k --iodepth=16 \
	--size=16M --verify=crc32c --verify_fatal=1 --do_verify=1 >"$test_scratch/beside" 2>&1 &
beside=$!
since=$(log_time)
pull 1 pvscsi
ktap_true "... as an error" -s "$test_scratch/pvscsi-busy"
ktap_empty "... which is I/O error, no device, or that the disk's size is 0" \
	"$(grep -vE "$pulled_errors" "$test_scratch/pvscsi-busy" || true)"
ktap_equal "... who holds it hears what the native driver's hear" "$(cat "$test_scratch/vmw_pvscsi-held")" \
	"$(cat "$test_scratch/pvscsi-held")"
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
ktap_stays_awake "the machine does not suspend with a PCI adapter" freeze pvscsi
ktap_equal "the miniport made no mistake" 0 "$(pv_host scsiport/mistakes)"
exec 7>&-
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
