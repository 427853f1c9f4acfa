#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What is wrong is refused: module parameters, and miniports that fail or ask for the impossible. Each
# time the log says what and where, the errno fits, and nothing is left behind. The miniport is
# badport (modules/badport_miniport.c), which does one thing wrong.
#
# usually: newest
# cpus: 1
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require dmesg
driver=/sys/bus/platform/drivers/badport

# ---- cases, gathered first so that the plan is known

# name | module | parameters | errno | the log has
parameter_cases=()
# name | field | value | errno of loading ("-": loads) | errno of binding ("-": binds) | the log has
miniport_cases=()

refused() {
	parameter_cases+=("$1|$2|$3|EINVAL|$4")
}

range() {
	local name=$1 low=$2 high=$3 wrong

	shift 3
	for wrong; do
		refused "vhba-hw $name=$wrong" vhba-hw "$name=$wrong" \
			"vhba.hw: $name=.*allowed: $low to $high\$"
	done
}

range adapters 1 8 0 9
range targets 1 16 0 17
range luns 1 64 0 65
range size_mb 1 1048576 0 1048577
range queue_depth 1 254 0 255 4294967295
range latency_us 0 10000000 10000001
range coalesce 1 254 0 255
range pio_ns 0 100000 100001
range max_transfer_kb 4 4096 3 4097
refused "vhba-hw block_size=513" vhba-hw block_size=513 'block_size=513 .*allowed: 512, 4096'
refused "vhba-hw personality=tape" vhba-hw personality=tape \
	'personality=tape .*allowed: ring, deferred, unmaskable, polled'
refused "vhba-hw personality=ring,tape" vhba-hw "adapters=2 personality=ring,tape" 'personality=tape '
refused "vhba-hw adapters=many" vhba-hw adapters=many 'vhba.hw: .many. invalid for parameter .adapters'
parameter_cases+=("vhba-hw store in a folder that does not exist|vhba-hw|store=/nonexistent/disk|ENOENT|vhba.hw: store=/nonexistent/disk")
refused "vhba NumberOfRequests=255" vhba NumberOfRequests=255 'vhba: NumberOfRequests=255 .*0 to 254'
refused "vhba MaximumSGList=257" vhba MaximumSGList=257 'vhba: MaximumSGList=257 .*0 to 256'
refused "vhba MaximumSGList=-1" vhba MaximumSGList=-1 'vhba: .-1. invalid for parameter .MaximumSGList'
refused "vhba InitiatorTargetId=256" vhba InitiatorTargetId=256 'vhba: InitiatorTargetId=256 .*0 to 255'
refused "vhba MaximumLogicalUnit=256" vhba MaximumLogicalUnit=256 'vhba: MaximumLogicalUnit=256 .*0 to 255'
refused "vhba IoTimeoutValue=3601" vhba IoTimeoutValue=3601 'vhba: IoTimeoutValue=3601 .*0 to 3600'
refused "vhba UncachedExtAlignment=17" vhba UncachedExtAlignment=17 'vhba: UncachedExtAlignment=17 .*0 to 16'
refused "vhba reset_hold=4294967295" vhba reset_hold=4294967295 'vhba: reset_hold=4294967295 '
refused "vhba bounce_kb=63" vhba bounce_kb=63 'vhba: bounce_kb=63 .*64 to 65536'
refused "vhba max_transfer_kb=3" vhba max_transfer_kb=3 'vhba: max_transfer_kb=3 .*4 to 65536'
refused "vhba max_transfer_kb=65537" vhba max_transfer_kb=65537 'vhba: max_transfer_kb=65537 .*4 to 65536'
refused "vhba bounce_kb=65537" vhba bounce_kb=65537 'vhba: bounce_kb=65537 .*64 to 65536'

parameter_cases+=("DriverEntry that fails after adapters were found|badport|field=EntryResultAfter value=0xc00000c0 legacy=1|ENODEV|badport: DriverEntry failed with 0xc00000c0 .*although it had found adapters")

entry() {
	miniport_cases+=("DriverEntry: $1|$2|$3|$4||$5")
}

adapter() {
	miniport_cases+=("$1|$2|$3|-|$4|$5")
}

