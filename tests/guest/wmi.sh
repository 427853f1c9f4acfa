#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# WMI: every function of the library, by requests from user space; instances with numbers and with
# names; answers that come later or do not fit; WNODEs that lie; events, and what becomes of those
# that nobody reads. mgmtport is the miniport.
#
# kernels: 6.1 debug
# cpus: 1
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
modules_under_test="mgmtport $modules_under_test"

require scsiport-ctl

has_device() {
	[ -c "/dev/scsiport$(host_of 0 2>/dev/null)" ]
}

has_unit() {
	compgen -G "$board_dir/vhba.0/host*/target*/1:*" >/dev/null ||
		compgen -G "$board_dir/vhba.0/host*/target*/*:0:0:0" >/dev/null
}

start() {
	load vhba-hw personality=polled
	load mgmtport "DriverParameter=$*"
	wait_for 30 has_device
	wait_for 30 has_unit
	device=/dev/scsiport$(host_of 0)
}

tail_guid=4455-6677-8899-aabbccddeeff
data=00112233-$tail_guid
event=0badcafe-$tail_guid
named=00abcdef-$tail_guid
empty=00e0e0e0-$tail_guid

# wmi FUNCTION [OPTION...]: data as hexadecimal bytes, several blocks apart by blanks.
wmi() {
	local function=$1

	shift
	scsiport-ctl wmi "$function" "$device" "$@" |
		sed -nE 's/^[0-9a-f]{6}  (.{48}).*/\1/p' | tr -d ' ' | paste -sd ' '
}

status_of() {
	local status=0

	"$@" >"$test_scratch/out" 2>"$test_scratch/err" || status=$?
	echo "$status"
}

ask() {
	status_of scsiport-ctl wmi "$1" "$device" "${@:2}"
}

miniport() {
	scsiport-ctl miniport "$device" --signature MGMTPORT "$@" >/dev/null
}

# le32 N...: little-endian words as hexadecimal text.
le32() {
	local n

	for n; do
		printf '%02x%02x%02x%02x' $((n & 255)) $((n >> 8 & 255)) $((n >> 16 & 255)) $((n >> 24 & 255))
	done
}

raw_guid=33221100554477668899aabbccddeeff

# lie FUNCTION WORD...: a request of that function, whose WNODE header is followed by these words.
lie() {
	local function=$1

	shift
	status_of scsiport-ctl raw "$device" --code 0x4e800 -n 128 -x "$(
		le32 "$function" 5)$raw_guid$(le32 64 0 0 0 0 0)$raw_guid$(le32 0 130 "$@")"
}

start
ktap_equal "without WmiDataProvider there is no WMI" 5 "$(ask query --guid "$data")"
ktap_match "without WmiDataProvider: what the answer says" 'does not know' "$(cat "$test_scratch/err")"
unload

start wmi
ktap_equal "REGINFO: the classes, their instances and flags" \
	"$data instances 2 flags 0,$event instances 1 flags 0x40,$named instances 2 flags 0,$empty instances 0 flags 0" \
	"$(scsiport-ctl wmi reginfo "$device" | paste -sd ,)"
