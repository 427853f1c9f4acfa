# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154 # test_program and who reads ktap_ended are ktap.sh's
#
# Results, in KTAP. Sourced by ktap.sh.

ktap_begun=no
ktap_done=0
ktap_failed=0
ktap_skipped=0
ktap_ended=no

# Before the first line. The plan is the last one: it says how many results there were.
ktap_begin() {
	[ "$ktap_begun" = yes ] || echo "KTAP version 1"
	ktap_begun=yes
}

ktap_comment() {
	ktap_begin
	printf '%s\n' "$*" | sed 's/^/# /'
}

ktap_pass() {
	ktap_begin
	ktap_done=$((ktap_done + 1))
	echo "ok $ktap_done - $1"
}

# ktap_fail NAME [LINE...]: the lines say why.
ktap_fail() {
	local name=$1

	shift
	ktap_begin
	[ $# -eq 0 ] || printf '%s\n' "$@" | sed -n '1,60s/^/# /p'
	ktap_done=$((ktap_done + 1))
	ktap_failed=$((ktap_failed + 1))
	echo "not ok $ktap_done - $name"
}

ktap_skip() {
	ktap_begin
	ktap_done=$((ktap_done + 1))
	ktap_skipped=$((ktap_skipped + 1))
	echo "ok $ktap_done - $1 # SKIP $2"
}

# ktap_equal NAME EXPECTED ACTUAL
ktap_equal() {
	if [ "$2" = "$3" ]; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "expected: $2" "found:    $3"
	fi
}

# ktap_match NAME REGULAR-EXPRESSION TEXT: some line of the text matches.
ktap_match() {
	if grep -qE -- "$2" <<<"$3"; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "expected a line with: $2" "found:" "$3"
	fi
}

# ktap_empty NAME TEXT: the text lists what is wrong.
ktap_empty() {
	if [ -z "$2" ]; then
		ktap_pass "$1"
	else
		ktap_fail "$1" "$2"
	fi
}

# ktap_true NAME EXPRESSION...: of test(1).
ktap_true() {
	local name=$1

	shift
	if [ "$@" ]; then
		ktap_pass "$name"
	else
		ktap_fail "$name" "this is not so: $*"
	fi
}

# ktap_run NAME COMMAND...: passes if the command succeeds; shows its output if not.
ktap_run() {
	local name=$1 output status

	shift
	# Not as a condition: "set -e" would be off inside a function that is run here.
	set +e
	output=$(
		set -e
		"$@" 2>&1
	)
	status=$?
	set -e
	if [ "$status" -eq 0 ]; then
		ktap_pass "$name"
	else
		ktap_fail "$name" "\"$*\" ended with status $status:" "$output"
	fi
}

# The end of every program.
ktap_exit() {
	local status=0

	[ "$ktap_done" -gt 0 ] || ktap_fail "$test_program has a result"
	echo "1..$ktap_done"
	[ "$ktap_failed" -eq 0 ] || status=1
	if [ "$status" -eq 0 ] && [ "$ktap_skipped" -eq "$ktap_done" ]; then
		status=4
	fi
	echo "# Totals: pass:$((ktap_done - ktap_failed - ktap_skipped)) fail:$ktap_failed" \
		"xfail:0 xpass:0 skip:$ktap_skipped error:0"
	ktap_ended=yes
	exit "$status"
}

ktap_skip_all() {
	echo "KTAP version 1"
	echo "1..0 # SKIP $*"
	ktap_ended=yes
	exit 4
}
