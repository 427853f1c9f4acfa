#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# How many requests are active at once, seen through the tracepoints: a miniport that asks with
# NextLuRequest gets many for one LU, told apart by their tags; one that asks with NextRequest gets one
# for each LU; and no board gets more than it holds.
#
# kernels: 6.1 debug
# also: arm64
# usually: arm64
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require fio gawk
require_events

# work DEPTH DISK...
work() {
	local depth=$1 disk jobs=()

	shift
	for disk; do
		jobs+=("--name=$disk" "--filename=/dev/$disk")
	done
	fio --ioengine=libaio --direct=1 --rw=randread --bs=4k "--iodepth=$depth" --number_ios=200 \
		--size=4M --minimal --output=/dev/null "${jobs[@]}"
}

# figures: of the trace: most active for one LU, most that the miniport had, requests with a tag of an
# active one, requests with a tag, requests without, requests that never came back.
figures() {
	# shellcheck disable=SC2016
	gawk -v host="$(host_of 0)" "$trace_awk"'
		value($7, "host") != host { next }
		{ lu = value($7, "target") ":" value($7, "lun"); tag = value($7, "tag"); key = lu "/" tag }
		$6 == "scsiport_srb_start" {
			if (key in active)
				twice++
			active[key] = 1
			if (tag == 255) untagged++; else tagged++
			if (++of_lu[lu] > most_of_lu) most_of_lu = of_lu[lu]
			if (++all > most) most = all
			if (++owned > most_owned) most_owned = owned
		}
		$6 == "scsiport_srb_complete" && key in active { delete active[key]; of_lu[lu]--; all-- }
		# The next request may start before the completed ones are delivered.
		$6 == "scsiport_notification" && $7 ~ /type=RequestComplete/ { owned-- }
		END { print most_of_lu + 0, most_owned + 0, twice + 0, tagged + 0, untagged + 0, all + 0 }
	' "$test_scratch/trace"
}

# observe NAME DEPTH DISK...
observe() {
	local name=$1

	shift
	trace_start scsiport/scsiport_srb_start scsiport/scsiport_srb_complete \
		scsiport/scsiport_notification
	ktap_run "$name: work ends without an error" work "$@"
	trace_stop
	ktap_run "$name: no event was lost" trace_is_whole
	trace_save "$test_scratch/trace"
	read -r of_lu all twice tagged untagged open < <(figures)
	ktap_comment "$of_lu active for one LU at most, $all for the adapter; $tagged with tags, $untagged" \
		"without"
}

load_disks 1 personality=ring latency_us=20000 size_mb=8
disk=$(first_disk 0)
observe "ring" 16 "$disk"
ktap_true "ring: many requests of one LU are active at once" "$of_lu" -ge 12 -a "$tagged" -ge 200
ktap_equal "ring: no two of them have the same tag" 0 "$twice"
ktap_equal "ring: every request comes back" 0 "$open"
unload

load_disks 1 personality=ring latency_us=20000 size_mb=8 queue_depth=4
disk=$(first_disk 0)
observe "ring of depth 4" 32 "$disk"
ktap_equal "ring of depth 4: never more than 4 are active" 4 "$all"
ktap_true "ring of depth 4: the others wait, none is sent in vain" "$(attribute 0 busy)" -eq 0 -a "$open" -eq 0
unload

load_disks 4 personality=deferred luns=4 latency_us=20000 size_mb=8
mapfile -t disks < <(disks_of 0)
observe "deferred" 8 "${disks[@]}"
ktap_true "deferred: one request of each LU is active, without a tag" "$of_lu" -eq 1 -a "$tagged" -eq 0
ktap_true "deferred: several LUs are at work" "$all" -ge 2 -a "$open" -eq 0
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
