# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# For pvscsi_high.sh, pvscsi_bounce.sh and pvscsi_iommu.sh: the same data and the same questions, in machines
# whose memory the adapter reaches in different ways. To be sourced after ktap.sh and pvscsi_lib.sh.

# A probe on what the miniport is told where data lies: counts addresses above and below 4 GiB.
pv_addresses_watch() {
	[ -e "$tracefs/kprobe_events" ] || return 0
	# shellcheck disable=SC2016 # the kernel's dollar
	echo 'r:scsiport_address scsiport:ScsiPortGetPhysicalAddress at=$retval:x64' >"$tracefs/kprobe_events"
	trace_start kprobes/scsiport_address
}

# pv_addresses_count: "ABOVE BELOW", and the end of the watch; nothing if the kernel has no probes.
pv_addresses_count() {
	[ -e "$tracefs/kprobe_events" ] || return 0
	trace_stop
	awk '/scsiport_address:/ && match($0, /at=0x[0-9a-f]+/) {
			if (RLENGTH - 5 > 8) above++; else below++
		}
		END { print above + 0, below + 0 }' "$tracefs/trace"
	echo >"$tracefs/kprobe_events"
}

# Something to be found again: written by one driver, compared under the other.
pv_pattern() {
	head -c 16777216 /dev/urandom >"$test_scratch/pattern"
	dd if="$test_scratch/pattern" of="/dev/$1" bs=1M oflag=direct status=none
}

pv_same_pattern() {
	dd if="/dev/$1" bs=512k count=32 iflag=direct status=none | cmp - "$test_scratch/pattern"
}

# pv_memory: nine results.
pv_memory() {
	local disk

	ktap_run "vmw_pvscsi: a disk" pv_load vmw_pvscsi 1
	ktap_run "vmw_pvscsi: 16 MiB are written" pv_pattern "$(pv_disk 0)"
	unload
	ktap_run "pvscsi: a disk" pv_load pvscsi 1
	disk=$(pv_disk 0)
	pv_addresses_watch
	ktap_run "pvscsi: the 16 MiB are the same" pv_same_pattern "$disk"
	# shellcheck disable=SC2034 # for the caller
	addresses=$(pv_addresses_count)
	ktap_run "pvscsi: checksums are right, 512 bytes to 1 MiB" pv_verify "$disk" 16
	ktap_run "pvscsi: 16 MiB are written" pv_pattern "$disk"
	ktap_equal "pvscsi: no mistake" "$pv_is_clean" "$(pv_clean)"
	unload
	ktap_run "vmw_pvscsi: a disk" pv_load vmw_pvscsi 1
	ktap_run "vmw_pvscsi: the 16 MiB are the same" pv_same_pattern "$(pv_disk 0)"
	unload
}

# pv_addresses NAME EXPRESSION...: of test(1), about $above and $below.
pv_addresses() {
	local name=$1

	shift
	if [ -z "$addresses" ]; then
		ktap_skip "$name" "this kernel has no probes"
	else
		ktap_comment "addresses that the miniport was given: $above above 4 GiB, $below below"
		ktap_true "$name" "$@"
	fi
}