entry "STATUS_DEVICE_DOES_NOT_EXIST" EntryResult 0xc00000c0 ENODEV 'DriverEntry .*0xc00000c0'
entry "STATUS_NO_SUCH_DEVICE" EntryResult 0xc000000e ENODEV 'DriverEntry .*0xc000000e'
entry "STATUS_REVISION_MISMATCH" EntryResult 0xc0000059 EINVAL 'DriverEntry .*0xc0000059'
entry "STATUS_INVALID_PARAMETER" EntryResult 0xc000000d EINVAL 'DriverEntry .*0xc000000d'
entry "STATUS_INSUFFICIENT_RESOURCES" EntryResult 0xc000009a ENOMEM 'DriverEntry .*0xc000009a'
entry "STATUS_UNSUCCESSFUL" EntryResult 0xc0000001 EIO 'DriverEntry .*0xc0000001'
entry "a status that nobody knows" EntryResult 0xdeadbeef EIO 'DriverEntry .*0xdeadbeef'
entry "success without ScsiPortInitialize" EntryResult 0 ENODEV 'DriverEntry .*ScsiPortInitialize'
entry "no HwFindAdapter" HwFindAdapter 0 EINVAL 'has no HwFindAdapter'
entry "no HwInitialize" HwInitialize 0 EINVAL 'has no HwInitialize'
entry "no HwStartIo" HwStartIo 0 EINVAL 'has no HwStartIo'
entry "no HwResetBus" HwResetBus 0 EINVAL 'has no HwResetBus'
entry "HwInitializationDataSize 0" HwInitializationDataSize 0 EINVAL 'HwInitializationDataSize is 0'
entry "HwInitializationDataSize one too short" HwInitializationDataSize 119 EINVAL \
	'HwInitializationDataSize is 119'
entry "33 calls of ScsiPortInitialize" Registrations 33 ENOMEM 'more than 32 calls of ScsiPortInitialize'
entry "an adapter on no bus of ours" AdapterInterfaceType 5 ENODEV 'interface type Internal'

adapter "a correct miniport" "" 0 - 'irq [0-9]+, PIO'
adapter "32 calls of ScsiPortInitialize" Registrations 32 - 'irq [0-9]+, PIO'
adapter "limits, and what made them" MapBuffers 1 - \
	'254 requests .SRB queue tags., 1 per LU .no TaggedQueuing, no MultipleRequestPerLu., 64 KiB .MaximumTransferLength. in 256 elements .no Master.'
adapter "limits: what is larger than a bounce buffer" Config.MaximumTransferLength 0x800000 - '1024 KiB .bounce_kb. in'
adapter "limits: SRB extensions that leave room for few" Config.SrbExtensionSize 0x10000 - \
	'(63|31) requests .memory for SrbExtensionSize., 1 per LU'
adapter "HwInitializationDataSize of NT4" HwInitializationDataSize 120 - 'irq [0-9]+, PIO'
adapter "HwInitializationDataSize larger than ours" HwInitializationDataSize 4096 - 'irq [0-9]+, PIO'
adapter "no HwInterrupt: polled" HwInterrupt 0 - 'polled'
adapter "HwFindAdapter: SP_RETURN_NOT_FOUND" FindResult 0 ENODEV 'HwFindAdapter .*SP_RETURN_NOT_FOUND'
adapter "HwFindAdapter: SP_RETURN_FOUND" FindResult 1 - 'irq [0-9]+, PIO'
adapter "HwFindAdapter: SP_RETURN_ERROR" FindResult 2 EIO 'HwFindAdapter .*SP_RETURN_ERROR'
adapter "HwFindAdapter: SP_RETURN_BAD_CONFIG" FindResult 3 EINVAL 'HwFindAdapter .*SP_RETURN_BAD_CONFIG'
adapter "HwFindAdapter: 4294967295" FindResult 0xffffffff EPROTO 'HwFindAdapter returned 4294967295'
adapter "HwInitialize: FALSE" InitializeResult 0 EIO 'HwInitialize returned FALSE'

huge=0xffffffff
adapter "DeviceExtensionSize 0" DeviceExtensionSize 0 - 'irq [0-9]+, PIO'
adapter "DeviceExtensionSize huge" DeviceExtensionSize $huge EINVAL 'DeviceExtensionSize 4294967295'
adapter "SrbExtensionSize 0" SrbExtensionSize 0 - 'irq [0-9]+, PIO'
adapter "SrbExtensionSize huge" SrbExtensionSize $huge EINVAL 'SrbExtensionSize'
adapter "SrbExtensionSize huge by HwFindAdapter" Config.SrbExtensionSize $huge EINVAL \
	'SrbExtensionSize = 4294967295'
