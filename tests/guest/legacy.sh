#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The legacy scan: a miniport that looks for its hardware itself, with raw ports, ISA's interrupts,
# two of them for one adapter, and a look at everybody's configuration space. legacyport is that
# miniport; it says what it found wrong. And idechan, the miniport of tests/miniports/outside/channels, which has two
# adapters on one PCI device, with a disk each.
#
# kernels: 6.1 debug
# cpus: 1
# qemu: -device pc-testdev
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="legacyport idechan scsiport"

require sg_turs sg_inq sg_reset fio cmp dd
ide=/sys/bus/pci/devices/0000:00:01.1

# bar4: as the configuration space has it.
bar4() {
	od -An -tx4 -j32 -N4 "$ide/config" | tr -d ' '
}

# hosts [MINIPORT]
hosts() {
	local host

	for host in "$host_class"/host*; do
		[ "$(cat "$host/proc_name" 2>/dev/null)" != "${1:-legacyport}" ] || echo "${host##*/}"
	done | sort -V
}

# unit HOST: its sg device.
unit() {
	local unit

	for unit in "$host_class/$1"/device/target*/*/scsi_generic/*; do
		echo "/dev/${unit##*/}"
	done
}

# is_right WHAT [TIMES]: the miniport found it right so often, and never wrong.
is_right() {
	ktap_equal "$1" "${2:-1} times right, 0 times wrong" \
		"$(log_since "$since" | grep -cF "legacyport: $1 is right") times right, $(log_since "$since" |
			grep -cF "legacyport: $1 is wrong") times wrong"
}

interrupts() {
	awk -v line="$1:" '$1 == line && /legacyport:scsiport-legacy/ { print $2 }' /proc/interrupts
}

bar=$(bar4)
since=$(log_time)
ktap_run "without legacy=1 it loads" modprobe legacyport
ktap_equal "... and finds nothing" "" "$(hosts)"
unload
since=$(log_time)
ktap_run "with legacy=1 it loads" modprobe legacyport legacy=1
ktap_equal "two adapters, by Again" 2 "$(hosts | wc -l)"
is_right "the adapter with ports"
is_right "the adapter with memory"
is_right "the bus data"
is_right "a device with a prefix of its id" 2
ktap_equal "a BAR that it left changed is put back" "$bar" "$(bar4)"
ktap_run "... and that is named" log_has "$since" 'mistake changed-registers: HwFindAdapter left base address register 4'
is_right "what ScsiPortInitialize returns for ISA"
is_right "what it returns for a bus without adapters"
is_right "what it returns for a bus that does not exist"
ktap_equal "nothing else was wrong" "" "$(log_since "$since" | grep 'legacyport: .* is wrong' || true)"
ktap_match "the ports are claimed" '00e0-00e3 : legacyport' "$(cat /proc/ioports)"
ktap_empty "the memory that it gave back is free" "$(grep legacyport /proc/iomem || true)"
first=$(hosts | sed -n 1p)
wait_for 20 test -n "$(unit "$first")"
ktap_run "the adapter with ports answers INQUIRY" sg_inq "$(unit "$first")"
lines="$(interrupts 6) $(interrupts 7)"
ktap_run "... and what its interrupts complete" sg_turs -n 10 "$(unit "$first")"
read -r six seven <<<"$lines"
ktap_true "both interrupts came" "$(interrupts 6)" -ge "$((six + 5))" -a "$(interrupts 7)" -ge "$((seven + 5))"
ktap_run "the adapter with memory answers INQUIRY" sg_inq "$(unit "$(hosts | tail -n 1)")"
ktap_equal "no mistake by the miniport" "0 0" "$(cat "$host_class/$first/scsiport/mistakes") $(
	cat "$host_class/$first/scsiport/errors_logged")"
ktap_stays_awake "the machine does not suspend with a legacy adapter" freeze legacyport
mark=$(log_time)
ktap_run "it can be removed" unload
ktap_equal "... after FLUSH and SHUTDOWN for the disk, and none for what is no disk" "FLUSH 2,SHUTDOWN 2" "$(log_since "$mark" |
	sed -nE 's/.*legacyport: (FLUSH|SHUTDOWN) of adapter/\1/p' | sort | paste -sd ,)"
ktap_empty "the ports are free again" "$(grep legacyport /proc/ioports || true)"
ktap_empty "the interrupts are free again" "$(grep -E 'legacy' /proc/interrupts || true)"

