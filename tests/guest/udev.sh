#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What a user sees who says "modprobe vhba" and nothing else: hardware, driver, disks, and udev's names.
#
# usually: 6.12 newest
# cpus: 1
# udev: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require udevadm sg_vpd
udevadm control --ping --timeout=5 >/dev/null 2>&1 || ktap_skip_all "udev does not run here"
[ -z "${SCSIPORT_MODULES:-}" ] || ktap_skip_all "only installed modules are loaded by name"

settled_link() {
	udevadm settle --timeout=20
	[ -L "$1" ]
}

# link NAME PATH DISK: the link appears and leads to the disk.
link() {
	if ! wait_for 20 settled_link "/dev/disk/$2"; then
		ktap_fail "$1" "there is no /dev/disk/$2, but:" "$(find /dev/disk -name '*' -type l)"
		return
	fi
	ktap_equal "$1" "/dev/$3" "$(readlink -f "/dev/disk/$2")"
}

ktap_run "modprobe vhba, alone" modprobe vhba
ktap_run "... loads the hardware" is_loaded vhba_hw
ktap_run "... and scsiport" is_loaded scsiport
ktap_run "... and a disk comes" wait_for 30 have_disks 1
disk=$(first_disk 0)
name=$(naa "/dev/$disk")
link "by-id: the NAA name, as SCSI says it" "by-id/scsi-3$name" "$disk"
link "by-id: the same as a world wide name" "by-id/wwn-0x$name" "$disk"
link "by-path: the board and the address" "by-path/platform-vhba.0-scsi-0:0:0:0" "$disk"
unload
udevadm settle --timeout=20
ktap_empty "the names are gone with the disk" "$(find /dev/disk -name '*vhba*' -o -name "*$name*")"

load_disks 4 adapters=2 luns=2 personality=ring,polled size_mb=8
disk=$(disks_of 1 | tail -n 1)
name=$(naa "/dev/$disk")
link "second adapter, second LUN: by-id" "by-id/wwn-0x$name" "$disk"
link "second adapter, second LUN: by-path" "by-path/platform-vhba.1-scsi-0:0:0:1" "$disk"
udevadm settle --timeout=20
ktap_equal "every disk has a name by-path" 4 \
	"$(find /dev/disk/by-path -name 'platform-vhba.*' | wc -l)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
