# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# For the tests of scsiport-ctl. To be sourced after ktap.sh.

# said STATUS ARGUMENT...: what scsiport-ctl said, if it ended with that status; else that it did not.
said() {
	local wanted=$1 status=0

	shift
	scsiport-ctl "$@" >"$test_scratch/out" 2>&1 || status=$?
	[ "$status" -eq "$wanted" ] || echo "STATUS $status"
	cat "$test_scratch/out"
}
