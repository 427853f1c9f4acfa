#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/pvscsi where all DMA goes through bounce buffers of the kernel: the data is the same.
#
# kernels: 6.1 debug
# cpus: 1
# memory: 5120
# append: swiotlb=force
# pvscsi: 1 64M
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_memory_lib.sh
. "$test_dir/pvscsi_memory_lib.sh"

pv_require fio cmp dd
require_events
ktap_true "there is memory above 4 GiB" "$(awk '/MemTotal/ { print $2 }' /proc/meminfo)" -gt $((4 << 20))
ktap_match "the kernel bounces" 'swiotlb=force' "$(cat /proc/cmdline)"
pv_memory
read -r above below <<<"$addresses"
pv_addresses "the adapter was given no address above 4 GiB, where data lies" "${above:-0}" -eq 0 -a "${below:-0}" -gt 50
ktap_log_clean "the kernel did not complain"
ktap_exit
