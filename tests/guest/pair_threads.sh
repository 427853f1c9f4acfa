#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The callback pair where interrupt handlers are threads, as on PREEMPT_RT: pair.sh with "threadirqs".
# For the break threads-wake; the other kernels have pair in the column 6.12+threadirqs.
#
# kernels: debug
# turns: yes
# append: threadirqs
set -euo pipefail
exec "$(dirname "$(readlink -f "$0")")/pair.sh"
