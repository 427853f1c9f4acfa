#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The SCSI conformance suite of libiscsi against a disk of the ring personality, by SG_IO. Its
# verdicts must be those of conformance.expected, where every skip and failure has a reason.
#
#   conformance.sh            compare
#   conformance.sh --record   print the list anew; old reasons are kept, a missing one is "NEW"
#
# kernels: 6.1
# early: yes
# cpus: 1
#
# shellcheck source-path=SCRIPTDIR source=ktap.sh
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=verdicts.sh
. "$test_dir/verdicts.sh"

# What QEMU's own SCSI disk reaches with the same suite.
passes_of_a_peer=83
expected=$test_dir/conformance.expected

# record OLD VERDICTS: with the reasons of the old list.
record() {
	echo "# Verdicts of \"iscsi-test-cu --dataloss --test=SCSI\" (libiscsi 1.19) against a disk of vhba."
	echo "# A line: verdict, test, and for all but \"pass\" the reason. Made by: conformance.sh --record"
	awk -v old="$1" '
		BEGIN {
			while ((getline line < old) > 0) {
				split(line, word, " ")
				reason[word[2]] = line
				sub(/^[^ ]+ [^ ]+ ?/, "", reason[word[2]])
				verdict[word[2]] = word[1]
			}
		}
		$1 == "pass" { print; next }
		{ print $0, verdict[$2] == $1 && reason[$2] != "" ? reason[$2] : "NEW" }
	' "$2"
}

require iscsi-test-cu
load_disks 1 personality=ring size_mb=128
disk=/dev/$(first_disk 0)
if [ "${1:-}" = --record ]; then
	conformance_run "$disk" "$test_scratch/output"
	conformance_verdicts "$test_scratch/output" >"$test_scratch/verdicts"
	record "$expected" "$test_scratch/verdicts" | tee "${RESULTS:-$test_scratch}/conformance.expected"
	ktap_ended=yes
	exit 0
fi

conformance_run "$disk" "$test_scratch/output"
conformance_verdicts "$test_scratch/output" >"$test_scratch/verdicts"
ktap_match "the suite ran to its end" '^ *tests +[1-9]' "$(cat "$test_scratch/output")"
passes=$(grep -c '^pass ' "$test_scratch/verdicts" || true)
ktap_comment "$passes tests pass, $(grep -c '^skip ' "$test_scratch/verdicts" || true) skip," \
	"$(grep -c '^fail ' "$test_scratch/verdicts" || true) fail"
ktap_true "more than $passes_of_a_peer tests really pass" "$passes" -gt $passes_of_a_peer
ktap_empty "the verdicts are those of conformance.expected" "$(diff -U 0 \
	<(grep -v '^#' "$expected" | cut -d ' ' -f 1,2 | sort -k 2) <(sort -k 2 "$test_scratch/verdicts") |
	grep -E '^[-+][a-z]' || true)"
ktap_empty "every skip and failure in the list has a reason" \
	"$(grep -vE '^#|^pass ' "$expected" | grep -E '^[a-z]+ [^ ]+ *(NEW.*)?$' || true)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
