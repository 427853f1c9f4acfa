#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Management requests through /dev/scsiportN: what reaches the miniport and comes back, lengths of every
# wrong kind, requests that do not come back, caches that are flushed, a file that outlives its
# adapter. mgmtport is a miniport that answers such requests.
#
# waits: yes
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
modules_under_test="mgmtport $modules_under_test"

require scsiport-ctl setpriv sg_turs sg_raw

control_device() {
	echo "/dev/scsiport$(host_of 0)"
}

has_device() {
	[ -c "$(control_device 2>/dev/null)" ]
}

has_unit() {
	compgen -G "$board_dir/vhba.0/host*/target*/*:0:0:0" >/dev/null
}

# is_waiting PROCESS: for an answer, in the kernel.
is_waiting() {
	grep -q 'sp_internal' "/proc/$1/stack" 2>/dev/null
}

is_gone() {
	! grep -q '^State:[[:space:]]*[^ZX[:space:]]' "/proc/$1/status" 2>/dev/null
}

is_offline() {
	[ "$(attribute 0 state)" = offline ]
}

# start [WORD...]
start() {
	load vhba-hw personality=polled
	load mgmtport "DriverParameter=$*"
	wait_for 30 has_device
	case " $* " in
	*" nounit "*) ;;
	*) wait_for 30 has_unit ;;
	esac
	device=$(control_device)
}

# status_of COMMAND...: its exit status.
status_of() {
	local status=0

	"$@" >"$test_scratch/out" 2>"$test_scratch/err" || status=$?
	echo "$status"
}

ctl() {
	scsiport-ctl "$@"
}

miniport() {
	ctl miniport "$device" --signature MGMTPORT "$@"
}

# le32 N...: little-endian words as hexadecimal text.
le32() {
	local n

	for n; do
		printf '%02x%02x%02x%02x' $((n & 255)) $((n >> 8 & 255)) $((n >> 16 & 255)) $((n >> 24 & 255))
	done
}

mgmt=4d474d54504f5254	# the signature

# header HEADER-LENGTH CODE LENGTH [TIMEOUT]: an SRB_IO_CONTROL.
header() {
	echo "$(le32 "$1")$mgmt$(le32 "${4:-5}" "$2" 0 "$3")"
}

# nt_status RAW-ARGUMENT...: NTSTATUS of a control code.
nt_status() {
	local status=0

	ctl raw "$device" "$@" >"$test_scratch/out" 2>"$test_scratch/err" || status=$?
	if [ "$status" -eq 0 ]; then
		echo 0
	else
		sed -nE 's/.*NTSTATUS (0x[0-9a-f]+).*/\1/p' "$test_scratch/err" | grep . ||
			echo "exit $status"
	fi
}

