# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Disks for the machines of the tests, on the host: makes their files, prints QEMU's words. Sourced by
# tests/needs, and by what prepares a machine that has more.

# sparse FILE SIZE: a new one.
sparse() {
	rm -f "$1"
	truncate -s "$2" "$1"
}

# pvscsi_disks FOLDER COUNT SIZE: an adapter; disk N is target N.
pvscsi_disks() {
	local n

	printf '%s' "-device pvscsi,id=pv,addr=0x10"
	for ((n = 0; n < $2; n++)); do
		sparse "$1/disk$n" "$3"
		printf ' %s' "-drive if=none,id=pv$n,format=raw,file=$1/disk$n,werror=report,rerror=report"
		printf ' %s' "-device scsi-hd,bus=pv.0,scsi-id=$n,drive=pv$n,id=disk$n,serial=pv$n"
	done
	echo
}

# ide_disk FOLDER SERIAL SIZE BUS UNIT [MORE-OF-THE-DRIVE]: the machine's own controller is free, as the lab's
# disks are virtio. TRIM is a DMA command, so a driver by port I/O does not have it; discard_granularity=0
# has the disk say that it has none, and two drivers see the same disk.
ide_disk() {
	local id=ide-${4//[!a-z0-9]/}-$5

	sparse "$1/$2" "$3"
	echo "-drive if=none,id=$id,format=raw,file=$1/$2${6:+,$6}" \
		"-device ide-hd,bus=$4,unit=$5,drive=$id,serial=$2,discard_granularity=0"
}

# ide_cd FILE BUS UNIT: QEMU's monitor knows the drive as "cd".
ide_cd() {
	echo "-drive if=none,id=cd,media=cdrom,format=raw,readonly=on,file=$1" \
		"-device ide-cd,bus=$2,unit=$3,drive=cd,id=cd-drive,serial=cd0"
}
