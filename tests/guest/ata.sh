#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/ata serves the IDE disks of QEMU: it takes what nobody has and nothing else, moves data right in
# both of its modes and on both channels at once, with addresses of 28 and 48 bits, and says what the
# drives say: SMART, ATA PASS-THROUGH, caches.
#
# cpus: 1
# udev: yes
# append: modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod
# ide: ata0 64M ide.0 0
# ide: ata1 300G ide.0 1
# ide: ata2 64M ide.1 0
# qemu: -device isa-ide,id=third,iobase=0x1e8,iobase2=0x3ee,irq=6
# ide: ata3 64M third.0 0
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"

require fio sg_vpd sg_raw sg_turs sg_reset
ctl=$test_dir/scsiport-ctl
[ -x "$ctl" ] || ctl=scsiport-ctl

# ---- it takes what nobody has, and only where it is told to

claimed() {
	grep -E '^ *(01f0-01f7|03f6-03f6|0170-0177|0376-0376|01e8-01ef|03ee-03ee) : ata$' /proc/ioports |
		sed 's/^ *//' | cut -d ' ' -f 1 | paste -sd ' '
}

lines() {
	awk '/(0000:00:01.1|scsiport-legacy)/ { sub(":", "", $1); print $1 }' /proc/interrupts | paste -sd ' '
}

# counted LINE: interrupts of that line, on all processors.
counted() {
	awk -v line="$1:" '$1 == line { for (i = 2; $i ~ /^[0-9]+$/; i++) n += $i } END { print n + 0 }' \
		/proc/interrupts
}

refused() {
	! modprobe ata legacy=1 2>/dev/null && ! is_loaded ata
}

ktap_empty "udev never loads it: the module has no ids" "$(modinfo -F alias ata)"
ktap_run "without legacy=1 it loads" modprobe ata
ktap_equal "... and takes nothing" "/" "$(ata_hosts)/$(claimed)"
unload
ktap_run "the native driver takes the controller" ata_load ata0 ata_piix
ktap_run "with legacy=1 it finds nothing then" refused
ktap_equal "... and the native driver's disk still answers" 0 "$(
	sg_turs "/dev/$(ata_disk_of ata0)" >/dev/null 2>&1; echo $?)"
native=$(sg_vpd -p di "/dev/$(ata_disk_of ata0)" | tail -n +2)
head -c 1M /dev/urandom >"$test_scratch/written"
dd if="$test_scratch/written" of="/dev/$(ata_disk_of ata0)" bs=1M oflag=direct status=none
unload

ktap_run "with legacy=1 it comes" ata_load ata0 ata legacy=1
ktap_equal "one adapter, of two channels" 1 "$(ata_hosts | wc -l)"
ktap_equal "... whose ports it has claimed" "0170-0177 01f0-01f7 0376-0376 03f6-03f6" "$(claimed)"
ktap_equal "... and both interrupts" "14 15" "$(lines)"
ktap_run "all drives are there: second of its channel" wait_for 20 ata_have ata1
ktap_run "all drives are there: second channel" wait_for 20 ata_have ata2
ktap_equal "... and none at ports that nobody named" "" "$(ata_disk_of ata3)"
one=$(ata_disk_of ata0) large=$(ata_disk_of ata1) two=$(ata_disk_of ata2)
ktap_equal "what the native driver wrote is there" 0 "$(
	dd if="/dev/$one" bs=1M count=1 iflag=direct status=none | cmp - "$test_scratch/written" >&2; echo $?)"
chmod 711 "$test_scratch"
ktap_run "who may only read disk and file cannot change the file, whatever the direction" \
	"$test_dir/sg-readonly" "/dev/$one" "$test_scratch/victim"
ktap_equal "the disk has the same names as under the native driver" "$native" "$(
	sg_vpd -p di "/dev/$one" | tail -n +2)"
ktap_run "a native driver that comes now" modprobe ata_piix
ktap_equal "... gets nothing" "$one" "$(ata_disk_of ata0)"
rmmod ata_piix

# ---- data: both channels at once, addresses of 48 bits

# both MIB DEPTH: three disks at once.
both() {
	local disk pids=() pid failed=0

	for disk in "$one" "$large" "$two"; do
		ata_verify "$disk" "$1" "$2" "$2" >"$test_scratch/fio-$disk" 2>&1 &
		pids+=($!)
	done
	for pid in "${pids[@]}"; do
		wait "$pid" || failed=1
	done
	[ "$failed" -eq 0 ] || tail -n 5 "$test_scratch"/fio-*
	[ "$failed" -eq 0 ]
}

