# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Completion for bash: what scsiport-ctl(8) takes. Commands and options are those that the program itself
# tells, so nothing here grows old.

_scsiport_ctl_hosts() {
	local miniport

	for miniport in "${SCSIPORT_ROOT:-}"/sys/class/scsi_host/host*/scsiport/miniport; do
		[ -e "$miniport" ] || continue
		miniport=${miniport%/scsiport/miniport}
		echo "${miniport##*/host}"
	done
}

_scsiport_ctl_routines() {
	local file

	for file in "${SCSIPORT_ROOT:-}"/sys/class/scsi_host/host*/scsiport_time/*; do
		case ${file##*/} in
		'*' | interrupt_lock | interrupts_off | gate) ;;
		*) echo "${file##*/}" ;;
		esac
	done | sort -u
}

# What follows the command, by how many words already do.
_scsiport_ctl_arguments() {
	case $1:$2 in
	hist:0 | trace:0 | tune:0 | rescan:0 | capabilities:0 | inquiry:0 | address:0 | miniport:0 | pass-through:0 | events:0 | \
		raw:0 | list:* | stat:* | wmi:1) _scsiport_ctl_hosts ;;
	hist:*) _scsiport_ctl_routines ;;
	verify:0) _scsiport_ctl_hosts; echo "off warn strict" ;;
	verify:1) echo "off warn strict" ;;
	wmi:0) echo "reginfo query-all query set set-item execute enable-events disable-events" ;;
	esac
}

_scsiport_ctl() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} command='' arguments=0 i words

	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-*) ;;
		*)
			if [ -z "$command" ]; then
				command=${COMP_WORDS[i]}
			else
				arguments=$((arguments + 1))
			fi
			;;
		esac
	done
	case $before in
	-i | --in | -o | --out | --svg | --from)
		mapfile -t COMPREPLY < <(compgen -f -- "$word")
		return
		;;
	esac
	if [ -z "$command" ]; then
		words=$(scsiport-ctl --help 2>/dev/null | sed -nE 's/^  ([a-z][a-z-]*) .*/\1/p')
	elif [[ $word == -* ]]; then
		words=$(scsiport-ctl "$command" --help 2>/dev/null |
			sed -nE 's/^ +(-[a-zA-Z], )?(--[a-z-]+).*/\2/p')
	else
		words=$(_scsiport_ctl_arguments "$command" "$arguments")
	fi
	mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}

complete -F _scsiport_ctl scsiport-ctl
