# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# What every test program here starts with: a program sources it, says with require what it needs,
# gives its results, and ends with ktap_exit: 0 all well, 1 something failed, 4 skipped. Beside it,
# and sourced by it: results (harness.sh), the modules under test and their disks (lab.sh), the
# kernel's log and tracepoints (trace.sh).
#
# The programs load and unload kernel modules. They run in the lab (tools/vm/run, which sets
# VM_KERNEL) or on a machine whose owner says so with SCSIPORT_TEST_HOST=yes. Modules come through
# modprobe, or as files from the folder SCSIPORT_MODULES.
set -Eeuo pipefail
shopt -s inherit_errexit nullglob

# For who asks why a program stopped: the last command that failed.
test_failure=''
trap 'test_failure="line $LINENO: $BASH_COMMAND"' ERR

PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C

test_program=$(basename "$0" .sh)
test_dir=$(cd "$(dirname "$0")" && pwd)
test_scratch=''
export test_program test_dir

# shellcheck source-path=SCRIPTDIR source=harness.sh
. "$test_dir/harness.sh"
# shellcheck source-path=SCRIPTDIR source=lab.sh
. "$test_dir/lab.sh"
# shellcheck source-path=SCRIPTDIR source=trace.sh
. "$test_dir/trace.sh"

test_cleanup() {
	local status=$? job

	trap - EXIT
	if [ "$ktap_ended" = no ]; then
		ktap_fail "$test_program stopped before its end" "status $status${test_failure:+, $test_failure}"
		[ "$status" -ne 0 ] || status=1
	fi
	for job in $(jobs -p); do
		kill "$job" 2>/dev/null || true
	done
	if [ -n "$test_scratch" ]; then
		trace_stop 2>/dev/null || true
		umount "$test_scratch"/mnt* 2>/dev/null || true
		unload >/dev/null 2>&1 || true
		rm -rf "$test_scratch"
	fi
	exit "$status"
}

# What the machine must have; to be called before the first result.
require() {
	local tool

	if [ -z "${VM_KERNEL:-}" ] && [ "${SCSIPORT_TEST_HOST:-}" != yes ]; then
		ktap_skip_all "this loads kernel modules: run it in the lab (tests/check)," \
			"or say SCSIPORT_TEST_HOST=yes to run it on this machine"
	fi
	[ "$(id -u)" -eq 0 ] || ktap_skip_all "only root can do this"
	for tool in modprobe rmmod "$@"; do
		command -v "$tool" >/dev/null || ktap_skip_all "there is no program \"$tool\""
	done
	test_scratch=$(mktemp -d)
	trap test_cleanup EXIT
	trap 'exit 130' INT
	trap 'exit 143' TERM HUP
	modprobe -qa sd_mod sg || true
	unload || ktap_skip_all "the modules under test are in use"
	log_begin=$(log_time)
}
