#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The SCSI conformance suite of libiscsi, by SG_IO, against a disk of hba/ata. Its verdicts must be those of
# ata_conformance.expected.
#
#   ata_conformance.sh            compare
#   ata_conformance.sh --record   print the list anew
#   ata_conformance.sh --native   print the native driver's; takes far longer, as each command that the
#                                 disk aborts costs libata a reset
#
# kernels: 6.1
# cpus: 1
# udev: yes
# append: modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod
# ide: ata0 64M ide.0 0
#
# shellcheck source-path=SCRIPTDIR source=ktap.sh
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"
# shellcheck source-path=SCRIPTDIR source=verdicts.sh
. "$(dirname "$0")/verdicts.sh"
expected=$test_dir/ata_conformance.expected

require iscsi-test-cu sg_vpd
if [ "${1:-}" = --native ]; then
	ata_load ata0 ata_piix
else
	ata_load ata0 ata legacy=1
fi
verdicts "/dev/$(ata_disk_of ata0)" conformance | sed 's/^conformance: //' >"$test_scratch/verdicts"
if [ -n "${1:-}" ]; then
	cat "$test_scratch/verdicts"
	ktap_ended=yes
	exit 0
fi

ktap_match "the suite ran to its end" "^runs that came to their end: 1\$" "$(cat "$test_scratch/verdicts")"
ktap_comment "$(grep -c ': pass$' "$test_scratch/verdicts" || true) tests pass," \
	"$(grep -c ': skip$' "$test_scratch/verdicts" || true) are skipped," \
	"$(grep -c ': fail$' "$test_scratch/verdicts" || true) fail"
ktap_true "the list is not empty" "$(grep -c ': pass$' "$expected")" -gt 40
ktap_empty "the verdicts are those of ata_conformance.expected" \
	"$(diff -U 0 <(grep -v '^#' "$expected") "$test_scratch/verdicts" | grep -E '^[-+][A-Za-z]' || true)"
ktap_equal "no mistake by the miniport" 0 "$(ata_host mistakes)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