ktap_equal "REGINFO: a buffer that is too small" 5 "$(ask reginfo --length 100)"
ktap_equal "SET: instance 0" 0 "$(ask set --guid "$data" --hex 01020304)"
ktap_equal "SET: instance 1" 0 "$(ask set --guid "$data" --instance 1 --hex 1112131415161718)"
ktap_equal "SET: a length that the miniport refuses" 5 "$(ask set --guid "$data" --hex 0102)"
ktap_equal "SET: an instance that is not there" 99 "$(ask set --guid "$data" --instance 2 --hex 00)"
ktap_equal "QUERY: instance 0" 01020304 "$(wmi query --guid "$data")"
ktap_equal "QUERY: instance 1" 1112131415161718 "$(wmi query --guid "$data" --instance 1)"
ktap_equal "QUERY: an instance that is not there" 99 "$(ask query --guid "$data" --instance 2)"
ktap_equal "QUERY: a class that is not there" 99 "$(ask query --guid "12345678-$tail_guid")"
ktap_equal "QUERY: to a unit" 01020304 "$(wmi query --guid "$data" --unit 0:0:0)"
ktap_equal "QUERY ALL: both instances" "01020304 1112131415161718" "$(wmi query-all --guid "$data")"
ktap_equal "QUERY ALL: a buffer that is one byte too small" 5 "$(ask query-all --guid "$data" --length 95)"
ktap_match "QUERY ALL: how much is needed" 'needs 96 bytes' "$(cat "$test_scratch/err")"
ktap_equal "QUERY ALL: a buffer that just fits" "01020304 1112131415161718" \
	"$(wmi query-all --guid "$data" --length 96)"
ktap_equal "QUERY ALL: names: both instances" "1011121314 202122232425" "$(wmi query-all --guid "$named")"
scsiport-ctl raw "$device" --code 0x4e800 -n 512 -o "$test_scratch/all" -x "$(
	le32 0 5)${named:6:2}${named:4:2}${named:2:2}${named:0:2}${raw_guid:8}$(le32 48 0 0 0 0 0 0 0 0 0 0 1)"
offset=$(od -An -tu4 -j 56 -N 4 "$test_scratch/all")
name=$(od -An -tu4 -j $((offset + 4)) -N 4 "$test_scratch/all")
ktap_equal "QUERY ALL: names: the second one's" "06007400770 06f00" "$(
	od -An -v -tx1 -j $((name)) -N 8 "$test_scratch/all" | tr -d ' \n' | sed -E 's/^(.{11})/\1 /')"
ask query-all --guid "$named" --length 64 >/dev/null
# Said in multiples of 8; the last instance has 6 bytes.
needed=$(($(sed -nE 's/.*needs ([0-9]+) bytes.*/\1/p' "$test_scratch/err") - 2))
ktap_equal "QUERY ALL: names: every buffer that is too small" "$((needed - 64)) 5" "$(
	for ((length = 64; length < needed; length++)); do
		ask query-all --guid "$named" --length "$length"
	done | sort | uniq -c | xargs)"
ktap_empty "QUERY ALL: names: the miniport is given no room behind a buffer" \
	"$(log_since "$log_begin" | grep 'room behind the end' || true)"
ktap_equal "QUERY ALL: names: a buffer that just fits" "1011121314 202122232425" \
	"$(wmi query-all --guid "$named" --length "$needed")"
ktap_equal "QUERY ALL: a class without instances" "0 " "$(ask query-all --guid "$empty") $(wmi query-all --guid "$empty")"
# Not even room for a WNODE's header: the miniport's SUCCESS is about nothing.
ktap_equal "QUERY ALL: a class without instances, no bytes back" "5 0x80000005" \
	"$(status_of scsiport-ctl raw "$device" --code 0x4e800 -x "$(le32 0 5)e0e0e000${raw_guid:8}") $(
	sed -nE 's/.*NTSTATUS (0x[0-9a-f]+).*/\1/p' "$test_scratch/err")"
ktap_equal "SET ITEM: byte 2" "0 0102aa04" \
	"$(ask set-item --guid "$data" --method 2 --hex aa) $(wmi query --guid "$data")"
ktap_equal "SET ITEM: an item that is not there" 5 "$(ask set-item --guid "$data" --method 4 --hex aa)"
ktap_equal "METHOD: in and out" 02030401 "$(wmi execute --guid "$data" --method 1 --hex 010203)"
ktap_equal "METHOD: an answer that comes later" 02030402 "$(wmi execute --guid "$data" --method 2 --hex 010203)"
ktap_equal "METHOD: an answer that is too long" 5 \
	"$(ask execute --guid "$data" --method 1 --hex 010203 --length 75)"

