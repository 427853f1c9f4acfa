#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/ata moves data by port I/O: memory above 4 GiB and forced bounce buffers of DMA (swiotlb=force) must
# change nothing in it. A file system and checksums, in both modes.
#
# kernels: 6.1 debug
# cpus: 1
# udev: yes
# memory: 5120
# append: modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod swiotlb=force
# ide: ata0 64M ide.0 0
# ide: ata1 64M ide.1 0
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"

require fio mkfs.ext4 fsck.ext4 mount umount diff sg_vpd

# Memory above 4 GiB, in MiB.
high_memory() {
	local start end

	grep ': System RAM$' /proc/iomem | sed 's/ .*//' | while IFS=- read -r start end; do
		[ $((0x$start)) -lt $((1 << 32)) ] || echo $(((0x$end - 0x$start) >> 20))
	done | tail -n 1
}

tree=$test_scratch/tree
mkdir -p "$tree/small" "$test_scratch/mnt"
for file in bash grep sed find; do
	cp "$(command -v "$file")" "$tree/"
done
for file in {1..100}; do
	echo "file number $file" >"$tree/small/$file"
done

file_system() {
	mkfs.ext4 -q -F "/dev/$1"
	mount "/dev/$1" "$test_scratch/mnt"
	cp -a "$tree" "$test_scratch/mnt/"
	umount "$test_scratch/mnt"
	fsck.ext4 -fn "/dev/$1"
	blockdev --flushbufs "/dev/$1"
	mount -o ro "/dev/$1" "$test_scratch/mnt"
	diff -r "$tree" "$test_scratch/mnt/tree"
	umount "$test_scratch/mnt"
}

ktap_true "the machine has memory above 4 GiB" "$(high_memory)" -gt 1000
ktap_match "DMA goes through bounce buffers" 'swiotlb=force' "$(cat /proc/cmdline)"
for mode in deferred interrupt; do
	ktap_run "$mode: two disks come" ata_load ata0 ata legacy=1 "DriverParameter=mode=$mode;max_transfer=65536"
	wait_for 20 ata_have ata1
	ktap_run "$mode: depth 1: checksums are right" ata_verify "$(ata_disk_of ata0)" 4 1
	ktap_run "$mode: depth 32: checksums are right" ata_verify "$(ata_disk_of ata1)" 6 32
	ktap_run "$mode: a file system keeps a tree" file_system "$(ata_disk_of ata0)"
	ktap_true "$mode: data was written" "$(
		awk '{ print $7 }' "/sys/block/$(ata_disk_of ata1)/stat")" -gt 12000
	ktap_equal "$mode: nothing went wrong" "$ata_is_clean" "$(ata_clean)"
	unload
done
ktap_log_clean "the kernel did not complain"
ktap_exit