words_of() {
	od -An -v -tu4 "$1" | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

invalid=0xc000000d

start
ktap_equal "the device is root's alone" "600 root" "$(stat -c '%a %U' "$device")"
ktap_run "without CAP_SYS_RAWIO it cannot even be opened" bash -c \
	"! setpriv --bounding-set=-sys_rawio --inh-caps=-sys_rawio dd if=$device of=/dev/null count=0 2>/dev/null"
ktap_equal "without CAP_SYS_RAWIO nobody uses it" 51 \
	"$(status_of setpriv --bounding-set=-sys_rawio --inh-caps=-sys_rawio scsiport-ctl address "$device")"

# ---- IO_CONTROL
ktap_match "IO_CONTROL: data goes both ways" 'fe fd 00' "$(miniport --code 1 --hex 0102ff)"
ktap_match "IO_CONTROL: ReturnCode comes back" '^return code: 0x55$' "$(miniport --code 1 --hex 00)"
head -c 1000000 /dev/urandom >"$test_scratch/big"
miniport --code 1 --in "$test_scratch/big" --out "$test_scratch/inverted"
miniport --code 1 --in "$test_scratch/inverted" --out "$test_scratch/again"
ktap_run "IO_CONTROL: a million bytes come back whole" cmp "$test_scratch/big" "$test_scratch/again"
miniport --code 2 --length 44 --timeout 17 --out "$test_scratch/report"
ktap_equal "IO_CONTROL: function, address, tag, time-out, length; by GetSrb, LU, address, clean extension" \
	"2 0 0 0 255 17 72 1 1 72 1" "$(words_of "$test_scratch/report")"
miniport --code 2 --length 44 --out "$test_scratch/report"
ktap_equal "IO_CONTROL: the SRB extension is clean again" "1" \
	"$(words_of "$test_scratch/report" | cut -d ' ' -f 11)"
ktap_equal "IO_CONTROL: unknown to the miniport" 5 "$(status_of ctl miniport "$device" -s NOBODY -c 1)"
ktap_equal "IO_CONTROL: to a unit that is not there" 5 "$(status_of miniport --code 1 --unit 0:1:0)"
ktap_equal "IO_CONTROL: to a unit that is there" 0 "$(status_of miniport --code 1 --unit 0:0:0)"
ktap_equal "IO_CONTROL: BUSY is offered again" 0 "$(status_of miniport --code 4)"
ktap_equal "IO_CONTROL: HwStartIo returns FALSE" 5 "$(status_of miniport --code 9)"
for pair in 04:0xc0000185 06:0xc0000010 08:0xc00000c0 09:0xc00000b5 12:0x80000005; do
	miniport --code 5 --hex "${pair%:*}" >/dev/null 2>"$test_scratch/err" || true
	ktap_match "IO_CONTROL: SrbStatus ${pair%:*} is NTSTATUS ${pair#*:}" "NTSTATUS ${pair#*:}," \
		"$(cat "$test_scratch/err")"
done

# ---- wrong lengths
code=(--code 0x4d008)
ktap_equal "lengths: no header" "$invalid" "$(nt_status "${code[@]}")"
ktap_equal "lengths: half a header" "$invalid" "$(nt_status "${code[@]}" -x "$(le32 28)$mgmt" -n 64)"
ktap_equal "lengths: HeaderLength 24" 0xc0000059 "$(nt_status "${code[@]}" -x "$(header 24 1 0)" -n 28)"
ktap_equal "lengths: HeaderLength huge" 0xc0000059 "$(nt_status "${code[@]}" -x "$(header 0xffffffff 1 29)" -n 28)"
ktap_equal "lengths: Length larger than both buffers" 0xc0000023 \
	"$(nt_status "${code[@]}" -x "$(header 28 1 1)" -n 28)"
ktap_equal "lengths: Length overflows" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(header 28 1 0xfffffff0)" -n 28)"
ktap_equal "lengths: Length beyond what one request may have" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(header 28 1 0x7fffffff)" -n 28)"
ktap_equal "lengths: the output buffer alone is large enough" 0 \
	"$(nt_status "${code[@]}" -x "$(header 28 1 100)" -n 128)"
ktap_equal "lengths: the input buffer alone is large enough" 0 \
	"$(nt_status "${code[@]}" -x "$(header 28 1 4)00000000" -n 4)"
ktap_equal "lengths: no more comes back than the output buffer takes" 4 \
	"$(awk '{ print NF - 2 }' "$test_scratch/out")"
ktap_equal "lengths: an input length beyond the limit" 1 \
	"$(status_of ctl raw "$device" "${code[@]}" --in-length 4294967295)"
ktap_equal "lengths: CAPABILITIES of 23 bytes" 0xc0000023 "$(nt_status --code 0x41010 -n 23)"
ktap_equal "lengths: ADDRESS of 7 bytes" 0xc0000023 "$(nt_status --code 0x41018 -n 7)"
ktap_equal "lengths: INQUIRY_DATA without room for the buses" 0xc0000023 "$(nt_status --code 0x4100c -n 19)"
ktap_equal "lengths: INQUIRY_DATA without room for the last unit" 0xc0000023 "$(nt_status --code 0x4100c -n 115)"
ktap_equal "lengths: INQUIRY_DATA that just fits" 0 "$(nt_status --code 0x4100c -n 116)"
ktap_equal "CAPABILITIES" "maximum transfer length: 1048576,maximum physical pages: 256,alignment mask: 0x3,tagged queuing: no,adapter scans down: no,adapter uses PIO: yes" \
	"$(ctl capabilities "$device" | paste -sd ,)"
ktap_equal "INQUIRY_DATA: buses, initiators and units" "bus 0: units 1, initiator 7,0:0:0 type 3,bus 1: units 1, initiator 255,1:0:0 type 3" \
	"$(ctl inquiry "$device" | sed 's/ claimed.*//' | paste -sd ,)"
ktap_equal "ADDRESS" "port $(host_of 0) bus 1 target 0 lun 0" "$(ctl address "$device" --unit 1:0:0)"
ktap_equal "ADDRESS of a unit that is not there" 5 "$(status_of ctl address "$device" --unit 1:1:0)"
ktap_run "RESCAN_BUS" ctl rescan "$device"
ktap_equal "an unknown control code" 0xc0000010 "$(nt_status --code 0x12345678 -n 10)"

# pass LENGTH CDB-LENGTH SENSE-LENGTH DATA-IN DATA-LENGTH DATA-OFFSET SENSE-OFFSET: an INQUIRY.
pass() {
	printf '%02x%02x00000000%02x%02x%02x000000' $(($1 & 255)) $(($1 >> 8)) "$2" "$3" "$4"
	le32 "$5" 5 0
	le32 $(($6 & 0xffffffff)) $(($6 >> 32)) "$7"
	printf '12000000240000000000000000000000%s' 00000000
}

code=(--code 0x4d004)
ktap_equal "PASS_THROUGH: a good one" 0 "$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 36 80 56)" -n 116)"
ktap_equal "PASS_THROUGH: Length 44" 0xc0000059 "$(nt_status "${code[@]}" -x "$(pass 44 6 18 1 36 80 56)" -n 116)"
ktap_equal "PASS_THROUGH: no header" "$invalid" "$(nt_status "${code[@]}" -n 116)"
ktap_equal "PASS_THROUGH: CdbLength 17" "$invalid" "$(nt_status "${code[@]}" -x "$(pass 56 17 18 1 36 80 56)" -n 116)"
ktap_equal "PASS_THROUGH: CdbLength 0" "$invalid" "$(nt_status "${code[@]}" -x "$(pass 56 0 18 1 36 80 56)" -n 116)"
ktap_equal "PASS_THROUGH: DataBufferOffset in the header" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 0 1 36 8 0)" -n 116)"
ktap_equal "PASS_THROUGH: data ends behind the buffer" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 36 81 56)" -n 116)"
ktap_equal "PASS_THROUGH: DataBufferOffset huge" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 36 0x7ffffffffffffff0 56)" -n 116)"
ktap_equal "PASS_THROUGH: sense data in the header" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 36 80 40)" -n 116)"
ktap_equal "PASS_THROUGH: sense data behind the buffer" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 0 0 4294967295)" -n 116)"
ktap_equal "PASS_THROUGH: data in the sense data" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 36 60 56)" -n 116)"
ktap_equal "PASS_THROUGH: DataIn 3" "$invalid" "$(nt_status "${code[@]}" -x "$(pass 56 6 18 3 36 80 56)" -n 116)"
ktap_equal "PASS_THROUGH: more than one request can transfer" "$invalid" \
	"$(nt_status "${code[@]}" -x "$(pass 56 6 18 1 1050000 80 56)" -n 1052000)"
