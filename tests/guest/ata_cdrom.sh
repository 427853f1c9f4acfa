#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/ata and a CD-ROM, beside the native driver with the same drive in one run: what the drive says,
# what it refuses, a medium that is taken out and replaced through QEMU's monitor. And blocks of a disk
# that cannot be read or written (blkdebug): the application hears it, the host lives on.
#
# kernels: 6.1
# early: yes
# cpus: 1
# udev: yes
# ide: ata0 64M ide.0 0
# append: modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"
# shellcheck source-path=SCRIPTDIR source=monitor.sh
. "$(dirname "$0")/monitor.sh"
# shellcheck source-path=SCRIPTDIR source=verdicts.sh
. "$(dirname "$0")/verdicts.sh"

# No sr_mod until the end: it asks the drive by itself, and would hear first what the test is to hear.
modules_under_test="sr_mod $modules_under_test"

require sg_inq sg_raw sg_turs sg_readcap fio cmp dd
[ -n "$(monitor_port)" ] || ktap_skip_all "there is no way to QEMU's monitor"

# medium NAME: path on the host.
medium() {
	tr ' ' '\n' </proc/cmdline | sed -n "s/^ata_cd_$1=//p"
}

# cd_device: its generic device, whoever serves it.
cd_device() {
	local generic

	for generic in /sys/class/scsi_generic/sg*; do
		[ "$(cat "$generic/device/type")" != 5 ] || [ ! -e "/dev/${generic##*/}" ] ||
			echo "/dev/${generic##*/}"
	done
}

cd_is_there() {
	[ -n "$(cd_device)" ]
}

# block_cdb BLOCK COUNT: a READ(10) of a CD.
block_cdb() {
	printf '28 00 %02x %02x %02x %02x 00 %02x %02x 00' $(($1 >> 24)) $(($1 >> 16 & 255)) \
		$(($1 >> 8 & 255)) $(($1 & 255)) $(($2 >> 8)) $(($2 & 255))
}

# checksum BLOCKS: of the medium's first blocks, 32 at a time.
checksum() {
	local block

	for ((block = 0; block < $1; block += 32)); do
		# shellcheck disable=SC2046 # these are words
		sg_raw -b -r 65536 "$(cd_device)" $(block_cdb $block 32) 2>/dev/null
	done | cksum
}

# As many bytes are asked for as the drive has: libata does not say when there were less.
cd_questions() {
	local cd

	cd=$(cd_device)
	verdicts_identity "$cd"
	said cd "TEST UNIT READY" sg_raw -v "$cd" 00 00 00 00 00 00
	said cd "READ CAPACITY" sg_raw -r 8 "$cd" 25 00 00 00 00 00 00 00 00 00
	said cd "MODE SENSE(10), page 2ah" sg_raw -r 30 "$cd" 5a 00 2a 00 00 00 00 00 1e 00
	said cd "READ TOC" sg_raw -r 20 "$cd" 43 02 00 00 00 00 00 00 14 00
	said cd "GET CONFIGURATION" sg_raw -r 20 "$cd" 46 02 00 00 00 00 00 00 14 00
	said cd "READ DISC INFORMATION" sg_raw -r 34 "$cd" 51 00 00 00 00 00 00 00 22 00
	# The first answer is about what another driver has left.
	sg_raw -r 8 "$cd" 4a 01 00 00 10 00 00 00 08 00 >/dev/null 2>&1 || true
	said cd "GET EVENT STATUS" sg_raw -r 8 "$cd" 4a 01 00 00 10 00 00 00 08 00
	said cd "REQUEST SENSE" sg_raw -r 18 "$cd" 03 00 00 00 12 00
	said cd "an opcode that it does not know" sg_raw -v "$cd" 16 00 00 00 00 00
	said cd "MODE SENSE(10), a page that it has not" sg_raw -v -r 128 "$cd" 5a 00 3d 00 00 00 00 00 80 00
	# shellcheck disable=SC2046
	said cd "READ(10) behind the end" sg_raw -v -r 2048 "$cd" $(block_cdb 2048 1)
	# shellcheck disable=SC2046
	said cd "READ(10) into a buffer for more" sg_raw -r 2048 "$cd" $(block_cdb 5 1)
	said cd "START STOP UNIT: start" sg_raw "$cd" 1b 00 00 00 01 00
	said cd "PREVENT MEDIUM REMOVAL" sg_raw "$cd" 1e 00 00 00 01 00
	said cd "ALLOW MEDIUM REMOVAL" sg_raw "$cd" 1e 00 00 00 00 00
	said cd "the medium" checksum 2048
}

# senses COUNT: of TEST UNIT READY, one after the other.
senses() {
	local i

	for ((i = 0; i < $1; i++)); do
		sense_of "$(cd_device)" 00 00 00 00 00 00 | grep . || echo good
	done
}