# ---- two adapters on one PCI device, a channel each

interrupts_of() {
	awk -v line="$1:" '$1 == line { print $2 }' /proc/interrupts
}

# claimed: what each HwFindAdapter was told of the two places.
claimed() {
	log_since "$since" | sed -n 's/.*idechan: claimed: //p' | paste -sd ,
}

# found: of which channels each HwFindAdapter got the ports.
found() {
	log_since "$since" | sed -nE 's/.*idechan: channel ([01] is .*)/\1/p' | paste -sd ,
}

# disk_of HOST
disk_of() {
	local disk

	for disk in "$host_class/$1"/device/target*/*/block/*; do
		echo "${disk##*/}"
	done
}

# disks: of both channels, in their order.
disks() {
	local host

	for host in $(hosts idechan); do
		disk_of "$host"
	done
}

both_disks() {
	[ "$(disks | wc -l)" -eq 2 ]
}

# has_letter DISK LETTER: five commands, of a sector each.
has_letter() {
	dd if="/dev/$1" of="$test_scratch/sectors" bs=512 count=5 iflag=direct status=none
	[ "$(head -c 1 "$test_scratch/sectors")" = "$2" ] || {
		od -c "$test_scratch/sectors" | sed -n 1p
		return 1
	}
}

# channels NAME: both are there, and work.
channels() {
	local name=$1 host letter first second disk

	ktap_equal "$name: an adapter for each channel, on the one PCI device" "0000:00:01.1 0000:00:01.1" "$(
		for host in $(hosts idechan); do
			basename "$(readlink -f "$host_class/$host/device/..")"
		done | xargs)"
	wait_for 20 both_disks || true
	first=$(interrupts_of 14)
	second=$(interrupts_of 15)
	letter=A
	for disk in $(disks); do
		ktap_run "$name: channel $letter reads its disk by DMA" has_letter "$disk" "$letter"
		letter=B
	done
	ktap_true "$name: by interrupts 14 and 15" "$(interrupts_of 14)" -ge $((first + 5)) \
		-a "$(interrupts_of 15)" -ge $((second + 5))
}

# both_are ATTRIBUTE...: of both adapters.
both_are() {
	local host attribute

	for host in $(hosts idechan); do
		for attribute; do
			echo "$attribute $(cat "$host_class/$host/scsiport/$attribute")"
		done
	done | paste -sd ,
}

# Random writes to both at once, then everything is read back and compared. The letters stay.
both_verify() {
	local jobs=() disk

	for disk in $(disks); do
		jobs+=(--name="$disk" --filename="/dev/$disk")
	done
	fio --ioengine=libaio --direct=1 --rw=randwrite --bssplit=512/30:4k/40:64k/20:256k/10 --iodepth=4 \
		--offset=1m --size=4m --verify=crc32c --verify_fatal=1 --do_verify=1 --output-format=terse "${jobs[@]}"
}

verify_while_reset() {
	local status=0

	both_verify &
	sleep 1
	sg_reset -b "/dev/$(disks | sed -n 1p)"
	wait "$!" || status=$?
	return "$status"
}

# both_write: another pattern for each disk, at once and through the page cache.
both_write() {
	local disk writers=() writer

	for disk in $(disks); do
		head -c 4M /dev/urandom >"$test_scratch/pattern.$disk"
		dd if="$test_scratch/pattern.$disk" of="/dev/$disk" bs=1M seek=9 conv=notrunc,fsync status=none &
		writers+=("$!")
	done
	for writer in "${writers[@]}"; do
		wait "$writer"
	done
}

# same_pattern DISK [NAME]: as it was written to NAME.
same_pattern() {
	echo 1 >/proc/sys/vm/drop_caches
	dd if="/dev/$1" bs=1M skip=9 count=4 status=none | cmp - "$test_scratch/pattern.${2:-$1}"
}

# native: disks of the native driver, in the order of the channels.
native() {
	local disk

	for disk in "$ide"/ata*/host*/target*/*/block/*; do
		echo "${disk##*/}"
	done
}

both_native() {
	[ "$(native | wc -l)" -eq 2 ]
}

# pulled_busy: the device goes while both disks are read.
pulled_busy() {
	local disk readers=() reader

	for disk in $(disks); do
		while dd if="/dev/$disk" of=/dev/null bs=4k iflag=direct status=none; do :; done 2>/dev/null &
		readers+=("$!")
	done
	sleep 1
	echo 1 >"$ide/remove"
	for reader in "${readers[@]}"; do
		wait "$reader"
	done
}

