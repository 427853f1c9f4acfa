#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Sense data, whoever fetches it: with the command (autosense), or by the REQUEST SENSE that the port
# sends for miniports that leave it to the port, as the polled personality does.
#
# kernels: 6.1 debug
# also: arm64
# usually: arm64
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require sg_raw sg_turs
require_events

# holds REASON: of the trace, how often it began, and how often it ended and told right how long it was.
holds() {
	# shellcheck disable=SC2154
	awk -v reason="$1" "$trace_awk"'
		$6 != "scsiport_hold" || value($7, "reason") != reason { next }
		value($7, "held") == 1 { begun++; since = $1; next }
		{ ended++; took += $1 - since; told += value($7, "microseconds") / 1000000 }
		END {
			right = told > took * 0.75 - 0.001 && told < took * 1.25 + 0.001
			print begun + 0, right ? ended + 0 : "wrong"
		}
	' "$test_scratch/trace"
}

# key_of COMMAND...: key, code and qualifier of the sense data that the command ended with.
key_of() {
	sg_raw -vvv "$@" 2>&1 | awk '/Raw sense data/ { getline; print $3, $13, $14 }'
}

for p in ring deferred unmaskable polled; do
	load_disks 2 "personality=$p" luns=2 size_mb=8
	disk=/dev/$(first_disk 0)
	requests=$(attribute 0 sense_requests)
	trace_start scsiport/scsiport_hold
	ktap_equal "$p: unknown opcode" "05 20 00" "$(key_of "$disk" c0 00 00 00 00 00)"
	ktap_equal "$p: LBA out of range" "05 21 00" \
		"$(key_of -r 512 "$disk" 28 00 00 ff ff ff 00 00 01 00)"
	ktap_equal "$p: a field that must not be" "05 24 00" "$(key_of "$disk" 00 01 00 00 00 00)"
	inject 0 medium_errors 1
	ktap_equal "$p: medium error" "03 11 00" "$(key_of -r 512 "$disk" 28 00 00 00 00 10 00 00 01 00)"
	ktap_run "$p: no sense is left for the next command" sg_turs "$disk"
	trace_stop
	trace_save "$test_scratch/trace"
	if [ "$p" = polled ]; then
		ktap_true "$p: the port fetched sense for each of them" \
			$(($(attribute 0 sense_requests) - requests)) -ge 4
		ktap_equal "$p: each REQUEST SENSE is alone, and the trace says how long" \
			"$(($(attribute 0 sense_requests) - requests)) $(($(attribute 0 sense_requests) - requests))" \
			"$(holds alone)"
		read -r begun ended <<<"$(holds doubt)"
		ktap_true "$p: what comes back in doubt holds the others up, until the tail has looked" \
			"$begun" -gt 0 -a "$begun" -eq "$ended"
	else
		ktap_equal "$p: the port fetched nothing" "$requests" "$(attribute 0 sense_requests)"
	fi
	unload
done
ktap_log_clean "the kernel did not complain"
ktap_exit