ktap_equal "PASS_THROUGH_DIRECT: an address that is not aligned" "$invalid" \
	"$(nt_status --code 0x4d014 -x "$(pass 56 6 18 1 36 0x10001 56)" -n 116)"
ktap_equal "PASS_THROUGH_DIRECT: an address that is nobody's" 99 \
	"$(status_of ctl raw "$device" --code 0x4d014 -x "$(pass 56 6 18 1 36 0x10000 56)" -n 116)"
inquiry=(12 00 00 00 24 00)
ctl pass-through "$device" --unit 0:0:0 -n 36 -o "$test_scratch/a" "${inquiry[@]}"
ctl pass-through "$device" --unit 0:0:0 -n 36 -o "$test_scratch/b" --direct "${inquiry[@]}"
ktap_equal "PASS_THROUGH: INQUIRY brings its 36 bytes" "03 00 02 36" \
	"$(od -An -tx1 -N 3 "$test_scratch/a" | tr -s ' ' | sed 's/^ //') $(stat -c %s "$test_scratch/a")"
ktap_run "PASS_THROUGH_DIRECT: the same" cmp "$test_scratch/a" "$test_scratch/b"
ktap_equal "PASS_THROUGH: a command that the unit does not know: CHECK CONDITION" 14 \
	"$(status_of ctl pass-through "$device" --unit 0:0:0 c0 00 00 00 00 00)"
ktap_match "PASS_THROUGH: with its sense data" 'status 0x2, sense 70 00 05 ' "$(cat "$test_scratch/err")"
ktap_equal "PASS_THROUGH: a unit that is not there" 5 \
	"$(status_of ctl pass-through "$device" --unit 0:1:0 "${inquiry[@]}")"
unload

