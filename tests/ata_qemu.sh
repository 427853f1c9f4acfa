# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# IDE drives for the machines of ata*.sh, sourced by their .prepare. The PIIX controller that QEMU's
# machine has anyway is free, as the lab's own disks are virtio.
#
# TRIM is a DMA command, so a driver by port I/O does not have it; discard_granularity=0 has the disks
# say that they have none, and both drivers see the same disk.

# ata_disk FILE SIZE BUS UNIT SERIAL [MORE-OF-THE-DRIVE]: makes the file; options for QEMU.
ata_disk() {
	local id=ide-${3//[!a-z0-9]/}-$4

	rm -f "$1"
	truncate -s "$2" "$1"
	echo "-drive if=none,id=$id,format=raw,file=$1${6:+,$6}" \
		"-device ide-hd,bus=$3,unit=$4,drive=$id,serial=$5,discard_granularity=0"
}

# ata_cd FILE BUS UNIT: options for QEMU; its monitor knows the drive as "cd".
ata_cd() {
	echo "-drive if=none,id=cd,media=cdrom,format=raw,readonly=on,file=$1" \
		"-device ide-cd,bus=$2,unit=$3,drive=cd,id=cd-drive,serial=cd0"
}

# ata_machine PARAMETERS QEMU-WORDS...: options for tools/vm/run. No driver of Linux takes the controller, nor
# a CD-ROM, unless it is asked to.
ata_machine() {
	local parameters=$1

	shift
	printf '%s\n' --udev --append "modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod $parameters" \
		--qemu "$*"
}
