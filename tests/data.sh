#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The addresses of data, as the miniport sees them: dataport walks over each buffer, checks what
# ScsiPortGetPhysicalAddress says of every piece, and fails the request where that is wrong. Among others:
# however the buffer is scattered, no address of it is one of the common buffer.
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="dataport $modules_under_test"

require dd fio
ktap_plan 8

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
ktap_log_clean "the kernel did not complain"
ktap_exit