# ---- WNODEs that lie: the data would be outside
ktap_equal "lies: DataBlockOffset behind the buffer" 99 "$(lie 1 0 0 0x10000 0)"
ktap_equal "lies: DataBlockOffset in the header" 99 "$(lie 1 0 0 8 0)"
ktap_equal "lies: SizeDataBlock beyond the buffer" 99 "$(lie 2 0 0 64 0xffffffff)"
ktap_equal "lies: no WNODE at all" 99 "$(status_of scsiport-ctl raw "$device" --code 0x4e800 -x "$(
	le32 1 5)$raw_guid")"
# Of an instance that is called by a name, behind its data: "a", and a number that is far from any.
ktap_equal "lies: the number of an instance with a name" "0 0102aa04" "$(
	status_of scsiport-ctl raw "$device" --code 0x4e800 -n 128 -o "$test_scratch/named" -x "$(
		le32 1 5)$raw_guid$(le32 84 0 0 0 0 0)$raw_guid$(le32 0 0 80 0x0fffffff 64 0)$(le32 0 0 0 0)02006100") $(
	od -An -tx1 -j 64 -N 4 "$test_scratch/named" | tr -d ' ')"
# The miniport would refuse it too, in other words.
ktap_equal "lies: a function that does not exist" "5 not valid" \
	"$(lie 10 0 0 64 0) $(grep -o 'not valid' "$test_scratch/err" || cat "$test_scratch/err")"

# Data where the sender wants it, with too little room behind: 124 and 8 bytes are needed.
scsiport-ctl raw "$device" --code 0x4e800 -n 128 -o "$test_scratch/small" -x "$(
	le32 1 5)$raw_guid$(le32 64 0 0 0 0 0)$raw_guid$(le32 0 130 0 1 124 0)"
ktap_equal "QUERY: how much is needed for data at an offset of the sender's" 132 \
	"$(od -An -tu4 -j48 -N4 "$test_scratch/small" | tr -d ' ')"

# ---- events
scsiport-ctl events "$device" --count 4 >"$test_scratch/events" &
reader=$!
wait_for 10 compgen -G "/proc/$reader/fd/3" >/dev/null
miniport --code 6 --hex 02
scsiport-ctl wmi enable-events "$device" --guid "$event"
miniport --code 8
# As one that got them all ends by itself.
wait_for 20 test ! -e "/proc/$reader/exe" || kill "$reader"
wait "$reader" || true
ktap_equal "events: of the adapter, of a unit, after enabling, and that classes changed" \
	"adapter event 0badcafe,0:0:0 event 0badcafe,adapter event 0badcafe,adapter reregister" \
	"$(sed -nE 's/^[0-9]+\.[0-9]{9} (.*(event [0-9a-f]+|reregister)) .*/\1/p' "$test_scratch/events" | paste -sd ,)"
ktap_equal "events: their data" "00 01 02" \
	"$(sed -nE 's/^000000  (..).*/\1/p' "$test_scratch/events" | paste -sd ' ')"

before=$(attribute 0 mistakes)
miniport --code 10
ktap_equal "events: one that is too long is the miniport's mistake" $((before + 1)) "$(attribute 0 mistakes)"

exec 5<"$device"
ktap_run "poll: no event yet" bash -c '! read -t 0 -u 5'
miniport --code 6 --hex 01
ktap_run "poll: there is an event" wait_for 5 bash -c 'read -t 0 -u 5'
exec 5<&-

# A reader that does not read: 16 are kept.
mark=$(log_time)
exec 5<"$device"
miniport --code 6 --hex 14
ktap_equal "events: what nobody reads is lost and counted" 4 "$(attribute 0 wmi_lost)"
ktap_run "events: the log says so" log_has "$mark" 'SP_LOST_WMI_MINIPORT_REQUEST'
exec 5<&-
unload

ktap_log_clean "the kernel has nothing to complain about"
ktap_exit
