#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The addresses of data, as the miniport sees them: dataport walks over each buffer, checks what
# ScsiPortGetPhysicalAddress says of every piece, and fails the request where that is wrong. Among others:
# however the buffer is scattered, no address of it is one of the common buffer. Then data that has to have one
# kernel address (MapBuffers), and is scattered: whatever its size, there are buffers for it, also where there are
# few.
#
# With swiotlb=force the kernel copies all data that is mapped for DMA, and what dataport writes by itself, as to answer
# INQUIRY, must arrive all the same.
#
# kernels: 6.1 debug
# also: arm64
# usually: 6.12+swiotlb=force newest
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="dataport $modules_under_test"

require dd fio

load vhba-hw personality=polled
load dataport
wait_for 30 have_disks 1
disk=$(first_disk 0)

fio_scattered() {
	fio --name=data "--filename=/dev/$disk" --ioengine=libaio --direct=1 --rw=randrw --bs="$1" \
		--iodepth=16 --number_ios="$2" --size=512M --iomem=mmap --minimal --output=/dev/null
}

ktap_run "read whole, 1 MiB at a time" \
	dd "if=/dev/$disk" of=/dev/null bs=1M count=512 iflag=direct status=none
ktap_run "read through the page cache" dd "if=/dev/$disk" of=/dev/null bs=1M count=256 status=none
ktap_run "read and written at random, 512 bytes to 64 KiB" fio_scattered 512-64k 1000
ktap_run "read and written at random, 1 MiB" fio_scattered 1M 500
ktap_true "these were real requests" "$(attribute 0 start_io)" -gt 1500
ktap_equal "no wrong address was seen" 0 "$(attribute 0 errors_logged)"
ktap_equal "no mistake by the miniport" 0 "$(attribute 0 mistakes)"
unload

# ---- one kernel address, of pages that are not together

thp=/sys/kernel/mm/transparent_hugepage/enabled
[ ! -e "$thp" ] || echo never >"$thp"

# verified SIZES: all disks at once, requests of all sizes; what is read back is what was written.
verified() {
	local disk jobs=()

	for disk in $(disks_of 0); do
		jobs+=("--name=$disk" "--filename=/dev/$disk")
	done
	fio --ioengine=libaio --direct=1 --rw=randwrite "--bssplit=$1" --bs_is_seq_rand=0 --iodepth=16 --size=3M \
		--iomem=mmap --verify=crc32c --verify_fatal=1 --do_verify=1 --minimal --output=/dev/null "${jobs[@]}"
}

# mapped NAME DISKS MAX-TRANSFER KIB SIZES [PARAMETER]: limits, memory and data of an adapter that asks for MapBuffers.
mapped() {
	local name=$1

	vhba_parameters=("${@:6}")
	load_disks "$2" personality=deferred "targets=$2" size_mb=4
	ktap_equal "$name: 254 requests, the largest has $3 bytes" "254 $3" \
		"$(attribute 0 requests) $(attribute 0 max_transfer)"
	ktap_true "$name: the buffers take no more than $4 KiB" "$(attribute 0 bounce_kb)" -le "$4" \
		-a "$(attribute 0 bounce_kb)" -ge $(($4 / 2))
	ktap_run "$name: data of $2 disks at once" verified "$5"
	ktap_equal "$name: nothing was reset, nothing logged" "0 0" "$(attribute 0 bus_resets) $(attribute 0 errors_logged)"
	unload
}

mapped "MapBuffers" 8 1048576 4096 1k/20:4k/30:24k/20:128k/20:1m/10
log_begin=$(log_time)
mapped "MapBuffers with bounce_kb=64" 8 16384 64 4k/50:16k/50 bounce_kb=64
ktap_run "... and the limits say so" log_has "$log_begin" '254 requests .SRB queue tags., .* 16 KiB .bounce_kb. in 256 elements .no Master.'
ktap_log_clean "the kernel did not complain"
ktap_exit
