#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The SCSI conformance suite of libiscsi on QEMU's disk behind vmw_pvscsi, and then behind hba/pvscsi.
#
# kernels: 6.1
# cpus: 1
# pvscsi: 1 128M
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=verdicts.sh
. "$test_dir/verdicts.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

# QEMU's adapter takes these for commands that read, as it does not know them, and then never answers.
hopeless=" CompareAndWrite OrWrite ExtendedCopy ReceiveCopyResults Sanitize WriteAtomic16 "

suites() {
	sed -nE 's/^[a-z]+ ([A-Za-z0-9]+)[.].*/\1/p' "$test_dir/conformance.expected" | uniq |
		while read -r suite; do
			[[ $hopeless == *" $suite "* ]] || echo "$suite"
		done
}

conformance_suites=$(suites | tr '\n' ' ')
ours=${RESULTS:-$test_scratch}/ours
native=${RESULTS:-$test_scratch}/native
pv_require iscsi-test-cu
ktap_run "vmw_pvscsi: a disk" pv_load vmw_pvscsi 1
verdicts_conformance "/dev/$(pv_disk 0)" >"$native"
unload
ktap_run "pvscsi: a disk" pv_load pvscsi 1
verdicts_conformance "/dev/$(pv_disk 0)" >"$ours"
passes() {
	grep -c ': pass$' "$1" || true
}
ktap_comment "vmw_pvscsi: $(passes "$native") tests pass, $(grep -c ': fail$' "$native" || true) fail;" \
	"pvscsi: $(passes "$ours") pass, $(grep -c ': fail$' "$ours" || true) fail"
ktap_equal "every suite ran to its end" "$(head -n 1 "$native")" "$(head -n 1 "$ours")"
ktap_true "more than 60 tests pass" "$(passes "$ours")" -gt 60
ktap_empty "what passes behind the native driver passes" \
	"$(grep -vxF -f <(grep ': pass$' "$ours") <(grep ': pass$' "$native") || true)"
ktap_empty "what differs is in pvscsi_conformance.expected, with a reason" \
	"$(verdicts_unexplained "$native" "$ours" "$test_dir/pvscsi_conformance.expected")"
ktap_equal "no test crashed" 0 "$(grep -c ': crash$' "$ours" || true)"
ktap_equal "the miniport made no mistake" "$pv_is_clean" "$(pv_clean)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
