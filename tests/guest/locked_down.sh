#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# A kernel that is locked down without Secure Boot refuses modules that are not signed, in the words of
# docs/installing.md. signed.sh has Secure Boot.
#
# kernels: 6.1
# cpus: 1
# append: lockdown=integrity
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require dmesg modprobe

since=$(log_time)
said=$(modprobe vhba 2>&1) || true
ktap_match "modprobe is not permitted" "Operation not permitted" "$said"
ktap_match "the log says why" "Lockdown: modprobe: unsigned module loading is restricted" "$(log_since "$since")"
ktap_match "nothing is loaded" "^no\$" "$(is_loaded scsiport && echo yes || echo no)"
ktap_exit
