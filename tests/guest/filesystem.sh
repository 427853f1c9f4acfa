#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# A file system on a disk of every personality keeps a tree of files; the machine does not go to sleep
# meanwhile; and many disks at once, of two
# adapters, keep each its own content.
#
# early: yes
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require mkfs.ext4 fsck.ext4 mount umount diff dd cmp

# A tree of some megabytes: big and small files, links, folders.
tree=$test_scratch/tree
mkdir "$tree" "$test_scratch/mnt"
cp -a /usr/lib/udev "$tree/"
for file in bash grep sed find xargs sort; do
	cp "$(command -v "$file")" "$tree/"
done
mkdir "$tree/small"
for file in {1..150}; do
	echo "file number $file" >"$tree/small/$file"
done
ln -s small/1 "$tree/link"

copy_tree() {
	mount "/dev/$1" "$test_scratch/mnt"
	cp -a "$tree" "$test_scratch/mnt/"
}

same_tree() {
	mount -o ro "/dev/$1" "$test_scratch/mnt"
	diff -r --no-dereference "$tree" "$test_scratch/mnt/tree"
	umount "$test_scratch/mnt"
}

for p in ring deferred unmaskable polled; do
	load_disks 1 "personality=$p" size_mb=48
	disk=$(first_disk 0)
	ktap_run "$p: mkfs" mkfs.ext4 -q -F "/dev/$disk"
	ktap_run "$p: mount, copy a tree" copy_tree "$disk"
	if [ "$p" = ring ]; then
		# What follows shows that the disk works as before.
		ktap_stays_awake "the machine does not suspend with an adapter" freeze vhba
		ktap_stays_awake "... nor hibernate" disk vhba
	fi
	ktap_run "$p: unmount" umount "$test_scratch/mnt"
	ktap_run "$p: fsck finds nothing" fsck.ext4 -fn "/dev/$disk"
	# The page cache of the disk is dropped, so that what is compared is what the disk says.
	blockdev --flushbufs "/dev/$disk"
	ktap_run "$p: mounted again, the tree is the same" same_tree "$disk"
	ktap_equal "$p: no mistake by the miniport, nothing logged" "0 0" \
		"$(attribute 0 mistakes) $(attribute 0 errors_logged)"
	unload
done

# Two adapters of 8 LUNs: each disk gets lines that no other has, all at once.
kilobytes=1024

content() {
	yes "this is disk $1 of test $$" | head -c $((kilobytes * 1024)) || true
}

write_disk() {
	content "$1" | dd of="/dev/$1" bs=64k iflag=fullblock oflag=direct status=none
}

right_content() {
	dd if="/dev/$1" bs=64k count=$((kilobytes / 64)) iflag=direct status=none | cmp - <(content "$1")
}

# at_once COMMAND: for all disks; the names of those where it failed.
at_once() {
	local disk pids=() disks=() i

	for disk in $(all_disks); do
		"$1" "$disk" >&2 &
		pids+=($!)
		disks+=("$disk")
	done
	for i in "${!pids[@]}"; do
		wait "${pids[i]}" || echo "${disks[i]}"
	done
}

load_disks 16 adapters=2 personality=ring,deferred luns=8 size_mb=4
ktap_empty "two adapters, 8 LUNs each: all 16 disks written at once" "$(at_once write_disk)"
ktap_empty "two adapters, 8 LUNs each: all read at once, each has its own content" \
	"$(at_once right_content)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
