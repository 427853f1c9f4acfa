#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Four adapters on one interrupt line, all busy: two whose Enable callback is slow (eduport), a
# PVSCSI adapter with our miniport, and one with the native driver. An HBA that is masked while
# its callback runs must not keep an interrupt from its neighbours, nor take theirs.
#
# The number of a slot, modulo 4, chooses the interrupt line: two adapters and two "edu" devices on one. One more
# device has registers that may lie above 4 GiB, and two have some behind a bridge. No IO-APIC, since QEMU's forgets a level that is high before
# somebody connects.
#
# usually: 6.12
# append: noapic modprobe.blacklist=vmw_pvscsi,pvscsi
# file: disk0 64M
# file: disk1 64M
# qemu: -device edu,addr=0x10 -device edu,addr=0x14 -device nvme,serial=late,addr=0x15
# qemu: -device pci-bridge,id=bridge,chassis_nr=1,addr=0x13
# qemu: -object memory-backend-ram,id=small,size=64K -device ivshmem-plain,memdev=small,bus=bridge,addr=1
# qemu: -object memory-backend-ram,id=large,size=4M -device ivshmem-plain,memdev=large,bus=bridge,addr=2
# qemu: -device pvscsi,id=pv0,addr=0x18 -device pvscsi,id=pv1,addr=0x1c
# qemu: -drive if=none,id=disk0,format=raw,file=FOLDER/disk0 -device scsi-hd,bus=pv0.0,drive=disk0
# qemu: -drive if=none,id=disk1,format=raw,file=FOLDER/disk1 -device scsi-hd,bus=pv1.0,drive=disk1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="eduport pvscsi vmw_pvscsi scsiport"
pci=/sys/bus/pci/devices
slow="0000:00:10.0 0000:00:14.0"
ours=0000:00:18.0
native=0000:00:1c.0
late=0000:00:15.0
bridge=0000:00:13.0

[ -e "$pci/$native" ] || ktap_skip_all "sharing.prepare gives the machine the devices"
require fio taskset

# disk SLOT: of the adapter there.
disk() {
	local disk

	for disk in "$pci/$1"/host*/target*/*/block/*; do
		[ ! -b "/dev/${disk##*/}" ] || echo "${disk##*/}"
	done
}

have_all() {
	local slot

	for slot in $slow "$ours" "$native"; do
		[ -n "$(disk "$slot")" ] || return 1
	done
}

# of SLOT NAME: a counter of scsiport.
of() {
	cat "$pci/$1"/host*/scsi_host/host*/scsiport/"$2"
}

line_of() {
	cat "$pci/$1/irq"
}

# unhandled LINE: interrupts that nobody took, of the last 100,000.
unhandled() {
	awk '$1 == "unhandled" { print $2 }' "/proc/irq/$1/spurious"
}

# load_on SLOT SIZE: writes, reads back and compares, until the time is over.
load_on() {
	fio --name="on-$1" --filename="/dev/$(disk "$1")" --size="$2" --rw=randrw --bsrange=4k-64k \
		--ioengine=libaio --direct=1 --iodepth=8 --time_based --runtime="$seconds" \
		--verify=crc32c --verify_fatal=1 --verify_backlog=64 --output-format=terse >"$test_scratch/$1"
}

seconds=6
since=$(log_time)
# On the processor that gets the interrupts, so that a pending one comes while it is connected.
ktap_run "the miniport with the slow callback loads" taskset -c 0 modprobe eduport
echo pvscsi >"$pci/$ours/driver_override"
echo vmw_pvscsi >"$pci/$native/driver_override"
ktap_run "our PVSCSI miniport loads" modprobe pvscsi
ktap_run "the native driver loads, with a line" modprobe vmw_pvscsi disable_msi=1 disable_msix=1
ktap_run "each of the four has its disk" wait_for 60 have_all
line=$(line_of "$native")
for slot in $slow "$ours"; do
	ktap_equal "$slot is on the native driver's line" "$line" "$(line_of "$slot")"
done
ktap_equal "an interrupt before HwInitialize reaches HwInterrupt" 1 "$(log_since "$since" |
	grep -cE 'eduport: [1-9][0-9]* interrupts before HwInitialize')"
ktap_run "HwInitialize writes to the own device's configuration space, but not where it lies" log_has "$since" \
	'eduport: line on again: 2 bytes; moved: 0 bytes'
ktap_run "... which is named" log_has "$since" \
	'miniport mistake moved-registers: ScsiPortSetBusDataByOffset outside HwFindAdapter of base address registers'

before=$(unhandled "$line")
jobs=()
for slot in $slow; do
	load_on "$slot" 1m &
	jobs+=($!)
done
for slot in "$ours" "$native"; do
	load_on "$slot" 64m &
	jobs+=($!)
