#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What the registry values of a miniport do, given as parameters of its module: each by an effect that
# the miniport or a user sees. mgmtport tells what it sees; vhba has disks. IoTimeoutValue,
# DriverParameter and the values of a .inf file are outside.sh's.
#
# kernels: 6.1 debug
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
modules_under_test="mgmtport $modules_under_test"

require scsiport-ctl sg_turs lsscsi

# start WORDS [NAME=VALUE...]: mgmtport with these values.
start() {
	local words=$1

	shift
	load vhba-hw personality=polled
	load mgmtport "DriverParameter=$words" "$@"
	wait_for 30 test -c "/dev/scsiport$(host_of 0)"
	device=/dev/scsiport$(host_of 0)
}

# units: their addresses.
units() {
	local unit

	for unit in "$board_dir"/vhba.0/host*/target*/[0-9]*:*; do
		[[ $unit != *:*:*:* ]] || echo "${unit##*/host*/}" | sed 's/.*\///; s/^[0-9]*://'
	done | sort -u | paste -sd ' '
}

have_units() {
	[ "$(units)" = "$1" ]
}

# words CODE COUNT: 32-bit words that mgmtport answers.
words() {
	scsiport-ctl miniport "$device" -s MGMTPORT -c "$1" -n $((4 * $2)) -o "$test_scratch/words"
	od -An -v -tu4 "$test_scratch/words" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

capability() {
	scsiport-ctl capabilities "$device" | sed -n "s/^$1: //p"
}

# flags: of the last SCSI command, those of synchronous transfers (8) and disconnects (4).
flags() {
	scsiport-ctl pass-through "$device" --unit 1:0:0 00 00 00 00 00 00 >/dev/null
	echo $(($(words 13 2 | cut -d ' ' -f 1) & 0xc))
}

unit() {
	local unit

	for unit in "$board_dir"/vhba.0/host*/target*/*:1:0:0/scsi_generic/*; do
		echo "/dev/${unit##*/}"
	done
}

# ---- nothing said
start "preset uncached"
ktap_run "nothing said: both units come" wait_for 30 have_units "0:0:0 1:0:0"
ktap_equal "nothing said: no flags" 0 "$(flags)"
ktap_equal "nothing said: scatter-gather elements" 256 "$(capability "maximum physical pages")"
high=$(words 14 2)
ktap_true "nothing said: the uncached extension is at a page" $((${high% *} % 4096)) -eq 0 -a "${high% *}" -ne 0
unload

# ---- presets
start "preset" MaximumSGList=20 InitiatorTargetId=0
ktap_equal "MaximumSGList presets NumberOfPhysicalBreaks" 20 "$(capability "maximum physical pages")"
ktap_equal "MapBuffers: the adapter uses PIO, whatever else it can" yes "$(capability "adapter uses PIO")"
ktap_run "InitiatorTargetId: the target of that id on bus 0 is not scanned" wait_for 30 have_units "1:0:0"
ktap_match "InitiatorTargetId presets InitiatorBusId[0]" '^bus 0: units 0, initiator 0$' \
	"$(scsiport-ctl inquiry "$device")"
unload

# ---- flags
start "preset" DisableSynchronousTransfers=1
wait_for 30 have_units "0:0:0 1:0:0"
ktap_equal "DisableSynchronousTransfers: a flag of every SRB" 8 "$(flags)"
unload
start "preset" DisableDisconnects=1
wait_for 30 have_units "0:0:0 1:0:0"
ktap_equal "DisableDisconnects: a flag of every SRB" 4 "$(flags)"
unload

# ---- the common buffer
start "uncached" UncachedExtAlignment=16
address=$(words 14 2)
ktap_equal "UncachedExtAlignment=16: a multiple of 65536" 0 $((${address% *} % 65536))
ktap_true "... and it is there" "${address% *}" -ne 0
unload
start "uncached" MaximumUCXAddress=0xffffff
address=$(words 14 2)
ktap_true "MaximumUCXAddress: below it" "${address% *}" -le $((0xffffff)) -a "${address% *}" -ne 0 -a "${address#* }" -eq 0
unload
since=$(log_time)
load vhba-hw personality=polled
load mgmtport DriverParameter=uncached MinimumUCXAddress=0xfffff000 MaximumUCXAddress=0xffffffff
ktap_run "MinimumUCXAddress: a window without memory is named" log_has "$since" \
	"the common buffer came to be at .*, outside of MinimumUCXAddress 0xfffff000 to MaximumUCXAddress 0xffffffff"
unload
start "uncached" MinimumUCXAddress=0x2000 MaximumUCXAddress=0x1000
ktap_true "a window that is upside down does not count" "$(words 14 2 | cut -d ' ' -f 1)" -ne 0
unload

# ---- limits of what the miniport says
load_disks 4 personality=ring targets=2 luns=2 size_mb=8
ktap_equal "without MaximumLogicalUnit: all disks" 4 "$(all_disks | wc -w)"
device=/dev/scsiport$(host_of 0)
ktap_equal "without DisableTaggedQueuing: tags" yes "$(capability "tagged queuing")"
unload
load vhba-hw personality=ring targets=2 luns=2 size_mb=8
load vhba MaximumLogicalUnit=1 DisableTaggedQueuing=1
ktap_run "MaximumLogicalUnit=1: one disk of each target" wait_for 60 have_disks 2
device=/dev/scsiport$(host_of 0)
ktap_equal "... with LUN 0" "" "$(units | tr ' ' '\n' | grep -v ':0$' || true)"
unload

# depth [NAME=VALUE...]: commands that the disk may have at once.
depth() {
	load vhba-hw personality=ring size_mb=8
	load vhba "$@"
	wait_for 60 have_disks 1
	cat "/sys/block/$(first_disk 0)/device/queue_depth"
	unload
}

ktap_true "without DisableMultipleRequests: several commands at once" "$(depth)" -gt 1
ktap_true "DisableTaggedQueuing alone leaves it several" "$(depth DisableTaggedQueuing=1)" -gt 1
ktap_true "DisableMultipleRequests alone leaves it several, with tags" "$(depth DisableMultipleRequests=1)" -gt 1
ktap_equal "both: one command at a time" 1 "$(depth DisableTaggedQueuing=1 DisableMultipleRequests=1)"

load vhba-hw personality=ring size_mb=8
load vhba NumberOfRequests=5
wait_for 60 have_disks 1
ktap_equal "NumberOfRequests: of the adapter" 5 "$(cat "$host_class/host$(host_of 0)/can_queue")"
unload

ktap_equal "no mistake was reported" "" "$(log_since "$log_begin" | grep 'mistake' || true)"
ktap_log_clean "the kernel did not complain"
ktap_exit
