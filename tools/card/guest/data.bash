# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# In the guest of tools/report-card: does data arrive?

# verify DISK BYTES DEPTH: fio writes random blocks, reads them, and compares.
verify() {
	fio --name=verify --filename="/dev/$1" --ioengine=libaio --direct=1 --rw=randwrite --bs="$2" --iodepth="$3" \
		--size="$span" --number_ios=$((span / $2 > 96 ? 96 : span / $2)) --verify=crc32c --verify_fatal=1 --do_verify=1 \
		--randseed="$2" --minimal >"$scratch/fio" 2>&1 || {
		grep -iE 'verify|error|err=' "$scratch/fio" | grep -v '^3;' | sed -n 1,2p
		return 1
	}
}

# The largest request that arrives whole, at the top of what the adapter allows, block by block.
largest_that_arrives() {
	local disk=$1 most=$2 bytes

	for ((bytes = most; bytes >= most / 2 && bytes >= 4096; bytes -= 4096)); do
		! verify "$disk" "$bytes" 1 >/dev/null || break
	done
	echo "$bytes"
}

judge_sizes() {
	local disk=$1 most=$2 bytes limit

	for ((bytes = 4096; bytes < most; bytes *= 2)); do
		judge data "$disk: requests of $bytes bytes" miniport verify "$disk" "$bytes" 1
	done
	run verify "$disk" "$most" 1
	if [ "$status" -eq 0 ]; then
		found data pass "$disk: requests of $most bytes, the most that there are"
		return
	fi
	limit=$(largest_that_arrives "$disk" "$most")
	found data miniport "$disk: a limit is too high ($(attribute max_transfer_by))" \
		"requests of $most bytes, the most that it allows, do not arrive; those of $limit do. $(tail -n 1 "$scratch/said")"
}

judge_depths() {
	local disk=$1 most depth

	most=$(cat "/sys/block/$disk/device/queue_depth")
	for ((depth = 2; depth < most; depth *= 4)); do
		judge data "$disk: $depth requests at a time" miniport verify "$disk" 4096 "$depth"
	done
	judge data "$disk: $most requests at a time, the most that there are" miniport verify "$disk" 4096 "$most"
}

# Odd beginnings and lengths, in blocks.
odd_places() {
	local disk=$1 i

	head -c 131072 /dev/urandom >"$scratch/odd"
	for i in 1 3 7 13 63 65 127; do
		dd if="$scratch/odd" of="/dev/$disk" bs=512 seek="$i" count="$i" oflag=direct status=none
		dd if="/dev/$disk" of="$scratch/back" bs=512 skip="$i" count="$i" iflag=direct status=none
		cmp -n $((i * 512)) "$scratch/odd" "$scratch/back"
	done
}

filesystem() {
	local disk=$1 where=$scratch/mounted i unit

	# Half of the disk, in eight files.
	unit=$(($(cat "/sys/block/$disk/size") * 512 / 2 / 36))
	[ "$unit" -lt 65536 ] || unit=65536

	mkdir -p "$where"
	mkfs.ext4 -q -F "/dev/$disk"
	mount "/dev/$disk" "$where"
	# shellcheck disable=SC2064 # this folder
	trap "umount '$where' 2>/dev/null || true" EXIT
	for i in 1 2 3 4 5 6 7 8; do
		head -c $((i * unit + i)) /dev/urandom >"$where/$i"
	done
	(cd "$where" && md5sum ./[1-8]) >"$scratch/sums"
	umount "$where"
	echo 3 >/proc/sys/vm/drop_caches
	mount "/dev/$disk" "$where"
	(cd "$where" && md5sum --quiet -c "$scratch/sums")
	umount "$where"
	fsck.ext4 -f -n "/dev/$disk" >/dev/null
}

judge_data() {
	local disk most bytes

	disk=$(disks | sed -n 1p)
	if [ -z "$disk" ]; then
		found data skip "data" "there is no disk"
		return
	fi
	bytes=$(($(cat "/sys/block/$disk/size") * 512))
	span=$((bytes > 32 << 20 ? 32 << 20 : bytes / 1048576 * 1048576))
	most=$(attribute max_transfer)
	echo $((most / 1024)) >"/sys/block/$disk/queue/max_sectors_kb"
	judge_sizes "$disk" "$most"
	judge_depths "$disk"
	judge data "$disk: odd places and lengths" miniport odd_places "$disk"
	judge data "$disk: a file system" miniport filesystem "$disk"
}
