#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/pvscsi behind an IOMMU: the data is the same. The IOMMU passes addresses through: QEMU's PVSCSI reads
# requests and scatter lists past it, so with translation no driver gets an answer, and vmw_pvscsi oopses.
#
# kernels: 6.1
# cpus: 1
# append: intel_iommu=on iommu=pt
# qemu: -machine q35 -device intel-iommu
# pvscsi: 1 64M
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_memory_lib.sh
. "$test_dir/pvscsi_memory_lib.sh"

pv_require fio cmp dd
require_events
ktap_true "the adapter is behind an IOMMU" -e "$pci/devices/$device/iommu_group"
ktap_match "... which passes addresses through" '^identity' "$(cat "$pci/devices/$device/iommu_group/type")"
pv_memory
read -r above below <<<"$addresses"
pv_addresses "data had addresses" "$((${above:-0} + ${below:-0}))" -gt 50
ktap_log_clean "the kernel did not complain"
ktap_exit
