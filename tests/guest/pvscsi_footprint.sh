#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What an adapter costs at rest: memory that comes back when seven of eight are let go, with 254
# requests each. For comparison, the same of the kernel's own driver.
#
# kernels: 6.1
# cpus: 1
# qemu: -device pvscsi,addr=0x10 -device pvscsi,addr=0x11 -device pvscsi,addr=0x12 -device pvscsi,addr=0x13
# qemu: -device pvscsi,addr=0x14 -device pvscsi,addr=0x15 -device pvscsi,addr=0x16 -device pvscsi,addr=0x17
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

pv_require modprobe awk
mapfile -t adapters < <(pv_devices)
[ ${#adapters[@]} -eq 8 ] || ktap_skip_all "there are ${#adapters[@]} PVSCSI adapters, not 8"

bound() {
	[ "$(find "$pci/drivers/$1/" -name '0000:*' | wc -l)" -eq "$2" ]
}

# KiB that are free when all that can be given back was.
free_kib() {
	sync
	echo 3 >/proc/sys/vm/drop_caches
	sleep 1
	echo 3 >/proc/sys/vm/drop_caches
	# Single pages that each processor keeps at hand are free too, and not in MemFree.
	awk 'FILENAME ~ /meminfo/ && /^MemFree/ { kib += $2 }
		FILENAME ~ /zoneinfo/ && $1 == "count:" { kib += $2 * 4 }
		END { print kib }' /proc/meminfo /proc/zoneinfo
}

# footprint DRIVER: KiB of each adapter. The eighth stays, and what all share with it.
footprint() {
	local before after adapter

	modprobe "$1" >&2
	wait_for 30 bound "$1" 8
	before=$(free_kib)
	for adapter in "${adapters[@]:1}"; do
		echo "$adapter" >"$pci/drivers/$1/unbind"
	done
	wait_for 30 bound "$1" 1
	after=$(free_kib)
	modprobe -r "$1" >&2
	echo $(((after - before) / 7))
}

modprobe pvscsi
wait_for 30 bound pvscsi 8
device=${adapters[0]}
ktap_equal "254 requests" 254 "$(pv_host can_queue)"
modprobe -r pvscsi
native=$(footprint vmw_pvscsi)
ours=$(footprint pvscsi)
ktap_comment "an adapter at rest, KiB: pvscsi $ours, vmw_pvscsi $native"
ktap_true "an adapter at rest has at most 1 MiB" "$ours" -le 1024
ktap_true "it was measured" "$ours" -gt 100
ktap_log_clean "the kernel did not complain"
ktap_exit