# ---- a disk, and the living example
load_disks 1
device=$(control_device)
head -c 4096 /dev/urandom >"$test_scratch/a"
ctl pass-through "$device" --unit 0:0:0 -i "$test_scratch/a" 2a 00 00 00 00 08 00 00 08 00 >/dev/null
ctl pass-through "$device" --unit 0:0:0 -n 4096 -o "$test_scratch/b" -d 28 00 00 00 00 08 00 00 08 00
ktap_run "PASS_THROUGH: what was written is read" cmp "$test_scratch/a" "$test_scratch/b"
ctl pass-through "$device" --unit 0:0:0 -d -i "$test_scratch/b" 2a 00 00 00 00 10 00 00 08 00 >/dev/null
dd if="/dev/$(first_disk 0)" of="$test_scratch/b" bs=4096 skip=2 count=1 iflag=direct status=none
ktap_run "PASS_THROUGH_DIRECT: what was written is read" cmp "$test_scratch/a" "$test_scratch/b"
ctl miniport "$device" -s VHBA -c 1 -n 20 -o "$test_scratch/a"
ktap_match "vhba tells its version, one target and LUN, its slots" '^1 [0-9]+ 257 128 128$' \
	"$(words_of "$test_scratch/a")"
inject 0 deaf 1
command_timeout "$(first_disk 0)" 1
sg_turs "/dev/$(first_disk 0)" >/dev/null 2>&1 || true
wait_for 60 is_offline
ktap_equal "an adapter that is offline answers at once: IO_CONTROL" 2 "$(status_of ctl miniport "$device" -s VHBA -c 1 -n 20)"
ktap_equal "an adapter that is offline answers at once: ADDRESS" 2 "$(status_of ctl address "$device")"
inject 0 deaf 0
unload

# ---- no unit, caches
start nounit
miniport --code 2 --length 44 --out "$test_scratch/report"
ktap_equal "no unit: IO_CONTROL goes to 0:0:0, found by GetSrb and with an LU extension" \
	"2 0 0 0 255 30 72 1 1 72 1" "$(words_of "$test_scratch/report")"
unload

start caches
mark=$(log_time)
unload
ktap_equal "CachesData: FLUSH, then SHUTDOWN, untagged, for the disk and not for the processor" \
	"FLUSH 0:0:0 tag 255,SHUTDOWN 0:0:0 tag 255" \
	"$(log_since "$mark" | sed -nE 's/.*mgmtport: ((FLUSH|SHUTDOWN) .*)/\1/p' | paste -sd ,)"

start cachefails
mark=$(log_time)
unload
ktap_run "CachesData: one that fails is named, with its status" log_has "$mark" \
	'0:0:0: SHUTDOWN failed with SrbStatus 0x04: its cache'
start caches lateflush
mark=$(log_time)
rmmod mgmtport &
removal=$!
wait_for 10 log_has "$mark" 'mgmtport: FLUSH 0:0:0'
kill -KILL "$removal"
ktap_run "CachesData: who removes it is killed while it flushes: it goes" wait_for 30 is_gone "$removal"
ktap_equal "CachesData: ... but not before its disk has flushed" "flushed 0:0:0" \
	"$(log_since "$mark" | sed -nE 's/.*(mgmtport: (flushed .*)|(FLUSH|SHUTDOWN) failed.*)/\2\3/p' | paste -sd ,)"
wait "$removal" || true
unload

# ---- a unit that comes later
start nounit
ktap_run "RESCAN_BUS: nothing new" ctl rescan "$device"
ktap_true "... is found" "$(ctl inquiry "$device" | grep -c ':0:0 ' || true)" -eq 0
miniport --code 12 >/dev/null
ktap_run "RESCAN_BUS: a new unit" ctl rescan "$device"
ktap_run "... is found" wait_for 30 has_unit
unload

start nounit
miniport --code 15 >/dev/null
ktap_run "BusChangeDetected: a new unit is found" wait_for 30 has_unit
unload

# ---- others meanwhile, and callers that are killed
start
# Not by the function: the process to kill is the program.
scsiport-ctl miniport "$device" -s MGMTPORT -c 3 -t 8 >/dev/null 2>&1 &
dropped=$!
wait_for 5 is_waiting "$dropped"
ktap_run "while a request runs, the device can be opened and asked" timeout 4 scsiport-ctl address "$device"
scsiport-ctl miniport "$device" -s MGMTPORT -c 1 >/dev/null 2>&1 &
parked=$!
wait_for 5 is_waiting "$parked"
kill -KILL "$parked"
ktap_run "a caller whose request is parked can be killed at once" wait_for 3 is_gone "$parked"
kill -KILL "$dropped"
sleep 1
ktap_run "a caller whose request the miniport has waits for it" test -d "/proc/$dropped"
ktap_run "... until a bus reset brings it back" wait_for 20 is_gone "$dropped"
wait "$parked" "$dropped" 2>/dev/null || true
ktap_equal "... and then the next is served" 0 "$(status_of miniport --code 1)"
exec 5<>"$device"
ktap_run "poll: nothing can be read" bash -c '! read -t 0 -u 5'
rmmod mgmtport
ktap_run "poll: when the adapter is gone, there is something to see" bash -c 'read -t 0 -u 5'
exec 5<&-
unload

