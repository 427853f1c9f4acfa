#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Miniports from folders outside the tree (tests/miniports/outside, built by outside.prepare) drive a real PCI
# adapter, VMware's paravirtual one, which QEMU has.
#
# early: yes
# cpus: 1
# udev: yes
# append: modprobe.blacklist=vmw_pvscsi,habits
# file: disk0 64M
# file: disk1 64M
# qemu: -device pvscsi,id=pv,addr=0x10
# qemu: -drive if=none,id=pv0,format=raw,file=FOLDER/disk0 -device scsi-hd,bus=pv.0,scsi-id=0,drive=pv0,serial=pv0
# qemu: -drive if=none,id=pv1,format=raw,file=FOLDER/disk1 -device scsi-hd,bus=pv.0,scsi-id=3,drive=pv1,serial=pv1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="smallpv oldpv habits vmw_pvscsi scsiport"
pci=/sys/bus/pci
device=''
for slot in "$pci/devices"/*; do
	[ "$(cat "$slot/vendor"):$(cat "$slot/device")" != 0x15ad:0x07c0 ] || device=${slot##*/}
done
[ -n "$device" ] || ktap_skip_all "there is no PVSCSI adapter"
# udev has loaded it already: that is the first thing to see.
loaded=$(cat /proc/modules)
bound=$(basename "$(readlink "$pci/devices/$device/driver" || echo none)")
require modinfo udevadm fio sg_inq sg_reset od
modinfo smallpv >/dev/null 2>&1 || ktap_skip_all "outside.prepare has not run"

disks() {
	local disk

	for disk in "$pci/devices/$device"/host*/target*/*/block/*; do
		echo "${disk##*/}"
	done
}

have() {
	[ "$(disks | wc -l)" -eq "$1" ]
}

driver_of() {
	basename "$(readlink "$pci/devices/$device/driver" || echo none)"
}

parameter() {
	cat "/sys/module/smallpv/parameters/$1"
}

host_attribute() {
	cat "$pci/devices/$device"/host*/scsi_host/host*/"$1"
}

serves_io() {
	fio --name=outside --filename="/dev/$1" --rw=randwrite --bs=4k --size=16m --iodepth=8 \
		--ioengine=libaio --direct=1 --verify=crc32c --do_verify=1 --verify_fatal=1 \
		--io_size=4m --output-format=terse
}

refused_scan() {
	! modprobe oldpv legacy=1 2>/dev/null && ! is_loaded oldpv
}

# bar: the first base address register, as the configuration space has it.
bar() {
	od -An -tx4 -j16 -N4 "$pci/devices/$device/config" | tr -d ' '
}

# masters: 4 if the device may master the bus, 0 if not.
masters() {
	echo $((0x$(od -An -tx2 -j4 -N2 "$pci/devices/$device/config" | tr -d ' ') & 4))
}

ktap_match "udev loaded the module by its PCI id" '^smallpv ' "$loaded"
ktap_equal "... and it got the device" smallpv "$bound"
ktap_match "its ids are those of the .inf file" 'pci:v000015ADd000007C0sv\*sd\*bc\*sc\*i\*' \
	"$(modinfo -F alias smallpv)"

first=$(bar)
since=$(log_time)
ktap_run "modprobe smallpv" modprobe smallpv
ktap_run "two disks come" wait_for 30 have 2
ktap_equal "a registry value of the .inf file: NumberOfRequests" 32 "$(parameter NumberOfRequests)"
ktap_equal "... and it has its effect" 32 "$(host_attribute can_queue)"
ktap_equal "a registry text of the .inf file: DriverParameter" "verbose=1; The scsiport developers" \
	"$(parameter DriverParameter)"
ktap_true "the interrupt is a line, not a message" ! -d "$pci/devices/$device/msi_irqs"
ktap_equal "the device may master the bus" 4 "$(masters)"
ktap_match "its registers belong to the miniport" "smallpv" "$(cat /proc/iomem)"
for disk in $(disks); do
	ktap_run "$disk answers INQUIRY" sg_inq "/dev/$disk"
	ktap_run "$disk reads back what was written" serves_io "$disk"