ide_is_free() {
	[ ! -e "$ide/driver" ] && ! grep -q ' idechan' /proc/ioports
}

plug_again() {
	echo 1 >/sys/bus/pci/rescan
	wait_for 20 test -e "$ide"
}

modprobe ata_piix
wait_for 20 both_native || true
since=$(log_time)
modprobe idechan legacy=1 2>/dev/null || true
ktap_equal "a driver of Linux has the controller: none is found" "" "$(hosts idechan)"
ktap_equal "... since both places are claimed" "1 1" "$(claimed)"
ktap_equal "... and their ports taken" "0 is taken,1 is taken" "$(found)"
modprobe -r ata_piix
since=$(log_time)
ktap_run "then a search finds adapters" modprobe idechan legacy=1
ktap_equal "what the first claimed, the second is told" "0 0,1 0,1 1" "$(claimed)"
ktap_equal "what the first has, the second finds taken" \
	"0 is free,0 is taken,1 is free,0 is taken,1 is taken" "$(found)"
ktap_equal "a port's address is its number" "1F0 3F6,170 376" "$(log_since "$since" |
	sed -nE 's/.*channel .: ports 0*([0-9A-Fa-f]+) and 0*([0-9A-Fa-f]+),.*/\1 \2/p' | tr a-f A-F |
	paste -sd ,)"
channels "found"
for disk in $(disks); do
	ktap_match "$disk answers INQUIRY" 'Product identification: QEMU HARDDISK' "$(sg_inq "/dev/$disk")"
	ktap_run "... and TEST UNIT READY" sg_turs "/dev/$disk"
	ktap_equal "... and READ CAPACITY" 32768 "$(cat "/sys/block/$disk/size")"
	ktap_equal "... and MODE SENSE: it has a write cache" "write back" "$(cat "/sys/block/$disk/queue/write_cache")"
	ktap_equal "... and has the time that the .inf says" 25 "$(cat "/sys/block/$disk/device/timeout")"
done
ktap_run "both disks at once read back what was written" both_verify
clean="mistakes 0,errors_logged 0,bus_resets 0,recovered 0"
ktap_equal "... without a mistake, an error or a reset" "$clean,$clean" \
	"$(both_are mistakes errors_logged bus_resets recovered)"
ktap_run "another pattern is written to each, at once" both_write
mapfile -t written < <(disks)
for disk in "${written[@]}"; do
	ktap_run "$disk has its own" same_pattern "$disk"
done
ktap_run "a reset of the first channel's bus, under load on both: the data is right" verify_while_reset
ktap_equal "... which the second channel does not see" "bus_resets 1,bus_resets 0" "$(both_are bus_resets)"
# scsiport stays, and must have forgotten what they claimed.
ktap_run "they can be removed" rmmod idechan
ktap_run "... and the device is free again" ide_is_free
modprobe ata_piix
wait_for 20 both_native || true
mapfile -t natives < <(native)
for i in 0 1; do
	ktap_run "the native driver finds what was written to channel $i" same_pattern "${natives[i]}" "${written[i]}"
done
modprobe -r ata_piix
since=$(log_time)
# If not, none is found.
modprobe idechan legacy=1 2>/dev/null || true
ktap_equal "what they claimed they have given up" "0 0,1 0,1 1" "$(claimed)"
wait_for 20 both_disks || true
ktap_run "the device is pulled from under both, at work" pulled_busy
ktap_equal "... and both adapters are gone" "" "$(hosts idechan)"
ktap_run "... then the miniport can be removed" rmmod idechan
plug_again
modprobe idechan legacy=1
channels "after it was pulled"
ktap_match "/proc/interrupts names miniport and device" 'idechan:0000:00:01\.1' "$(cat /proc/interrupts)"
ktap_run "both disks read back what was written there too" both_verify
ktap_equal "the miniport made no mistake" "mistakes 0,mistakes 0" "$(both_are mistakes)"
unload
ktap_empty "no interrupt was said to be missing" "$(dmesg | grep -E 'no interrupt|ENOSPC' || true)"
ktap_run "a range that is refused is named" log_has "$since" \
	'ScsiPortValidateRange: FALSE for 8 bytes at 0x1f0 in I/O space'
ktap_log_clean "the kernel did not complain"
ktap_exit
