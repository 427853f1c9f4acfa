# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# In the guest: loads a driver of the list in the file "drivers", and finds its disks.

die() {
	echo "${0##*/}: $*" >&2
	exit 1
}

disks() {
	local disk

	for disk in /sys/block/*; do
		[ ! -b "/dev/${disk##*/}" ] || echo "/dev/${disk##*/}"
	done
}

# new_disks: those that were not there before, once there are $1.
new_disks() {
	local deadline=$((SECONDS + 120)) found

	while :; do
		found=$(comm -13 <(sort <<<"$before") <(disks | sort))
		[ -z "$found" ] || [ "$(wc -l <<<"$found")" -lt "$1" ] || break
		[ "$SECONDS" -lt "$deadline" ] || return 1
		sleep 0.2
	done
	sort -V <<<"$found"
}

loaded_modules() {
	awk '{ print $1 }' /proc/modules
}

# load DRIVER UNITS ADAPTERS: with what its line says.
load() {
	local row depth command
	local units=$2 adapters=$3

	row=$(awk -F '\t' -v name="$1" '$1 == name' drivers)
	[ -n "$row" ] || die "there is no driver $1"
	depth=$(cut -f 6 <<<"$row")
	command=$(cut -f 9 <<<"$row")
	: "$units" "$adapters" "$depth"
	eval "$command" || die "$command: failed"
}

# trace_driver: from now on each request, notification and callback is written to the trace.
trace_driver() {
	[ -d /sys/kernel/tracing/events ] || mount -t tracefs tracefs /sys/kernel/tracing
	echo 1 >/sys/kernel/tracing/events/scsiport/enable
}

unload() {
	local module

	[ ! -d /sys/kernel/tracing/events ] || echo >/sys/kernel/tracing/set_event
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		for module in $(comm -13 <(sort <<<"$modules") <(loaded_modules | sort)); do
			rmmod "$module" 2>/dev/null || true
		done
		[ -n "$(comm -13 <(sort <<<"$modules") <(loaded_modules | sort))" ] || return 0
		sleep 0.3
	done
	die "these modules do not go: $(comm -13 <(sort <<<"$modules") <(loaded_modules | sort))"
}

# What the drivers have in common stays.
modprobe -qa sd_mod sg libata || true
before=$(disks)
modules=$(loaded_modules)