# high SECTOR: 1 MiB from there is written, and read again.
high() {
	head -c 1M /dev/urandom >"$test_scratch/high"
	dd if="$test_scratch/high" of="/dev/$large" bs=512 "seek=$1" oflag=direct status=none
	dd if="/dev/$large" bs=512 "skip=$1" count=2048 iflag=direct status=none | cmp - "$test_scratch/high"
}
gib=$((2 * 1024 * 1024))

# What was written at 256 GiB is not at the address less its upper bits, which is 0.
not_low() {
	! dd if="/dev/$large" bs=512 skip=0 count=2048 iflag=direct status=none | cmp -s - "$test_scratch/high"
}

ktap_equal "a disk of 300 GiB has that size" $((300 * 2048 * 1024)) "$(cat "/sys/block/$large/size")"
data() {
	local mode=$1 first second

	first=$(counted 14) second=$(counted 15)
	ktap_run "$mode: three disks on two channels at once: checksums are right" both "$2" 8
	ktap_true "$mode: both lines interrupted" "$(counted 14)" -gt "$first" -a "$(counted 15)" -gt "$second"
	ktap_run "$mode: data across 128 GiB, where 28 bits end" high $((128 * gib - 1))
	ktap_run "$mode: data at 256 GiB" high $((256 * gib))
	ktap_run "$mode: ... is not at 0" not_low
	ktap_equal "$mode: nothing went wrong" "$ata_is_clean" "$(ata_clean)"
}
data deferred 6
# Both drives of both channels are silent while data moves, but for interrupts that were on their way.
ktap_true "deferred: hardly an interrupt came meanwhile" "$(($(ata_host gated) * 4))" -lt "$(ata_host enable_callbacks)"
ktap_true "deferred: the Enable callback moved the data" "$(ata_host enable_callbacks)" -gt 100
ktap_equal "deferred: transfers of 128 KiB" 131072 "$(ata_host max_transfer)"

# ---- what the drives say

smart() {
	"$ctl" miniport "$(ata_number)" --signature SCSIDISK "$@"
}

# parameters DRIVE [FEATURES]: SENDCMDINPARAMS, as hexadecimal bytes.
parameters() {
	printf '00 02 00 00 %02x 01 01 4f c2 a0 b0 00 %02x' "${2:-0}" "$1"
	printf ' 00%.0s' {1..19}
}

# answer CODE DRIVE: DRIVERSTATUS and data, as hexadecimal numbers.
answer() {
	smart --code "$1" --length 528 --hex "$(parameters "$2")" --out - | od -An -v -tx1 |
		tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

identify=$(bytes_of -r 512 "/dev/$one" 85 08 0e 00 00 00 01 00 00 00 00 00 00 00 ec 00)
ktap_match "ATA PASS-THROUGH(16): IDENTIFY" '^40 00 ' "$identify"
ktap_equal "ATA PASS-THROUGH(12): the same" "$identify" "$(
	bytes_of -r 512 "/dev/$one" a1 08 0e 00 01 00 00 00 00 ec 00 00)"
ktap_equal "VPD 89: the same" "$identify" "$(
	bytes_of -r 572 "/dev/$one" 12 01 89 02 3c 00 | cut -d ' ' -f 61-)"
ktap_match "ATA PASS-THROUGH with CK_COND: the registers, as sense" \
	'ATA pass.?through information available' "$(sg_raw -v "/dev/$one" 85 06 20 00 00 00 00 00 00 00 00 00 00 00 e5 00 2>&1)"
ktap_equal "ATA PASS-THROUGH: DMA is refused" "Illegal Request/Invalid field in cdb" "$(
	sense_of -r 512 "/dev/$one" 85 0c 2e 00 00 00 01 00 00 00 00 00 00 00 25 00)"
ktap_equal "ATA PASS-THROUGH: a command that the drive does not know" "Aborted Command" "$(
	sense_of "/dev/$one" 85 06 00 00 00 00 00 00 00 00 00 00 00 00 0f 00 | cut -d / -f 1)"

ktap_match "SCSIDISK: version: two disks on the first channel, one on the second" \
	'^01 01 00 07 07 00 00 00' "$(smart --code 0x1b0500 --length 24 --out - | od -An -tx1 -N 8 | sed 's/^ //')"
