#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scsiport-ctl in a kernel that is locked down while the modules are there: what still works, and what is said of
# the rest.
#
# kernels: 6.1
# cpus: 1
# append: lsm=lockdown
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ctl_lib.sh
. "$(dirname "$0")/ctl_lib.sh"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
require scsiport-ctl
[ -e /sys/kernel/security/lockdown ] || mount -t securityfs securityfs /sys/kernel/security 2>/dev/null || true
[ -w /sys/kernel/security/lockdown ] || ktap_skip_all "this kernel cannot be locked down"

load_disks 1
host=$(host_of 0)
echo confidentiality >/sys/kernel/security/lockdown
ktap_match "list" "^$host +vhba" "$(said 0 list)"
ktap_match "stat" "^$host +vhba" "$(said 0 stat)"
ktap_match "trace: it is said why not" '; is the kernel locked down\?$' "$(said 51 trace "$host" --seconds 1)"
ktap_equal "... and nothing is left" 0 "$(find /sys/kernel/tracing/instances -mindepth 1 -maxdepth 1 | wc -l)"
unload
ktap_exit
