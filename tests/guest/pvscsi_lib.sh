# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154
#
# For the tests of hba/pvscsi: the adapter of QEMU, and one of its two drivers. To be sourced after
# ktap.sh.
modules_under_test="pvscsi vmw_pvscsi scsiport"
pci=/sys/bus/pci

# The PCI addresses of all such adapters, and the first of them.
pv_devices() {
	local slot

	for slot in "$pci/devices"/*; do
		[ "$(cat "$slot/vendor"):$(cat "$slot/device")" != 0x15ad:0x07c0 ] || echo "${slot##*/}"
	done
}

pv_require() {
	device=$(pv_devices | sed -n 1p)
	[ -n "$device" ] || ktap_skip_all "there is no PVSCSI adapter"
	require "$@"
}

# Names of its disks, by target.
pv_disks() {
	local disk

	for disk in "$pci/devices/$device"/host*/target*/*/block/*; do
		[ ! -b "/dev/${disk##*/}" ] || echo "${disk%/block/*} ${disk##*/}"
	done | sort -V | sed 's/.* //'
}

# pv_disk TARGET: its disk's name.
pv_disk() {
	local disk

	for disk in "$pci/devices/$device"/host*/target*/*:0:"$1":0/block/*; do
		echo "${disk##*/}"
	done
}

pv_have() {
	local disk count=0

	for disk in "$pci/devices/$device"/host*/target*/*/block/*; do
		[ ! -b "/dev/${disk##*/}" ] || count=$((count + 1))
	done
	[ "$count" -eq "$1" ]
}

# pv_load DRIVER DISKS [PARAMETER=VALUE...]
pv_load() {
	local driver=$1 count=$2

	shift 2
	modprobe "$driver" "$@"
	wait_for 30 pv_have "$count"
}

pv_driver() {
	basename "$(readlink "$pci/devices/$device/driver" || echo none)"
}

# pv_host NAME: an attribute of the SCSI host.
pv_host() {
	cat "$pci/devices/$device"/host*/scsi_host/host*/"$1"
}

# pv_queue NAME: of the first disk's queue.
pv_queue() {
	cat "/sys/block/$(pv_disks | sed -n 1p)/queue/$1"
}

# pv_verify DISK MIB [DEPTH]: random writes, then everything is read back and compared.
pv_verify() {
	fio --name=verify --filename="/dev/$1" --ioengine=libaio --direct=1 --rw=randwrite \
		--bssplit=512/20:4k/30:16k/20:64k/15:128k/5:512k/5:1m/5 --bs_is_seq_rand=0 \
		--iodepth="${3:-32}" --size="$2M" --verify=crc32c --verify_fatal=1 --do_verify=1 \
		--randseed=1 --output-format=terse
}

# What ktap_equal wants for a host that has done nothing wrong.
pv_clean() {
	echo "mistakes $(pv_host scsiport/mistakes), resets $(pv_host scsiport/bus_resets)," \
		"errors $(pv_host scsiport/errors_logged)"
}
pv_is_clean="mistakes 0, resets 0, errors 0"