# ---- requests that do not come back
start
before=$(attribute 0 bus_resets)
ktap_equal "time-out: a request that is dropped" 33 "$(status_of miniport --code 3 --timeout 1)"
ktap_equal "time-out: the bus was reset once" $((before + 1)) "$(attribute 0 bus_resets)"
ktap_equal "time-out: the next request is served" 0 "$(status_of miniport --code 1)"
before=$(attribute 0 start_io)
ktap_equal "time-out: one that comes back BUSY long after the reset" 33 \
	"$(status_of miniport --code 11 --timeout 1)"
idle() {
	[ "$(attribute 0 completions)" -eq "$(attribute 0 start_io)" ]
}
ktap_run "... it does" wait_for 10 idle
sleep 2
ktap_equal "... and is not sent again, for nobody" 1 $(($(attribute 0 start_io) - before))
ktap_equal "time-out: then the next request is served" 0 "$(status_of miniport --code 1)"
ktap_equal "time-out: one that even a reset does not bring back" 33 "$(status_of miniport --code 7 --timeout 1)"
ktap_equal "time-out: its unit takes no other meanwhile" 33 "$(status_of miniport --code 1 --timeout 1)"
scsiport-ctl events "$device" >"$test_scratch/events" 2>&1 &
reader=$!
sleep 0.5
ktap_run "unload with an open file, and a request that the miniport keeps" unload
status=still
if wait_for 20 is_gone "$reader"; then
	status=0
	wait "$reader" || status=$?
else
	kill -KILL "$reader"
fi
ktap_equal "the open file says that the adapter is gone" 2 "$status"

# Not for its 45 s.
taken() {
	[ "$(attribute 0 start_io)" -gt "$before" ]
}

start
before=$(attribute 0 start_io)
miniport --code 3 --timeout 45 2>/dev/null &
dropped=$!
wait_for 10 taken
begin=$SECONDS
ktap_run "unload while a request waits for a miniport that dropped it" unload
ktap_true "... does not wait for as long as that was to wait" $((SECONDS - begin)) -lt 30
ktap_run "... which is told so" wait_for 10 is_gone "$dropped"

# unbound SECONDS: the adapter is taken from its miniport in that time.
unbound() {
	echo vhba.0 >/sys/bus/platform/drivers/mgmtport/unbind &
	wait_for "$1" is_gone $!
}

start
before=$(attribute 0 start_io)
miniport --code 3 --timeout 3600 --unit 0:0:0 2>"$test_scratch/err" &
dropped=$!
wait_for 10 taken
echo 1 >"$(echo "$board_dir"/vhba.0/host*/target*/*:0:0:0)/delete" &
ktap_run "deleting a unit whose management request has 3600 s" wait_for 30 is_gone $!
status=0
wait "$dropped" || status=$?
ktap_equal "... whose caller is told that the unit is gone" 2 "$status"
unload

# A command that would wait for an hour is in the way of the adapter's removal.
start
before=$(attribute 0 start_io)
scsiport-ctl pass-through "$device" --unit 0:0:0 --timeout 3600 c1 00 00 00 00 00 2>"$test_scratch/err" &
dropped=$!
wait_for 10 taken
ktap_run "unbinding while a pass-through of 3600 s is with the miniport" unbound 30
status=0
wait "$dropped" || status=$?
ktap_equal "... whose caller is told that the adapter is gone" 2 "$status"
unload

start
before=$(attribute 0 start_io)
for generic in "$board_dir"/vhba.0/host*/target*/*:0:0:0/scsi_generic/*; do
	sg_raw -t 3600 "/dev/${generic##*/}" c2 00 00 00 00 00 >/dev/null 2>&1 &
done
dropped=$!
wait_for 10 taken
ktap_run "unbinding while SG_IO of 3600 s is with a miniport that keeps it, bus reset or not" unbound 60
ktap_run "... whose caller is told so" wait_for 10 is_gone "$dropped"
wait "$dropped" || true
unload

ktap_log_clean "the kernel has nothing to complain about"
ktap_exit
