# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# The machine's own monitor, from inside the machine: pull a disk, add one, change a medium. To be
# sourced after ktap.sh, in a machine that a test's .prepare gave what monitor_options says: QEMU is its
# own client, over a socket whose other end is a port of the guest.

# monitor_options NAME: for QEMU, one line. The socket has no place in the file system, so nothing stays.
monitor_options() {
	local path=scsiport-$1-$$-$RANDOM

	echo "-chardev socket,id=monitor,path=$path,abstract=on,server=on,wait=off" \
		"-mon chardev=monitor,mode=control" \
		"-chardev socket,id=monitor-link,path=$path,abstract=on" \
		"-device virtserialport,bus=ports.0,chardev=monitor-link,name=lab.monitor"
}

monitor_is_open=no

# The port, which udev need not have given its name.
monitor_port() {
	local port

	for port in /sys/class/virtio-ports/*; do
		[ "$(cat "$port/name" 2>/dev/null)" != lab.monitor ] || echo "/dev/${port##*/}"
	done
}

# An answer is a line; events between are not for us.
monitor_answer() {
	local line

	while IFS= read -r -t 20 line <&7; do
		case $line in
		*'"return"'* | *'"error"'*) echo "$line"; return ;;
		esac
	done
	echo "no answer from QEMU"
	return 1
}

monitor_open() {
	[ "$monitor_is_open" = no ] || return 0
	exec 7<>"$(monitor_port)"
	echo '{"execute":"qmp_capabilities"}' >&7
	monitor_answer >/dev/null
	monitor_is_open=yes
}

# monitor COMMAND: as a person would type it. Fails, with what QEMU says, if QEMU says anything.
monitor() {
	local answer

	monitor_open || return 1
	echo "{\"execute\":\"human-monitor-command\",\"arguments\":{\"command-line\":\"$1\"}}" >&7
	answer=$(monitor_answer) || return 1
	case $answer in
	*'"return": ""'*) ;;
	*) echo "$1: $answer"; return 1 ;;
	esac
}
