# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# For the .prepare programs of the PVSCSI tests, on the host: an adapter with disks that are files.

# pvscsi_disks FOLDER MIB COUNT: QEMU's words; disk N is target N.
pvscsi_disks() {
	local n

	printf '%s' "-device pvscsi,id=pv,addr=0x10"
	for ((n = 0; n < $3; n++)); do
		truncate -s "$2M" "$1/disk$n"
		printf ' %s' "-drive if=none,id=pv$n,format=raw,file=$1/disk$n,werror=report,rerror=report"
		printf ' %s' "-device scsi-hd,bus=pv.0,scsi-id=$n,drive=pv$n,id=disk$n,serial=pv$n"
	done
	echo
}
