# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# What the kernel says meanwhile: its log, and its tracepoints. Sourced by ktap.sh.

# ---- the kernel log

# Time stamp of the newest line.
log_time() {
	dmesg --color=never 2>/dev/null | sed -nE '$ s/^\[ *([0-9.]+)\].*/\1/p' | grep . || echo 0
}

# log_since TIME: what came after it.
log_since() {
	dmesg --color=never | awk -v since="$1" '
		match($0, /^\[ *[0-9]+\.[0-9]+\]/) {
			time = substr($0, 2, RLENGTH - 2)
			if (time + 0 > since + 0)
				print substr($0, RLENGTH + 2)
		}'
}

log_has() {
	# Not -q: a long log would be written to nobody.
	log_since "$1" | grep -E -- "$2" >/dev/null
}

# The kernel must not have complained since this program began, or since the last call.
ktap_log_clean() {
	local found

	if command -v vm-log-check >/dev/null; then
		ktap_run "$1" vm-log-check
		return
	fi
	found=$(log_since "$log_begin" |
		grep -E 'WARNING:|BUG:|Oops|Call Trace|KASAN|UBSAN|DMA-API:|nobody cared' || true)
	log_begin=$(log_time)
	ktap_empty "$1" "$found"
}

# ---- tracing

tracefs=/sys/kernel/tracing

require_events() {
	if [ ! -d "$tracefs/events" ]; then
		mount -t tracefs tracefs "$tracefs" 2>/dev/null || ktap_skip_all "there is no tracefs"
	fi
}

# trace_start [EVENT...]: from here on; one clock for all CPUs, so that the order of lines is true.
trace_start() {
	local event

	echo 0 >"$tracefs/tracing_on"
	echo nop >"$tracefs/current_tracer"
	echo >"$tracefs/set_event"
	echo global >"$tracefs/trace_clock"
	echo "${trace_buffer_kb:-16384}" >"$tracefs/buffer_size_kb"
	echo >"$tracefs/trace"
	for event; do
		echo 1 >"$tracefs/events/$event/enable"
	done
	echo 1 >"$tracefs/tracing_on"
}

trace_stop() {
	echo 0 >"$tracefs/tracing_on"
	echo >"$tracefs/set_event"
}

# Fails if events were lost, since then the absence of one proves nothing.
trace_is_whole() {
	local lost

	lost=$(cat "$tracefs"/per_cpu/cpu*/stats | awk '/^(overrun|dropped events):/ { n += $NF } END { print n + 0 }')
	[ "$lost" -eq 0 ] || {
		echo "$lost events were lost"
		return 1
	}
}

# trace_save FILE: for awk: time, task, pid, CPU, flags, event, then name=value words. The task's
# name ends at the last hyphen before the CPU and may have spaces. 6.1 with PREEMPT_RT has one more flag, the third, which
# goes.
trace_save() {
	local lazy=0

	! head -n 20 "$tracefs/trace" | grep '=> need-resched-lazy' >/dev/null || lazy=1
	sed -nE 's/^ *(.*)-([0-9]+) +\[([0-9]+)\] +([^ ]+) +([0-9.]+): ([a-z_0-9]+): ?(.*)$/\1\t\2\t\3\t\4\t\5\t\6\t\7/p' \
		"$tracefs/trace" |
		awk -F '\t' -v OFS='\t' -v lazy=$lazy '
			{ gsub(/ /, "_", $1) }
			lazy { $4 = substr($4, 1, 2) substr($4, 4) }
			{ print $5, $1, $2, $3, $4, $6, $7 }' >"$1"
}

# For awk programs that read trace_save's lines: value(line, "name").
# shellcheck disable=SC2034
trace_awk='
	function value(text, name) {
		if (!match(" " text, " " name "=[^ ]*"))
			return ""
		return substr(" " text, RSTART + length(name) + 2, RLENGTH - length(name) - 2)
	}
	BEGIN { FS = "\t" }
'