done
ktap_true "HwInterrupt was called" "$(host_attribute scsiport/interrupts)" -gt 0
ktap_equal "the miniport made no mistake" 0 "$(host_attribute scsiport/mistakes)"
ktap_run "unbind" bash -c "echo $device >$pci/drivers/smallpv/unbind"
ktap_equal "... the disks are gone" "" "$(disks)"
ktap_equal "... and the bus is not mastered any more" 0 "$(masters)"
ktap_run "bind" bash -c "echo $device >$pci/drivers/smallpv/bind"
ktap_run "... the disks are back" wait_for 30 have 2
ktap_run "the device is unplugged" bash -c "echo 1 >$pci/devices/$device/remove"
ktap_empty "... its host is gone" "$(grep -l '^smallpv$' "$host_class"/host*/proc_name || true)"
ktap_run "plugged in again" bash -c "echo 1 >$pci/rescan"
ktap_run "... its disks are back" wait_for 30 have 2
unload
# Plugged in, it got another place.
first=$(bar)
# PnpInterface of its .inf file names PCI: the driver model finds the device all the same.
ktap_run "with PnpInterface, legacy=1" modprobe smallpv legacy=1
ktap_equal "... scans nothing" smallpv "$(driver_of)"
ktap_run "... and the disks come" wait_for 30 have 2
unload

ktap_run "msi=1" modprobe smallpv msi=1 IoTimeoutValue=17 MaximumLogicalUnit=1 UncachedExtAlignment=16
ktap_run "... disks come" wait_for 30 have 2
ktap_true "... the interrupt is a message" -d "$pci/devices/$device/msi_irqs"
disk=$(disks | sed -n 1p)
ktap_run "... and data comes through" serves_io "$disk"
ktap_equal "IoTimeoutValue" 17 "$(cat "/sys/block/$disk/device/timeout")"
unload
ktap_equal "base address register as before" "$first" "$(bar)"

# ---- a native driver and a miniport for the same device

ktap_run "the native driver takes the device" modprobe vmw_pvscsi
ktap_run "... its disks come" wait_for 30 have 2
ktap_run "loading the miniport takes nothing away" modprobe smallpv
ktap_equal "... the native driver keeps it" vmw_pvscsi "$(driver_of)"
udevadm settle --timeout=20
ktap_run "driver_override names the miniport" bash -c "
	echo smallpv >$pci/devices/$device/driver_override
	echo $device >$pci/drivers/vmw_pvscsi/unbind
	echo $device >$pci/drivers_probe"
ktap_equal "... which has it now" smallpv "$(driver_of)"
ktap_run "... with its disks" wait_for 30 have 2
echo >"$pci/devices/$device/driver_override"
unload

# ---- one that finds its adapter itself

bound_to_itself() {
	[ "$(cat "$pci/devices/$device"/host*/scsi_host/host*/proc_name)" = oldpv ]
}

elsewhere() {
	local disk

	for disk in /sys/bus/platform/devices/scsiport-legacy.*/host*/target*/*/block/*; do
		echo "${disk##*/}"
	done
}

have_elsewhere() {
	[ "$(elsewhere | wc -l)" -eq 2 ]
}

since_old=$(log_time)
ktap_run "without legacy=1, oldpv loads" modprobe oldpv
ktap_equal "... and gets nothing" "" "$(disks)"
ktap_run "... and can be removed" rmmod oldpv
echo 1 >/sys/module/scsiport/parameters/debug_level
ktap_run "with legacy=1 it scans" modprobe oldpv legacy=1
ktap_run "... and its host is a child of the PCI device" bound_to_itself
ktap_run "... disks come" wait_for 30 have 2
ktap_match "a command was polled for in HwFindAdapter" 'polled inquiry found "QEMU' \
	"$(log_since "$since_old")"
ktap_match "the size of the BAR was found by writing ones" 'BAR 0 has 8000 bytes' \
	"$(log_since "$since_old")"
ktap_equal "... and the BAR is as before" "$first" "$(bar)"
for disk in $(disks); do
	ktap_run "$disk reads back what was written" serves_io "$disk"
