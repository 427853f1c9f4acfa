#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/pvscsi and the kernel's vmw_pvscsi on the same QEMU disk, one after the other: who gets the device,
# limits, and the same verdicts line by line. Debian's kernels for ARM have no vmw_pvscsi: there, QEMU's virtio-scsi
# is the measure.
#
# also: arm64
# usually: 6.12 newest arm64
# cpus: 1
# udev: yes
# append: modprobe.blacklist=vmw_pvscsi
# pvscsi: 2 64M
# file: twin 64M
# qemu: -device virtio-scsi-pci,id=other -drive if=none,id=twin,format=raw,file=FOLDER/twin
# qemu: -device scsi-hd,bus=other.0,drive=twin,serial=pv0
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=verdicts.sh
. "$test_dir/verdicts.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

rooms="$verdicts_harmless transfers data filesystem"
loaded=$(cat /proc/modules)
# shellcheck disable=SC2086
pv_require $verdicts_need modinfo udevadm sg_raw sg_reset

# limits: those of a host, that a driver sets.
limits() {
	echo "$(pv_host can_queue) $(pv_host cmd_per_lun) $(pv_host sg_tablesize) $(pv_queue max_hw_sectors_kb)"
}

# at_least WANTED FOUND: each number.
at_least() {
	local wanted found i

	read -r -a wanted <<<"$1"
	read -r -a found <<<"$2"
	for i in "${!wanted[@]}"; do
		[ "${found[i]}" -ge "${wanted[i]}" ] || {
			echo "number $((i + 1)) is ${found[i]}, not ${wanted[i]}"
			return 1
		}
	done
}

# asked WHO DISK ROOM...
asked() {
	verdicts "/dev/$2" "${@:3}" >"${RESULTS:-$test_scratch}/verdicts-$1"
}

# The disk's twin behind another HBA of QEMU's, virtio-scsi.
twin() {
	local disk

	for disk in /sys/bus/virtio/drivers/virtio_scsi/virtio*/host*/target*/*/block/*; do
		echo "${disk##*/}"
	done
}

# ---- whose is the device?

ktap_empty "udev has not loaded the miniport" "$(grep '^pvscsi ' <<<"$loaded" || true)"
ktap_empty "the module has no PCI id for udev" "$(modinfo -F alias pvscsi | grep '^pci:' || true)"
has_native=no
if modinfo vmw_pvscsi >/dev/null 2>&1; then
	has_native=yes
	ktap_run "the native driver takes the device" pv_load vmw_pvscsi 2
	ktap_run "loading the miniport takes nothing away" modprobe pvscsi
	ktap_equal "... the native driver keeps it" vmw_pvscsi "$(pv_driver)"

	native_limits=$(limits)
	ktap_comment "vmw_pvscsi: can_queue, cmd_per_lun, sg_tablesize, max_hw_sectors_kb: $native_limits"
	# shellcheck disable=SC2086
	asked native "$(pv_disk 0)" $rooms
	unload
else
	ktap_skip "the native driver takes the device" "this kernel has none"
fi

ktap_run "without the native driver, the miniport takes it" pv_load pvscsi 2
ktap_equal "... by its PCI id" pvscsi "$(pv_driver)"
ktap_match "... its registers are its" " : pvscsi" "$(cat /proc/iomem)"
ktap_true "the interrupt is a line, not a message" ! -d "$pci/devices/$device/msi_irqs"
our_limits=$(limits)
ktap_comment "pvscsi: can_queue, cmd_per_lun, sg_tablesize, max_hw_sectors_kb: $our_limits"
if [ "$has_native" = yes ]; then
	# Queue tags of ScsiPort are one byte: 254 are all that there are.
	read -r native_queue native_rest <<<"$native_limits"
	[ "$native_queue" -le 254 ] || native_queue=254
	ktap_run "as deep, and as large in its transfers, as the native driver" \
		at_least "$native_queue $native_rest" "$our_limits"
fi

# ---- the same verdicts

# shellcheck disable=SC2086
{
	asked ours "$(pv_disk 0)" $rooms
	asked twin "$(twin)" $verdicts_harmless
}
native=${RESULTS:-$test_scratch}/verdicts-native
ours=${RESULTS:-$test_scratch}/verdicts-ours
twins=${RESULTS:-$test_scratch}/verdicts-twin

