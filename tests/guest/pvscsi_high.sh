#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# hba/pvscsi with memory above 4 GiB: data lies there, and comes through.
#
# kernels: 6.1 debug
# cpus: 1
# memory: 5120
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
pv_memory
read -r above below <<<"$addresses"
pv_addresses "data lay above 4 GiB" "${above:-0}" -gt 50
ktap_log_clean "the kernel did not complain"
ktap_exit
