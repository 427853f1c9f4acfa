#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# One QEMU disk, two drivers: ata_piix with libata's translation, and hba/ata. The same questions are put to
# both in one run, and compared line by line; ata_verdicts.expected has the lines that may differ, each
# group with its reason.
#
#   ata_verdicts.sh            compare
#   ata_verdicts.sh --show     print what differs, for a new list
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

rooms="$verdicts_harmless transfers data filesystem"

# ask NAME DRIVER [PARAMETER=VALUE...]
ask() {
	local name=$1

	shift
	ata_load ata0 "$@"
	# Each driver sees the same medium.
	dd if=/dev/zero of="/dev/$(ata_disk_of ata0)" bs=1M count=1 oflag=direct status=none
	# shellcheck disable=SC2086 # these are words
	verdicts "/dev/$(ata_disk_of ata0)" $rooms >"$test_scratch/$name"
	[ -z "${RESULTS:-}" ] || cp "$test_scratch/$name" "$RESULTS/"
}

# The kernel series: libata is another one in each.
series=${VM_KERNEL:-$(uname -r | cut -d . -f 1,2)}
[ "$series" != debug ] || series=6.12

# explained: the list for this kernel. "6.1:" before a line: only there.
explained() {
	sed -nE "s/^$series: ([-+])/\1/; /^[-+#]/p" "$test_dir/ata_verdicts.expected"
}

# shellcheck disable=SC2086
require $verdicts_need
ask native ata_piix
unload
ask ours ata legacy=1
if [ "${1:-}" = --show ]; then
	diff -U 0 "$test_scratch/native" "$test_scratch/ours" | grep -E '^[-+][a-z]' || true
	ktap_ended=yes
	exit 0
fi

explained >"$test_scratch/list"
ktap_true "the native driver answered" "$(wc -l <"$test_scratch/native")" -gt 300
ktap_true "hba/ata answered" "$(wc -l <"$test_scratch/ours")" -gt 300
ktap_comment "$(diff -U 0 "$test_scratch/native" "$test_scratch/ours" | grep -cE '^[-+][a-z]' || true) lines differ of" \
	"$(wc -l <"$test_scratch/native") and $(wc -l <"$test_scratch/ours")"
compared="both give the same verdicts, but for what has a reason"
if grep -qE "^# Kernels: .*\b${series//./\\.}\b" "$test_dir/ata_verdicts.expected"; then
	ktap_empty "$compared" \
		"$(verdicts_unexplained "$test_scratch/native" "$test_scratch/ours" "$test_scratch/list")"
else
	ktap_skip "$compared" "there is no list for the libata of kernel $series"
fi
ktap_empty "data: every question that moves data was answered well" \
	"$(grep -E '^(transfers|data|filesystem): ' "$test_scratch/ours" | grep -vE ': (status 0|same)$' || true)"
ktap_equal "hba/ata: nothing went wrong" "$ata_is_clean" "$(ata_clean)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
