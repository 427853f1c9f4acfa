#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What is written is what is read: fio with checksums, blocks of 512 bytes to 1 MiB, queue depth 1 and
# 32, two jobs, on every personality.
#
# also: arm64
# early: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio

# MiB of each of the two jobs. The boards that move data under the interrupt lock or by a timer are slow.
declare -A megabytes=([ring]=12 [deferred]=8 [unmaskable]=3 [polled]=3)
# Every kind of block, depth and board is still there, and each byte costs five times as much.
[ "${VM_KERNEL:-}" != debug ] || megabytes=([ring]=6 [deferred]=4 [unmaskable]=2 [polled]=2)

# verify DISK DEPTH MIB OUTPUT: random writes, then everything is read back and compared.
verify() {
	fio --name=verify --filename="$1" --ioengine=libaio --direct=1 --rw=randwrite \
		--bssplit=512/20:1k/15:4k/25:16k/15:64k/10:128k/5:512k/5:1m/5 --bs_is_seq_rand=0 \
		--iodepth="$2" --numjobs=2 --size="$3M" --offset_increment="$3M" \
		--verify=crc32c --verify_fatal=1 --do_verify=1 --randseed="$2" --group_reporting \
		--output-format=json --output="$4"
}

# figure FILE NAME: the first number of that name.
figure() {
	sed -nE "s/^ *\"$2\" : ([0-9]+).*/\1/p" "$1" | sed -n 1p
}

for p in ring deferred unmaskable polled; do
	load_disks 1 "personality=$p" size_mb=32
	disk=$(first_disk 0)
	size=$((${megabytes[$p]} * 2))
	for depth in 1 32; do
		ktap_run "$p: depth $depth: two jobs, 512 bytes to 1 MiB: checksums are right" \
			verify "/dev/$disk" "$depth" "${megabytes[$p]}" "$test_scratch/$depth"
		# Both directions, since a job that did nothing has no errors either.
		ktap_equal "$p: depth $depth: all $size MiB were written and read" "$size $size" \
			"$(($(sed -n '/"write"/,$p' "$test_scratch/$depth" | figure - io_bytes) >> 20)) $((\
				$(sed -n '/"read"/,$p' "$test_scratch/$depth" | figure - io_bytes) >> 20))"
	done
	ktap_equal "$p: no mistake by the miniport, nothing logged, no reset" "0 0 0" \
		"$(attribute 0 mistakes) $(attribute 0 errors_logged) $(attribute 0 bus_resets)"
	unload
done
ktap_log_clean "the kernel did not complain"
ktap_exit