of_native() {
	local room

	ktap_true "the native driver gave verdicts" "$(wc -l <"$native")" -gt 500
	# Where less was moved than asked for, vmw_pvscsi says DID_ERROR, and sense data is lost. There, the answers
	# must be those of the twin.
	verdicts_lost "$native" >"$test_scratch/lost"
	for room in $rooms; do
		verdicts_but "$test_scratch/lost" "$native" | grep "^$room: " >"$test_scratch/native" || true
		verdicts_but "$test_scratch/lost" "$ours" | grep "^$room: " >"$test_scratch/ours" || true
		ktap_empty "$room: $(wc -l <"$test_scratch/native") verdicts are those of the native driver" \
			"$(verdicts_unexplained "$test_scratch/native" "$test_scratch/ours")"
	done
	verdicts_of "$test_scratch/lost" "$twins" >"$test_scratch/twin"
	verdicts_of "$test_scratch/lost" "$ours" >"$test_scratch/ours"
	ktap_empty "to $(wc -l <"$test_scratch/lost") questions that the native driver fails, the answers are those of a twin" \
		"$(verdicts_unexplained "$test_scratch/twin" "$test_scratch/ours" "$test_dir/pvscsi.expected")"
}

# What the twin was not asked changes the disk, and is judged below.
of_twin() {
	local room

	for room in $rooms; do
		[[ " $verdicts_harmless " != *" $room "* ]] || grep "^$room: " "$ours" || true
	done >"$test_scratch/ours"
	# A READ of which nobody says how much it moved may have moved nothing: vmw_pvscsi fails it as well.
	cat "$test_dir/pvscsi.expected" - >"$test_scratch/meant" <<-'MEANT'
		-residuals: READ(10) of one block into two: status 0
		+residuals: READ(10) of one block into two: status 99
	MEANT
	ktap_true "a twin gave verdicts" "$(wc -l <"$twins")" -gt 500
	ktap_empty "$(wc -l <"$twins") verdicts are those of a twin" \
		"$(verdicts_unexplained "$twins" "$test_scratch/ours" "$test_scratch/meant")"
}

if [ "$has_native" = yes ]; then
	of_native
else
	of_twin
fi
ktap_match "data came through unharmed" '^data: fio, depth 32.*: status 0$' "$(cat "$ours")"
ktap_match "... also through a file system" '^filesystem: compare: status 0$' "$(cat "$ours")"
ktap_match "... and with every kind of READ and WRITE" '^transfers: 4 MiB, read again: same$' "$(cat "$ours")"
# The port would fetch it with REQUEST SENSE, and most initiators would not see a difference.
ktap_equal "sense data came with the answers" 0 "$(pv_host scsiport/sense_requests)"
ktap_true "HwInterrupt was called" "$(pv_host scsiport/interrupts)" -gt 1000
ktap_equal "the miniport made no mistake" "$pv_is_clean" "$(pv_clean)"

# ---- what QEMU's adapter would keep for ever, and what ends QEMU when it is reset then

# kept SG_RAW-WORDS...: the answer, if there is one in time.
kept() {
	{ timeout 20 sg_raw -v -t 60 "$@" 2>&1 </dev/zero || echo "status $?"; } |
		sed -nE 's/^.*Sense key: (.*)$/\1/p; s/^Additional sense: (.*)$/\1/p; s/^(status 124)$/no answer/p' |
		paste -sd '/' | sed 's/ *$//'
}

disk=/dev/$(pv_disk 0)
refused="Illegal Request/Invalid field in cdb"
ktap_equal "READ with a data-out buffer is answered" "$refused" "$(kept -s 512 "$disk" 28 00 00 00 00 00 00 00 01 00)"
ktap_equal "... and INQUIRY" "$refused" "$(kept -s 36 "$disk" 12 00 00 00 24 00)"
ktap_equal "... WRITE with a data-in buffer" "$refused" "$(kept -r 512 "$disk" 2a 00 00 00 00 00 00 00 01 00)"
ktap_equal "... READ without one" "$refused" "$(kept "$disk" 88 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00)"
ktap_equal "... WRITE of 513 bytes" "$refused" "$(kept -s 513 "$disk" 2a 00 00 00 00 00 00 00 01 00)"
chmod 711 "$test_scratch"
ktap_run "who may only read disk and file cannot change the file, whatever the direction" \
	"$test_dir/sg-readonly" "$disk" "$test_scratch/victim"
ktap_run "a bus reset after that" sg_reset --no-esc --bus "$disk"

# ---- both disks at once; a restart of the driver; message signalled interrupts

both_verify() {
	local jobs=() disk

	for disk in $(pv_disks); do
		pv_verify "$disk" 8 &
		jobs+=($!)
	done
	for disk in "${jobs[@]}"; do
		wait "$disk"
	done
}

ktap_run "two disks at once" both_verify
ktap_run "unbind" bash -c "echo $device >$pci/drivers/pvscsi/unbind"
ktap_equal "... the disks are gone" "" "$(pv_disks)"
ktap_run "bind" bash -c "echo $device >$pci/drivers/pvscsi/bind"
ktap_run "... the disks are back" wait_for 30 pv_have 2
unload
ktap_run "msi=1" pv_load pvscsi 2 msi=1
ktap_true "... the interrupt is a message" -d "$pci/devices/$device/msi_irqs"
ktap_run "... and data comes through" both_verify
ktap_equal "... no mistake" "$pv_is_clean" "$(pv_clean)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