done
ktap_true "HwInterrupt was called" "$(host_attribute scsiport/interrupts)" -gt 0
ktap_equal "the miniport made no mistake" 0 "$(host_attribute scsiport/mistakes)"
ktap_run "a native driver that comes now" modprobe vmw_pvscsi
ktap_equal "... does not get the device" scsiport-legacy "$(driver_of)"
rmmod vmw_pvscsi
ktap_run "... which still works" serves_io "$disk"
ktap_run "the device is unplugged" bash -c "echo 1 >$pci/devices/$device/remove"
ktap_empty "... its host is gone" "$(grep -l '^oldpv$' "$host_class"/host*/proc_name || true)"
ktap_run "... and the miniport can go" rmmod oldpv
ktap_run "it is plugged in again" bash -c "echo 1 >$pci/rescan"
# udev loads smallpv for it.
udevadm settle --timeout=30
unload
ktap_run "one that takes its memory before it names its board" modprobe oldpv legacy=1 DriverParameter=EARLY
ktap_run "... disks come, its host is no child of the PCI device" wait_for 30 have_elsewhere
ktap_equal "... which masters the bus all the same" 4 "$(masters)"
ktap_run "... and data comes through" serves_io "$(elsewhere | sed -n 1p)"
unload
ktap_run "the native driver takes the device again" modprobe vmw_pvscsi
ktap_run "... its disks come" wait_for 30 have 2
ktap_run "a scan while a Linux driver owns the device finds nothing" refused_scan
ktap_equal "... and the driver keeps it" vmw_pvscsi "$(driver_of)"
ktap_run "... and works" serves_io "$(disks | sed -n 1p)"
unload
# ---- a vendor's folder, with the habits of miniports from outside: miniport-import has made the module

# quickly SECONDS COMMAND...: whatever it answers, in that time.
quickly() {
	local begin=$SECONDS limit=$1

	shift
	"$@" || true
	[ $((SECONDS - begin)) -le "$limit" ]
}

# reset_under_load DISK: a bus reset while data is written, and verified.
reset_under_load() {
	local status=0

	serves_io "$1" &
	sleep 1
	sg_reset -b "/dev/$1"
	wait "$!" || status=$?
	return "$status"
}

since_habits=$(log_time)
ktap_run "miniport-import's module loads" modprobe habits
ktap_run "... two disks come" wait_for 30 have 2
ktap_equal "... it has the device" habits "$(driver_of)"
ktap_equal "... and the .inf's value, from a subfolder and with Ctrl-Z" 32 "$(host_attribute can_queue)"
ktap_true "RegistryPath was given: it does not believe in a crash dump" "$(host_attribute sg_tablesize)" -gt 9
ktap_equal "configuration space in HwInitialize: INTx is enabled again" 0 \
	$((0x$(od -An -tx2 -j4 -N2 "$pci/devices/$device/config" | tr -d ' ') & 0x400))
ktap_true "... and HwInterrupt is called" "$(host_attribute scsiport/interrupts)" -gt 0
udevadm settle --timeout=30
for disk in $(disks); do
	ktap_equal "$disk: the write cache is seen, though MODE SENSE works for 192 bytes only" "write back" \
		"$(cat "/sys/block/$disk/queue/write_cache")"
	ktap_match "... and said" "\[$disk\] Write cache: enabled" "$(log_since "$since_habits")"
	ktap_run "$disk reads back what was written" serves_io "$disk"
done
disk=$(disks | sed -n 1p)
resets=$(host_attribute scsiport/bus_resets)
ktap_run "an unknown page of INQUIRY, with zeros for sense data, is answered soon" \
	quickly 3 sg_inq --page=0xc9 "/dev/$disk"
ktap_run "... again" quickly 3 sg_inq --page=0xca "/dev/$disk"
ktap_equal "... without a bus reset" "$resets" "$(host_attribute scsiport/bus_resets)"
ktap_run "... and the disk still works" sg_inq "/dev/$disk"
ktap_run "a bus reset under load that completes nothing: the data is right" reset_under_load "$disk"
ktap_true "... it was one" "$(host_attribute scsiport/bus_resets)" -gt "$resets"
ktap_equal "... and the adapter is not offline" running "$(cat "/sys/block/$disk/device/state")"
ktap_run "... the disk serves I/O" serves_io "$disk"
ktap_equal "the habits are no mistakes" 0 "$(host_attribute scsiport/mistakes)"
ktap_true "... but advice is given" "$(host_attribute scsiport/advice)" -gt 0
ktap_run "it can be unloaded" unload

ktap_equal "nothing was said about mistakes" "" "$(log_since "$since" | grep -E 'mistake|breach' || true)"
ktap_log_clean "the kernel did not complain"
ktap_exit
