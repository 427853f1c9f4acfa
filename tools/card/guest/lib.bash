# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2119,SC2120,SC2154 # module and phase are judge's
#
# In the guest of tools/report-card: what was found, and the adapter and its disks.

host_class=/sys/class/scsi_host
scratch=$(mktemp -d)

# found SECTION VERDICT TITLE [DETAIL]: pass, miniport (it is at fault), port (scsiport or Linux is), advice, or skip.
found() {
	local detail=${4:-}

	printf '%s\t%s\t%s\t%s\t%s\n' "$phase" "$1" "$2" "$3" \
		"$(printf %s "$detail" | tr '\n\t' '  ' | cut -c 1-600)" >>"$RESULTS/findings"
	printf '%-10s %-8s %s\n' "$1" "$2" "$3${detail:+: $detail}" | sed -n 1p | cut -c 1-200
}

# run COMMAND...: what it says is in $scratch/said, how it ended in $status. Not to be called in a condition: "set -e" is
# off inside of these.
run() {
	set +e
	(
		set -e
		"$@"
	) >"$scratch/said" 2>&1
	status=$?
	set -e
}

# judge SECTION TITLE VERDICT COMMAND...: passes if the command succeeds; else that verdict, with the end of what it
# said. The status is in $status.
judge() {
	local section=$1 title=$2 verdict=$3

	shift 3
	run "$@"
	if [ "$status" -eq 0 ]; then
		found "$section" pass "$title"
	else
		found "$section" "$verdict" "$title" "$(grep -v '^ *$' "$scratch/said" | tail -n 3)"
	fi
}

wait_for() {
	local deadline=$((SECONDS + $1))

	shift
	until "$@"; do
		[ "$SECONDS" -le "$deadline" ] || return 1
		sleep 0.1
	done
}

hosts() {
	local host

	for host in "$host_class"/host*; do
		[ "$(cat "$host/scsiport/miniport" 2>/dev/null)" != "$module" ] || echo "${host##*/}"
	done | sort -V
}

first_host() {
	hosts | sed -n 1p
}

# attribute NAME [HOST]
attribute() {
	cat "$host_class/${2:-$(first_host)}/scsiport/$1"
}

# of FILE KEY: a number of a file of the first adapter.
of() {
	awk -v key="$2" '$1 == key { print $2 }' "$host_class/$(first_host)/$1" 2>/dev/null
}

disks() {
	local host disk

	for host in $(hosts); do
		for disk in "$host_class/$host"/device/target*/*/block/sd*; do
			[ ! -b "/dev/${disk##*/}" ] || echo "${disk##*/}"
		done
	done | sort -V
}

generics() {
	local host generic

	for host in $(hosts); do
		for generic in "$host_class/$host"/device/target*/*/scsi_generic/sg*; do
			[ ! -c "/dev/${generic##*/}" ] || echo "${generic##*/}"
		done
	done | sort -V
}

has_unit() {
	[ -n "$(generics)" ]
}

has_no_host() {
	[ -z "$(hosts)" ]
}

# ---- the kernel's log

log_time() {
	dmesg --color=never | sed -nE '$ s/^\[ *([0-9.]+)\].*/\1/p' | grep . || echo 0
}

log_since() {
	dmesg --color=never | awk -v since="$1" '
		match($0, /^\[ *[0-9]+\.[0-9]+\]/) && substr($0, 2, RLENGTH - 2) + 0 > since + 0 {
			print substr($0, RLENGTH + 2)
		}'
}

# ---- the module

attach() {
	modprobe "$module" "${parameters[@]}" "$@"
	wait_for "$patience" has_unit || {
		echo "no unit came within $patience s"
		return 1
	}
	# Disks come after their units.
	wait_for 10 has_disks || true
}

has_disks() {
	[ -n "$(disks)" ]
}

detach() {
	local try

	for try in $(seq 20); do
		rmmod "$module" 2>"$scratch/rmmod" && return 0
		[ "$try" -lt 20 ] || cat "$scratch/rmmod"
		sleep 0.5
	done
	return 1
}