adapter "SrbExtensionSize too large for all requests together" Config.SrbExtensionSize 0x100000 ENOMEM \
	'SrbExtensionSize 1048576|SRB extensions'
adapter "SpecificLuExtensionSize 0" SpecificLuExtensionSize 0 - 'irq [0-9]+, PIO'
adapter "SpecificLuExtensionSize huge" SpecificLuExtensionSize $huge EINVAL \
	'SpecificLuExtensionSize = 4294967295'
adapter "NumberOfAccessRanges 0" NumberOfAccessRanges 0 - 'irq [0-9]+, PIO'
adapter "NumberOfAccessRanges huge" NumberOfAccessRanges $huge EINVAL 'NumberOfAccessRanges 4294967295'
adapter "NumberOfBuses 0" Config.NumberOfBuses 0 EINVAL 'NumberOfBuses = 0 .*1 to 8'
adapter "NumberOfBuses 255" Config.NumberOfBuses 255 EINVAL 'NumberOfBuses = 255 .*1 to 8'
adapter "MaximumNumberOfTargets 0" Config.MaximumNumberOfTargets 0 EINVAL \
	'MaximumNumberOfTargets = 0 .*1 to 128'
adapter "MaximumNumberOfTargets 129" Config.MaximumNumberOfTargets 129 - \
	'MaximumNumberOfTargets = 129 .*128 targets are scanned'
adapter "MaximumNumberOfLogicalUnits 0" Config.MaximumNumberOfLogicalUnits 0 EINVAL \
	'MaximumNumberOfLogicalUnits = 0 .*1 to 255'
adapter "MaximumTransferLength 0" Config.MaximumTransferLength 0 EINVAL \
	'MaximumTransferLength = 0 .*at least 512'
adapter "MaximumTransferLength 511" Config.MaximumTransferLength 511 EINVAL \
	'MaximumTransferLength = 511 .*at least 512'
adapter "MaximumTransferLength 512" Config.MaximumTransferLength 512 - \
	'MaximumTransferLength = 512 is less than a page: requests have up to 4096'
adapter "MaximumTransferLength huge: what Linux can do" Config.MaximumTransferLength $huge - \
	'irq [0-9]+, PIO'
adapter "NumberOfPhysicalBreaks 0" Config.NumberOfPhysicalBreaks 0 - 'irq [0-9]+, PIO'
adapter "AlignmentMask 2" Config.AlignmentMask 2 EINVAL 'AlignmentMask = 2 '
adapter "AlignmentMask huge" Config.AlignmentMask $huge EINVAL 'AlignmentMask = 4294967295 '
adapter "slave DMA by DmaChannel" Config.DmaChannel 5 EOPNOTSUPP 'DmaChannel = 5 .*slave DMA'
adapter "slave DMA by DmaPort" Config.DmaPort 1 EOPNOTSUPP 'DmaPort = 1 .*slave DMA'
adapter "uncached extension huge" UncachedExtension 0xf0000000 EIO \
	'uncached extension of 4026531840 bytes|4026531840'

# On a board without a line.
without_line=("BusInterruptLevel on a board without a line|Config.BusInterruptLevel|99|-|ENXIO|BusInterruptLevel 99")

# ---- the machinery

# errno of a message of the C library, or of insmod's own words for it.
errno_of() {
	case $1 in
	*"Invalid argument"* | *"Invalid parameters"*) echo EINVAL ;;
	*"No such device or address"*) echo ENXIO ;;
	*"No such device"*) echo ENODEV ;;
	*"Cannot allocate memory"*) echo ENOMEM ;;
	*"Input/output error"*) echo EIO ;;
	*"Protocol error"*) echo EPROTO ;;
	*"Operation not supported"*) echo EOPNOTSUPP ;;
	# What insmod and modprobe say for ENOENT.
	*"No such file or directory"* | *"Unknown symbol in module"*) echo ENOENT ;;
	"") echo - ;;
	*) echo "$1" ;;
	esac
}

# try COMMAND...: "-", or the errno with which it fails.
try() {
	if "$@" >"$test_scratch/try" 2>&1; then
		echo -
	else
		errno_of "$(cat "$test_scratch/try")"
	fi
}

bind() {
	bash -c 'echo vhba.0 >'"$driver/bind"
}

