#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The callback pair where interrupt handlers are threads, as on PREEMPT_RT: pair.sh with "threadirqs".
# For tests/breaks, which knows no kernel with a parameter; "tests/check --kernel 6.12+threadirqs" does.
#
# kernels: 6.1 debug
# turns: yes
# append: threadirqs
set -euo pipefail
exec "$(dirname "$(readlink -f "$0")")/pair.sh"
