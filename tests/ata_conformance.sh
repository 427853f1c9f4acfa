#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The SCSI conformance suite of libiscsi, by SG_IO, on one QEMU disk: under ata_piix, and under hba/ata. All
# that passes there passes here; a test that differs is in ata_conformance.expected, with its reason.
# shellcheck source-path=SCRIPTDIR source=ktap.sh
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"
# shellcheck source-path=SCRIPTDIR source=verdicts.sh
. "$(dirname "$0")/verdicts.sh"

ask() {
	local name=$1

	shift
	ata_load ata0 "$@"
	verdicts "/dev/$(ata_disk_of ata0)" conformance >"$test_scratch/$name"
	[ -z "${RESULTS:-}" ] || cp "$test_scratch/$name" "$RESULTS/"
}

count() {
	grep -c ": $2\$" "$test_scratch/$1" || true
}

require iscsi-test-cu sg_vpd
ktap_plan 6
ask native ata_piix
unload
ask ours ata legacy=1
ktap_equal "the suite ran to its end under the native driver" 1 "$(grep -c 'ran to its end: yes' "$test_scratch/native")"
ktap_equal "the suite ran to its end under hba/ata" 1 "$(grep -c 'ran to its end: yes' "$test_scratch/ours")"
ktap_comment "native: $(count native pass) pass, $(count native skip) skip, $(count native fail) fail;" \
	"hba/ata: $(count ours pass) pass, $(count ours skip) skip, $(count ours fail) fail"
ktap_true "as many tests pass as under the native driver" "$(count ours pass)" -ge "$(count native pass)"
ktap_empty "the verdicts are the same, but for what has a reason" \
	"$(verdicts_unexplained "$test_scratch/native" "$test_scratch/ours" "$test_dir/ata_conformance.expected")"
ktap_equal "no mistake by the miniport" 0 "$(ata_host mistakes)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
