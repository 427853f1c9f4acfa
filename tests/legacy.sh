#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The legacy scan: a miniport that looks for its hardware itself, with raw ports, ISA's interrupts,
# two of them for one adapter, and a look at everybody's configuration space. legacyport is that
# miniport; it says what it found wrong. And ideport, which has two adapters on one PCI device.
#
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="legacyport ideport scsiport"

require sg_turs sg_inq
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
ktap_run "... and that is named" log_has "$since" 'mistake: HwFindAdapter left base address register 4'
is_right "what ScsiPortInitialize returns for ISA"
is_right "what it returns for a bus without adapters"
is_right "what it returns for a bus that does not exist"
ktap_equal "nothing else was wrong" "" "$(log_since "$since" | grep 'legacyport: .* is wrong' || true)"
ktap_match "the ports are claimed" '00e0-00e3 : legacyport' "$(cat /proc/ioports)"
ktap_empty "the memory that it gave back is free" "$(grep legacyport /proc/iomem || true)"
first=$(hosts | head -n 1)
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
	log_since "$since" | sed -n 's/.*ideport: claimed: //p' | paste -sd ,
}

# channels NAME: both are there, and work.
channels() {
	local name=$1 host channel=0 first second

	ktap_equal "$name: an adapter for each channel, on the one PCI device" "0000:00:01.1 0000:00:01.1" "$(
		for host in $(hosts ideport); do
			basename "$(readlink -f "$host_class/$host/device/..")"
		done | xargs)"
	first=$(interrupts_of 14)
	second=$(interrupts_of 15)
	for host in $(hosts ideport); do
		wait_for 20 test -n "$(unit "$host")"
		ktap_run "$name: channel $channel reads its disk by DMA" sg_turs -n 5 "$(unit "$host")"
		channel=$((channel + 1))
	done
	ktap_true "$name: by interrupts 14 and 15" "$(interrupts_of 14)" -ge $((first + 5)) \
		-a "$(interrupts_of 15)" -ge $((second + 5))
}

ide_is_free() {
	[ ! -e "$ide/driver" ] && ! grep -qE ' (ideport|ide-?port)' /proc/ioports
}

plug_again() {
	echo 1 >/sys/bus/pci/rescan
	wait_for 20 test -e "$ide"
}

modprobe ata_piix
since=$(log_time)
modprobe ideport legacy=1 2>/dev/null || true
ktap_equal "a driver of Linux has the controller: none is found" "" "$(hosts ideport)"
ktap_equal "... since both places are claimed" "1 1" "$(claimed)"
modprobe -r ata_piix
since=$(log_time)
ktap_run "then a search finds adapters" modprobe ideport legacy=1
ktap_equal "what the first claimed, the second is told" "0 0,1 0,1 1" "$(claimed)"
channels "found"
ktap_run "they can be removed" modprobe -r ideport
ktap_run "... and the device is free again" ide_is_free
since=$(log_time)
modprobe ideport legacy=1
ktap_equal "what they claimed they have given up" "0 0,1 0,1 1" "$(claimed)"
ktap_run "the device is pulled from under both" bash -c "echo 1 >$ide/remove"
ktap_equal "... and both adapters are gone" "" "$(hosts ideport)"
ktap_run "... then the miniport can be removed" modprobe -r ideport
plug_again
modprobe ideport legacy=1
channels "after it was pulled"
ktap_match "/proc/interrupts names miniport and device" 'ideport:0000:00:01\.1' "$(cat /proc/interrupts)"
unload
ktap_empty "no interrupt was said to be missing" "$(dmesg | grep -E 'no interrupt|ENOSPC' || true)"
ktap_run "a range that is refused is named" log_has "$since" \
	'ScsiPortValidateRange: FALSE for 8 bytes at 0x1f0 in I/O space'
ktap_empty "ideport found nothing wrong" "$(dmesg | grep 'ideport: .* is wrong' || true)"
ktap_log_clean "the kernel did not complain"
ktap_exit