leftovers() {
	local host

	grep -E 'badport|vhba' /proc/interrupts || true
	cat /proc/[0-9]*/comm 2>/dev/null |
		grep -E '^(scsiport|irq/[0-9]+-(badport|vhba)|scsi_eh_|kworker/R-scsip)' |
		grep -vxF "$threads" || true
	for host in "$host_class"/host*; do
		grep -HE 'vhba|badport' "$host/proc_name" || true
	done
}

# verdict NAME PROBLEM...: without a problem it passes.
verdict() {
	local name=$1

	shift
	ktap_empty "$name" "$(printf '%s\n' "$@" | grep . || true)"
}

parameter_case() {
	local name module parameters errno pattern words since found problem=()

	IFS='|' read -r name module parameters errno pattern <<<"$1"
	read -r -a words <<<"$parameters"
	since=$(log_time)
	found=$(try load "$module" "${words[@]}")
	[ "$found" = "$errno" ] || problem+=("expected $errno, loading gave $found")
	log_has "$since" "$pattern" ||
		problem+=("the log has no line with \"$pattern\":" "$(log_since "$since")")
	! is_loaded "$module" || problem+=("the module is loaded")
	unload
	problem+=("$(leftovers)")
	verdict "$name: $errno, and the log says why" "${problem[@]}"
}

miniport_case() {
	local name field value load_errno bind_errno pattern since found outcome problem=()

	IFS='|' read -r name field value load_errno bind_errno pattern <<<"$1"
	since=$(log_time)
	found=$(try load badport "field=$field" "value=$value")
	outcome=$load_errno
	[ "$found" = "$load_errno" ] || problem+=("expected $load_errno, loading gave $found")
	if [ "$load_errno" = - ]; then
		outcome=$bind_errno
		[ "$outcome" != - ] || outcome=works
		# Loading has bound it already, if it can be bound.
		if [ -e "$driver/vhba.0" ]; then
			found=-
		else
			found=$(try bind)
		fi
		[ "$found" = "$bind_errno" ] || problem+=("expected $bind_errno, binding gave $found")
		[ "$found" != - ] || host_of 0 >/dev/null || problem+=("there is no host")
	fi
	log_has "$since" "badport[^:]*: .*($pattern)" ||
		problem+=("the log has no line with \"$pattern\":" "$(log_since "$since")")
	if is_loaded badport; then
		rmmod badport || problem+=("badport cannot be removed")
	fi
	problem+=("$(leftovers)")
	verdict "$name: $outcome, and the log says so" "${problem[@]}"
}

# The scan has asked badport for its first unit.
asked() {
	[ "$(attribute 0 start_io)" -gt 0 ]
}

# later FIELD VALUE TEXT: a field of the configuration that the miniport writes after HwFindAdapter.
later() {
	local problem=()

	load badport "field=Later.$1" "value=$2"
	wait_for 10 asked || problem+=("unit 0:0:0 was not asked for")
	rmmod badport
	verdict "$1 written after HwFindAdapter: $3" "${problem[@]}"
}

# A start that fails, again and again, while a DPC of the miniport's sets its timer.
restless() {
	load badport field=RestlessDpc value=0
	for _ in 1 2 3 4 5 6; do
		[ "$(try bind)" = EIO ] || echo "binding gave $(try bind)"
	done
	rmmod badport
	# Longer than the timer.
	sleep 0.5
}

threads=$(cat /proc/[0-9]*/comm 2>/dev/null | grep '^scsi_eh_' || echo none)
load vhba-hw personality=deferred size_mb=1
later SpecificLuExtensionSize 0x18000000 "the size is as it was"
later InitiatorBusId 0 "the initiator is who it was"
ktap_log_clean "... and the kernel did not complain"
verdict "HwInitialize: FALSE, while a DPC sets timers: it cannot be used" "$(restless)"
ktap_log_clean "... and nothing of it comes back"
unload
for name in "${parameter_cases[@]}"; do
	parameter_case "$name"
done
load vhba-hw personality=deferred size_mb=1
for name in "${miniport_cases[@]}"; do
	miniport_case "$name"
done
unload
load vhba-hw personality=polled size_mb=1
miniport_case "${without_line[0]}"
unload
ktap_empty "nothing is left behind" "$(leftovers)"
ktap_log_clean "the kernel did not complain"
ktap_exit