ktap_equal "SCSIDISK: IDENTIFY of drive 0" "$identify" "$(answer 0x1b0501 0 | cut -d ' ' -f 17-528)"
ktap_equal "SCSIDISK: IDENTIFY of drive 2, on the other channel" "$(
	bytes_of -r 512 "/dev/$two" 85 08 0e 00 00 00 01 00 00 00 00 00 00 00 ec 00)" "$(
	answer 0x1b0501 2 | cut -d ' ' -f 17-528)"
ktap_equal "SCSIDISK: attributes, as SMART READ DATA returns them" "$(
	bytes_of -r 512 "/dev/$one" 85 08 0e 00 d0 00 01 00 00 00 4f 00 c2 00 b0 00)" "$(
	answer 0x1b0502 0 | cut -d ' ' -f 17-528)"
ktap_match "... which are attributes" '^01 00 01 ' "$(answer 0x1b0502 0 | cut -d ' ' -f 17-528)"
ktap_match "SCSIDISK: thresholds" '^01 00 01 ' "$(answer 0x1b0503 0 | cut -d ' ' -f 17-528)"
ktap_match "SCSIDISK: status: the disk is well" '^da [0-9a-f]{2} [0-9a-f]{2} 4f c2' "$(
	answer 0x1b0506 0 | cut -d ' ' -f 17-24)"
ktap_equal "SCSIDISK: a drive that is not there" 05 "$(answer 0x1b0501 3 | cut -d ' ' -f 5)"
ktap_match "another signature is refused" 'does not know this request' "$(
	"$ctl" miniport "$(ata_number)" --signature NOTADISK --code 0x1b0501 --length 528 2>&1 || true)"

cache() {
	cat "/sys/block/$one/device/scsi_disk"/*/cache_type
}

ktap_equal "the write cache is on" "write back" "$(cache)"
ktap_run "MODE SELECT switches it off" bash -c "echo write through >$(echo "/sys/block/$one/device/scsi_disk"/*/cache_type)"
ktap_equal "... and MODE SENSE says so" "write through" "$(cache)"
ktap_equal "... and IDENTIFY" 0 "$((0x$(bytes_of -r 512 "/dev/$one" 85 08 0e 00 00 00 01 00 00 00 00 00 00 00 ec 00 |
	cut -d ' ' -f 171) & 0x20))"

ktap_run "a bus reset" sg_reset -b "/dev/$one"
ktap_run "... data after it" ata_verify "$one" 2 4 7
ktap_run "... on the other channel, too" ata_verify "$two" 2 4 7
ktap_equal "no mistake by the miniport" 0 "$(ata_host mistakes)"

# ---- the other mode, and other places

unload
since=$(log_time)
ktap_run "mode=interrupt" ata_load ata0 ata legacy=1 "DriverParameter=mode=interrupt"
ktap_run "... where one access of 1 us leaves room for a sector" log_has "$since" 'MaximumTransferLength = 512 is less'
unload
ktap_run "mode=interrupt;access_ns=10" ata_load ata0 ata legacy=1 "DriverParameter=mode=interrupt;access_ns=10"
ktap_equal "... 5000 accesses in 50 us" $((5000 * 2 / 512 * 512)) "$(ata_host max_transfer)"
wait_for 20 ata_have ata1
wait_for 20 ata_have ata2
one=$(ata_disk_of ata0) large=$(ata_disk_of ata1) two=$(ata_disk_of ata2)
data interrupt 2
ktap_equal "interrupt: there was no Enable callback" 0 "$(ata_host enable_callbacks)"
unload
ktap_run "max_transfer wins" ata_load ata0 ata legacy=1 "DriverParameter=mode=interrupt;max_transfer=65536"
ktap_equal "... over the mode's own" 65536 "$(ata_host max_transfer)"
unload

ktap_run "ports=0x1e8:0x3ee:6" ata_load ata3 ata legacy=1 "DriverParameter=ports=0x1e8:0x3ee:6"
ktap_equal "... these are claimed, and no others" "01e8-01ef 03ee-03ee" "$(claimed)"
ktap_run "... data" ata_verify "$(ata_disk_of ata3)" 2 8
ktap_run "the native driver has the controller meanwhile" ata_load ata0 ata_piix
unload
ktap_equal "all ports are free again" "" "$(claimed)"
ktap_log_clean "the kernel did not complain"
ktap_exit
