#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/ata and a PCI IDE controller in native mode: found by its class in a search (legacy=1), and given by
# driver_override. QEMU has no such controller, so nativeide makes a PCI device of one on ISA: its
# configuration space is the test's, its registers and its interrupt are QEMU's.
#
# kernels: 6.1 debug
# cpus: 1
# udev: yes
# append: modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod
# qemu: -device isa-ide,id=third,iobase=0x1e8,iobase2=0x3ee,irq=6
# ide: ata0 64M third.0 0
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"
modules_under_test="$modules_under_test nativeide"

require fio sg_vpd
device=0000:40:00.0
pci=/sys/bus/pci

parent() {
	basename "$(readlink -f "$host_class/$(ata_hosts | sed -n 1p)/device/..")"
}

served() {
	ktap_equal "$1: one adapter, on the PCI device" "1 $device" "$(ata_hosts | wc -l) $(parent)"
	ktap_match "$1: its interrupt is the device's" '^ *6: .*0000:40:00\.0' "$(cat /proc/interrupts)"
	ktap_run "$1: data" ata_verify "$(ata_disk_of ata0)" 4 8
	ktap_equal "$1: nothing went wrong" "$ata_is_clean" "$(ata_clean)"
}

ktap_run "a controller in native mode" modprobe nativeide
ktap_equal "... is there" 0x010105 "$(cat "$pci/devices/$device/class")"
ktap_run "a search finds it" ata_load ata0 ata legacy=1
served search
ktap_run "it is given back" rmmod ata
ktap_run "without legacy=1 it is not taken" modprobe ata
ktap_equal "... but left alone" "" "$(ata_hosts)"
echo ata >"$pci/devices/$device/driver_override"
echo "$device" >"$pci/drivers_probe"
wait_for 20 ata_have ata0 || true
served driver_override
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