# change_medium: what an application hears while the medium is changed.
change_medium() {
	monitor "eject -f cd"
	senses 3 | sed 's/^/out: /'
	monitor "change cd $(medium two) raw"
	senses 5 | sed 's/^/changed: /'
	said cd "the other medium: READ CAPACITY" sg_raw -r 8 "$(cd_device)" 25 00 00 00 00 00 00 00 00 00
	said cd "the other medium" checksum 1024
	monitor "change cd $(medium one) raw"
	senses 5 | sed 's/^/back: /'
	said cd "the first medium again" checksum 2048
}

# bad_blocks: what an application hears of them, and of their neighbours.
bad_blocks() {
	local disk block

	disk=/dev/$(ata_disk_of bad)
	head -c 512 /dev/zero >"$test_scratch/block"
	for block in 19984 20000 20016; do
		# shellcheck disable=SC2046
		said bad "READ(10) of block $block" sg_raw -v -o /dev/null -r 4096 "$disk" $(block_cdb "$block" 8)
	done
	for block in 29999 30000 30001; do
		# shellcheck disable=SC2046
		said bad "WRITE(10) of block $block" sg_raw -v -i "$test_scratch/block" -s 512 "$disk" \
			2a $(block_cdb "$block" 1 | cut -d ' ' -f 2-)
	done
	ended bad "dd of the bad block" dd if="$disk" of=/dev/null bs=4k count=1 skip=2500 iflag=direct
	ended bad "dd of another" dd if="$disk" of=/dev/null bs=4k count=1 skip=2600 iflag=direct
}

# ask NAME DRIVER [PARAMETER=VALUE...]
ask() {
	local name=$1 room

	shift
	ata_load ata0 "$@"
	# Without one of these the answers will be others.
	wait_for 20 cd_is_there || true
	wait_for 20 ata_have bad || true
	senses 4 >/dev/null
	for room in cd_questions change_medium bad_blocks; do
		"$room" >"$test_scratch/$name-$room"
		[ -z "${RESULTS:-}" ] || cp "$test_scratch/$name-$room" "$RESULTS/"
	done
}

same() {
	verdicts_unexplained "$test_scratch/native-$1" "$test_scratch/$2-$1" "${3:-/dev/null}"
}

ask native ata_piix
ktap_true "the native driver answered" "$(cat "$test_scratch"/native-* | wc -l)" -gt 60
unload

for mode in deferred interrupt; do
	ask "$mode" ata legacy=1 "DriverParameter=mode=$mode;max_transfer=65536"
	ktap_true "$mode: hba/ata answered" "$(cat "$test_scratch/$mode"-* | wc -l)" -gt 60
	ktap_empty "$mode: the CD-ROM: the native driver's verdicts" "$(same cd_questions "$mode")"
	ktap_empty "$mode: a change of the medium: the native driver's verdicts" "$(same change_medium "$mode")"
	ktap_empty "$mode: bad blocks: the native driver's verdicts" "$(same bad_blocks "$mode")"
	changes=$(cat "$test_scratch/$mode-change_medium")
	ktap_match "$mode: without a medium: NOT READY, medium not present" \
		'^out: Not Ready/Medium not present' "$changes"
	ktap_match "$mode: another medium: UNIT ATTENTION, it may have changed" \
		'^changed: Unit Attention/Not ready to ready change, medium may have changed' "$changes"
	ktap_equal "$mode: ... then it is good" "changed: good" "$(grep '^changed: ' <<<"$changes" | tail -n 1)"
	bad=$(cat "$test_scratch/$mode-bad_blocks")
	ktap_match "$mode: the bad block cannot be read" '^bad: READ\(10\) of block 20000: .*Sense key: ' "$bad"
	ktap_match "$mode: its neighbours can" '^bad: READ\(10\) of block 20016: status 0' "$bad"
	ktap_match "$mode: the other cannot be written" '^bad: WRITE\(10\) of block 30000: .*Sense key: ' "$bad"
	ktap_match "$mode: its neighbours can" '^bad: WRITE\(10\) of block 30001: status 0' "$bad"
	ktap_match "$mode: dd of the bad block fails" '^bad: dd of the bad block: status 1$' "$bad"
	ktap_equal "$mode: the miniport brought its sense data with each answer" 0 \
		"$(ata_host sense_requests)"
	ktap_equal "$mode: the host lives on" "$ata_is_clean" "$(ata_clean)"
	ktap_run "$mode: data beside the CD-ROM" ata_verify "$(ata_disk_of ata0)" 2 4
	[ "$mode" = interrupt ] || unload
done

# ---- as a block device

sr_is_there() {
	[ -b /dev/sr0 ]
}
ktap_run "sr_mod finds the drive" bash -c "modprobe -i sr_mod"
wait_for 20 sr_is_there
ktap_equal "the whole medium, through the block layer" "$(checksum 2048)" "$(
	dd if=/dev/sr0 bs=64k count=64 iflag=direct status=none | cksum)"
# It asks with MODE SENSE(6), which packet devices do not have.
ktap_match "... which knows what the drive can" 'sr .*\[sr0\] scsi3-mmc drive: ' "$(dmesg | tail -n 20)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