done
for slot in $slow "$ours" "$native"; do
	status=0
	wait "${jobs[0]}" || status=$?
	jobs=("${jobs[@]:1}")
	ktap_equal "$slot reads back what was written, under the others' load" 0 "$status"
done
gated=0
for slot in $slow; do
	ktap_comment "$slot: $(of "$slot" enable_callbacks) Enable callbacks," \
		"$(of "$slot" gated) interrupts of neighbours meanwhile"
	gated=$((gated + $(of "$slot" gated)))
	ktap_equal "$slot: no interrupt was lost" 0 "$(of "$slot" recovered)"
done
ktap_true "the line brought interrupts while an Enable callback ran" $gated -gt 0
ktap_equal "$ours: no interrupt was lost" 0 "$(of "$ours" recovered)"
ktap_true "$ours: interrupts of others were not taken for its own" "$(of "$ours" not_ours)" -gt 0
ktap_equal "nobody made another mistake" "0 1 0" \
	"$(for slot in $slow "$ours"; do of "$slot" mistakes; done | xargs)"
ktap_comment "interrupts that nobody took: $(($(unhandled "$line") - before))"
ktap_empty "HwInterrupt was never called while the gate was shut" \
	"$(log_since "$since" | grep 'called while the pair is running' || true)"
ktap_run "all can be removed" unload

# ---- one that comes while the machine runs: Linux places its registers above 4 GiB

# where [DEVICE BAR]: the address of registers, of the late one.
where() {
	local first rest

	read -r first rest < <(sed -n $((${2:-0} + 1))p "$pci/${1:-$late}/resource")
	echo $((first))
}

# decoded DEVICE BAR: where the device itself says that they are.
decoded() {
	local low high

	read -r low high < <(od -An -v -tx4 -j $((16 + 4 * $2)) -N 8 "$pci/$1/config")
	echo $((0x$high << 32 | 0x$low & ~15))
}

echo 1 >"$pci/$late/remove"
echo 1 >/sys/bus/pci/rescan
ktap_true "a device that is plugged has registers above 4 GiB" "$(where)" -gt $((0xffffffff))
since=$(log_time)
echo eduport >"$pci/$late/driver_override"
modprobe eduport
ktap_true "... which a miniport gets below" "$(where)" -gt 0 -a "$(where)" -le $((0xffffffff))
ktap_run "... as the log says" log_has "$since" 'BAR 0 is at .*now, below 4 GiB, as eduport may keep addresses in 32 bits'
ktap_run "... and there they are" log_has "$since" 'eduport: the register at 8 is 0x10[0-9]00'
unload

# Behind a bridge there is as much room as the bridge has: enough for 64 KiB more, not for 4 MiB.
bus=$(basename "$(readlink -f "$pci/$bridge"/pci_bus/*)")
echo 1 >"$pci/$bridge/remove"
echo 1 >/sys/bus/pci/rescan
small=$bus:01.0 large=$bus:02.0
ktap_true "behind a bridge that is plugged, too" \
	"$(where "$small" 2)" -gt $((0xffffffff)) -a "$(where "$large" 2)" -gt $((0xffffffff))
since=$(log_time)
for slot in "$small" "$large"; do
	echo eduport >"$pci/$slot/driver_override"
done
modprobe eduport
ktap_true "... which a miniport gets below" "$(where "$small" 2)" -gt 0 -a "$(where "$small" 2)" -le $((0xffffffff))
ktap_equal "... and there they are" "$(where "$small" 2)" "$(decoded "$small" 2)"
ktap_run "... or else the log says why not, and what to do" log_has "$since" \
	"$large: BAR 2 at .*cannot be moved below 4 GiB .(-ENOMEM|-12)., .*boot with the device in its place"
ktap_true "... and they are where they were" "$(where "$large" 2)" -gt $((0xffffffff)) -a \
	"$(where "$large" 2)" -eq "$(decoded "$large" 2)"
unload
for slot in "$small" "$large"; do
	echo >"$pci/$slot/driver_override"
done

# ---- one that has switched its line off; a scan that waits for it is not to wait for long
echo 1 >/sys/module/scsi_mod/parameters/inq_timeout
echo scsiport-nobody >"$pci/${slow#* }/driver_override"
since=$(log_time)
modprobe eduport DriverParameter=no-line
ktap_run "a miniport that gets no interrupt: the log says why, and where to look" log_has "$since" \
	'brought no interrupt of this HBA yet: the miniport has switched the line off .INTx Disable.* try msi=1, and see .No interrupt. in docs/porting.md'
ktap_equal "... once" 1 "$(log_since "$since" | grep -c 'brought no interrupt')"
ktap_run "... it can be removed" unload
ktap_log_clean "the kernel did not complain"
ktap_exit
