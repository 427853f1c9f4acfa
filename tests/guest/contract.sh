#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# What a miniport may rely on, clause by clause. contractport, a miniport of its own, checks it from
# the inside: a vendor's command names a test, and its data says which check failed. From the outside: what an
# SrbStatus becomes on Linux. docs/contract.md lists the clauses.
#
# also: arm64
# usually: 6.12 newest arm64
# early: yes
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="contractport $modules_under_test"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
require sg_raw sg_reset od scsiport-ctl
hold_seconds=2

# unit BUS TARGET LUN: its sg device; nothing while there is none.
unit() {
	local unit

	for unit in "$board_dir"/vhba.0/host[0-9]*/target*/*":$1:$2:$3"/scsi_generic/*; do
		echo "/dev/${unit##*/}"
		return
	done
}

# mapped_by SG: the bsg device of the same unit, which maps the memory of its user.
mapped_by() {
	echo "/dev/bsg/$(basename "$(readlink -f "/sys/class/scsi_generic/${1##*/}/device")")"
}

have_units() {
	[ -n "$(unit 0 0 0)" ] && [ -n "$(unit 0 0 1)" ] && [ -n "$(unit 0 2 0)" ] &&
		[ -n "$(unit 1 0 0)" ] && [ -n "$(unit 1 2 0)" ]
}

# command UNIT BYTES [ACTION PARAMETER...]: of contractport, in decimal; data to standard output.
vendor() {
	local unit=$1 bytes=$2 cdb

	shift 2
	printf -v cdb '%02x ' 192 "$@" 0 0 0 0 0 0 0 0 0 0
	# shellcheck disable=SC2086
	sg_raw -b -t 7 -r "$bytes" "$unit" ${cdb:0:36}
}

name_of() {
	vendor "$first" 32 0 "$1" 2>/dev/null | tr -d "\0" || true
}

declare -A number=()

# run_test NAME [UNIT [BYTES]]: prints the line that failed, or what went wrong.
run_test() {
	local data

	data=$(vendor "${2:-$first}" "${3:-32}" 1 "${number[$1]}" 2>"$test_scratch/error" | od -An -v -tu1 -N2) ||
		true
	if [ -z "$data" ]; then
		tail -n 5 "$test_scratch/error"
		return
	fi
	# shellcheck disable=SC2086
	set -- $data
	[ "$(($1 + $2 * 256))" -eq 0 ] || echo "line $(($1 + $2 * 256)) of the test miniport"
}

# contract NAME TEXT [UNIT]
contract() {
	ktap_empty "$1: $2" "$(run_test "$1" "${3:-}")"
}

# mistake NAME COUNT TEXT [UNIT]: the test makes so many mistakes, and each is counted and named.
mistake() {
	local before found

	before=$(attribute 0 mistakes)
	found=$(run_test "$1" "${4:-}")
	ktap_equal "$1: $3" "$2 " "$(($(attribute 0 mistakes) - before)) $found"
}

# hold UNIT [NEXT [SRB-STATUS SCSI-STATUS]]: a request that stays active until an interrupt ends it with that
# status. NEXT 1: the miniport does not ask for another; 2: it asks by NextRequest, not NextLuRequest.
held=()
hold() {
	vendor "$1" 32 3 "${@:2}" >/dev/null 2>&1 &
	held+=($!)
}

# Waits until all that were held are active.
active() {
	[ $(($(attribute 0 start_io) - $(attribute 0 completions))) -eq "$1" ]
}

collect() {
	local pid status

	statuses=''
	for pid in "${held[@]}"; do
		status=0
		wait "$pid" || status=$?
		statuses+="$status "
	done
	held=()
}

# answer SRB-STATUS SCSI-STATUS MODE EXPECTED TEXT: what the initiator sees.
answer() {
	local found

	found=$(vendor "$first" 512 2 "$1" "$2" "$3" 2>&1 >"$test_scratch/data") || true
	found=$(sed -nE 's/.*Host_status=(0x[0-9a-f]+) .*/host \1,/p
		/^SCSI Status: (Good|Check Condition)/d
		s/^SCSI Status: ([A-Z][A-Za-z ]*[a-z]) *$/\1,/p
		s/.*Sense key: ([A-Z][A-Za-z ]*[a-z]) *$/\1,/p' <<<"$found" | sort -u | tr '\n' ' ')
	ktap_equal "$5" "$4" "$found$(wc -c <"$test_scratch/data") bytes"
}

# status CODE NAME EXPECTED
status() {
	answer "$1" 0 0 "$3" "SrbStatus $2"
}

load vhba-hw personality=deferred size_mb=8
# Interrupts that wait for the line to be connected, before HwInitialize.
inject 0 spurious_interrupts 50
load contractport "DriverParameter=key=value;other=7" reset_hold=$hold_seconds
ktap_run "find: the adapter and its units come up" wait_for 30 have_units
first=$(unit 0 0 0)
untagged=$(unit 0 0 1)
for i in {0..99}; do
	name=$(name_of "$i")
	[ -n "$name" ] || break
	number[$name]=$i
done

# ---- how an adapter comes up

contract find "what HwFindAdapter is given, its routines, all 24 accessors"
contract control "HwAdapterControl is asked after HwInitialize, its list written without a look"
contract early-interrupt "HwInterrupt may come before HwInitialize"
contract initiator "the adapter's own target is never asked"
contract lu-extension "each LU has an extension, zeroed before the scan; unknown ones have none"
contract lu-extension "the same one again, with what was left in it"
contract probe "also for an address without a unit; no INQUIRY of a scan negotiates"
echo "- - -" >"$host_class/host$(host_of 0)/scan"
contract probe "... when it is scanned again, as for the first time"

# ---- requests

contract srb-fields "what an SRB says at HwStartIo"
contract tags "a tag of 1 to 254, with QUEUE_ACTION_ENABLE"
contract tags "SP_UNTAGGED for a unit without queuing" "$untagged"
contract get-srb "by tag, by nothing else"
contract get-srb "untagged, with 0xff and with -1" "$untagged"
hold "$(unit 0 0 0)"
hold "$(unit 0 0 0)"
hold "$(unit 1 0 0)"
wait_for 10 active 3
contract tags "unique on the adapter, while others are active"
contract get-srb "each active request is found, while others are active"
contract srb-extension "extension and sense area are the request's alone"
contract release "what is held comes back"
collect
ktap_equal "completion: each held request ends well" "0 0 0 " "$statuses"

# ---- addresses

contract common-buffer "extensions, sense and uncached memory are one buffer, below 4 GiB"
contract data-address "data, from its start and from inside"
contract extension-address "device and LU extension"
mistake wild-address 5 "wild ones: 0 and no length; counted"
contract convert "ULONG to physical and back"
# The adapter has no MapBuffers, and the pages of bsg's user lie where they lie.
for i in {1..8}; do
	run_test convert "$(mapped_by "$first")" 16384
done >"$test_scratch/scattered"
ktap_empty "small data in scattered memory of a user can be touched" "$(cat "$test_scratch/scattered")"

# ---- utilities

contract move-memory "overlapping, both ways"
contract time "100 ns since 1601; a stall lasts"
before=$(attribute 0 errors_logged)
contract log-error "any code, with an SRB and without"
ktap_equal "log-error: each is counted" 16 $(($(attribute 0 errors_logged) - before))
ktap_run "log-error: and in the log, in words" log_has "$log_begin" \
	'miniport logs: parity error on the bus \(error 1, id 0x1001\)'

# ---- mistakes are survived and named

mistake find-only 6 "routines of HwFindAdapter elsewhere: NULL, FALSE or 0"
ktap_run "find-only: named" log_has "$log_begin" 'miniport mistake foreign-config: ScsiPortGetBusData outside HwFindAdapter'
mistake foreign-srb 2 "RequestComplete for an SRB that nobody sent, and for none"
ktap_run "foreign-srb: named" log_has "$log_begin" 'miniport mistake foreign-srb: RequestComplete for an SRB that is not'
mistake unknown-lu 0 "notifications for an LU that does not exist: ignored"
advised=$(attribute 0 advice)
mark=$(log_time)
mistake untagged-next-lu 0 "NextLuRequest with an untagged request active is no mistake" "$untagged"
ktap_equal "untagged-next-lu: it is advice" 1 $(($(attribute 0 advice) - advised))
mistake untagged-next-lu 0 "... the second time neither" "$untagged"
ktap_equal "untagged-next-lu: counted each time, said once" "2 1" "$(($(attribute 0 advice) - advised)) $(
	log_since "$mark" | grep -c 'advice to the miniport, untagged-next-lu (0x1005): NextLuRequest for')"
mistake unknown-notification 0 "notifications that ScsiPort does not have: ignored"
mistake double-completion 1 "a request completed twice is delivered once"
ktap_run "double-completion: named" log_has "$log_begin" 'RequestComplete for an SRB that is complete'
before=$(attribute 0 mistakes)
run_test pending-completion >"$test_scratch/pending"
ktap_match "pending-completion: an error for the initiator" 'Host_status=0x07|no data' \
	"$(cat "$test_scratch/pending")"
ktap_equal "pending-completion: counted" 1 $(($(attribute 0 mistakes) - before))
ktap_run "pending-completion: named" log_has "$log_begin" 'RequestComplete with SrbStatus PENDING'

# ---- completion and flow

contract complete-then-next "then NextRequest, twice, with a surplus argument; the SRB can still be read"
contract next-then-complete "the other way round"
contract complete-then-next "untagged" "$untagged"
contract next-then-complete "untagged" "$untagged"
for u in "$(unit 0 0 0)" "$untagged" "$(unit 0 2 0)" "$(unit 1 0 0)"; do
	hold "$u"
done
wait_for 10 active 4
ktap_match "wildcards: the request that is being started is completed too" 'Host_status=0x06' \
	"$(vendor "$(unit 1 2 0)" 32 1 "${number[wildcards]}" 2>&1)"
contract wildcards-seen "each takes what matches, and nothing else"
collect
ktap_true "wildcards: all that were held came back" "${#statuses}" -ge 8
hold "$(unit 0 0 0)"
wait_for 10 active 1
hold "$untagged" 1
wait_for 10 active 2
begin=$SECONDS
ktap_run "HwResetBus: sg_reset of the bus" sg_reset -b "$first"
ktap_run "HwResetBus: what was active came back" wait_for 10 active 0
collect
contract after-reset "the bus settles for reset_hold seconds"
ktap_run "HwResetBus that forgets NextRequest: the next command is answered" sg_turs "$first"
# Not by the time-out of the one that waits, 7 s, and a reset that follows that.
ktap_true "... and soon" $((SECONDS - begin)) -lt 7
# Held for longer than 2 s, so that recovery comes, which sends commands of its own in the same memory.
sg_raw -t 2 -r 32 "$first" c0 03 03 00 00 00 00 00 00 00 00 00 >/dev/null 2>&1 &
held+=($!)
wait_for 10 active 1
collect
ktap_run "HwResetBus that says BUSY: the request is not kept for another attempt" wait_for 10 active 0
ktap_run "... and the unit goes on" sg_turs -n 10 "$first"
hold "$(unit 0 0 0)"
hold "$untagged"
wait_for 10 active 2
before=$(attribute 0 not_ours)
inject 0 spurious_interrupts 1
collect
ktap_equal "HwInterrupt that completes and says FALSE: completions count" "0 0 " "$statuses"
ktap_equal "... and the interrupt was its own" "$before" "$(attribute 0 not_ours)"
hold "$(unit 0 0 0)"
hold "$untagged"
wait_for 10 active 2
contract own-interrupt "HwStartIo may stall and call its own HwInterrupt"
collect
ktap_equal "own-interrupt: what that completed came back" "0 0 " "$statuses"
# While the bus settles they are parked here, and not in the block layer, which has an order of its own.
run_test reset-hold
for i in {1..8}; do
	vendor "$first" 32 5 "$i" >/dev/null 2>&1 &
	held+=($!)
	sleep 0.15
done
collect
contract order "requests of an LU start in the order in which they came"
hold "$first" 2
wait_for 10 active 1
before=$(attribute 0 start_io)
hold "$first" 2
sleep 1
ktap_equal "NextRequest alone: no second request for an LU that has one" 0 $(($(attribute 0 start_io) - before))
hold "$(unit 0 2 0)" 2
ktap_run "... but one for another LU" wait_for 10 active 2
inject 0 spurious_interrupts 1
ktap_run "... and the second one when the first is complete" wait_for 10 active 1
inject 0 spurious_interrupts 1
collect
ktap_equal "... and all end well" "0 0 0 " "$statuses"

# ---- the port's own REQUEST SENSE is the next command of its LU

run_test reset-hold
vendor "$first" 512 2 4 2 >/dev/null 2>&1 &
held+=($!)
sleep 0.15
vendor "$first" 32 5 1 >/dev/null 2>&1 &
held+=($!)
collect
contract sense-first "REQUEST SENSE comes before what waited, after a command that HwStartIo completed"
begin=$SECONDS
hold "$first" 0 4 2
wait_for 10 active 1
hold "$first" 0 5 0
wait_for 10 active 2
inject 0 spurious_interrupts 1
collect
contract sense-first "... and before one of its LU that was BUSY meanwhile"
ktap_true "... neither of which waits for the other" $((SECONDS - begin)) -lt 5
before=$(attribute 0 bus_resets)
begin=$SECONDS
vendor "$first" 512 2 4 2 6 >/dev/null 2>&1 &
held+=($!)
sleep 0.2
ktap_run "REQUEST SENSE that is not answered: the others go on" \
	sg_raw -t 15 "$(unit 1 0 0)" 00 00 00 00 00 00
ktap_true "... soon after its 2 s and those of the reset" $((SECONDS - begin)) -lt 10
collect
ktap_match "... its command fails" '[1-9]' "$statuses"
ktap_equal "... after a reset of the bus" 1 $(($(attribute 0 bus_resets) - before))
ktap_run "... which says why" log_has "$log_begin" '0:0:0: REQUEST SENSE is not answered within 2 s'
# As hold, for longer. sg_reset comes back when the bus has settled.
sg_raw -t 60 -r 32 "$(unit 1 0 0)" c0 03 01 00 00 00 00 00 00 00 00 00 >/dev/null 2>&1 &
held+=($!)
wait_for 10 active 1
before=$(attribute 0 start_io)
sg_reset -b "$first" || true
sg_raw -t 60 -r 32 "$first" c0 05 01 00 00 00 00 00 00 00 00 00 >/dev/null 2>&1 &
held+=($!)
sleep 1
ktap_equal "a reset of one bus does not ask for a miniport that is full on another" "$before" \
	"$(attribute 0 start_io)"
sg_reset -b "$(unit 1 0 0)" || true
collect
ktap_match "... but a reset of that does" ' 0 $' "$statuses"
head -c 8192 /dev/urandom >"$test_scratch/out"
ktap_run "SCRIBBLE: the processor may write to the data of a write, and put it back" \
	sg_raw -s 8192 -i "$test_scratch/out" "$first" c0 06 00 00 00 00 00 00 00 00 00 00
run_test reset-hold
for u in "$first" "$untagged" "$(unit 0 2 0)" "$(unit 1 0 0)"; do
	vendor "$u" 32 6 >/dev/null 2>&1 &
	held+=($!)
done
collect
contract one-at-a-time "HwStartIo is not called from inside HwStartIo, whoever waits"
before=$(attribute 0 completions)
hold "$first"
wait_for 10 active 1
scsiport-ctl miniport "/dev/scsiport$(host_of 0)" --signature CONTRACT --code 1 --length 4 \
	>/dev/null 2>&1 &
held+=($!)
sleep 1
ktap_equal "a request without a tag waits until its LU is idle" 0 "$(($(attribute 0 completions) - before))"
inject 0 spurious_interrupts 1
collect
contract alone "... and has it for itself"
before=$(attribute 0 start_io)
begin=${EPOCHREALTIME/./}
ktap_equal "BUSY: with the same length again and again, until it is taken" 512 \
	"$(vendor "$first" 512 4 3 2>/dev/null | wc -c)"
ktap_equal "BUSY: offered once for each event, not in a loop" 4 $(($(attribute 0 start_io) - before))
ktap_true "BUSY: not at once, but by the tick, as nothing else completes" \
	$((${EPOCHREALTIME/./} - begin)) -ge 1500000
ktap_true "BUSY: counted" "$(attribute 0 busy)" -ge 3
for status in 8 40; do
	before=$(attribute 0 start_io)
	ktap_equal "ScsiStatus $status (BUSY, QUEUE_FULL): offered again until it is taken" "512 bytes, 4 times" \
		"$(vendor "$first" 512 4 3 $status 2>/dev/null | wc -c) bytes, $(($(attribute 0 start_io) - before)) times"
done

# ---- the timer

contract timer "once, not before its time"
contract timer-replaced "the last call counts"
contract timer-soon "1 us, set anew by its own routine, 20 times: no rounding to a tick"
contract timer-cancel-inside "set and cancelled in its own routine"
contract timer-set "set, for 3 s"
contract timer-cancel "cancelled by a later request"
sleep 3.2
contract timer-stray "none came that was replaced or cancelled"

# ---- the callback pair

contract pair "the last routine counts, Enable and Disable; FALSE or TRUE does not matter"
contract disable-alone "a Disable callback without an Enable callback is called"
contract timer-beside-enable "a timer that runs out beside the Enable callback waits for its end"
contract pair-chain "an Enable callback that the Disable callback posts is not lost"

# For 3.3 s. A command's time may be rounded up by a second.
begin=${EPOCHREALTIME/./}
before=$(attribute 0 bus_resets)
printf -v cdb '%02x ' 192 1 "${number[enable-late]}" 0 0 0 0 0 0 0 0 0
# shellcheck disable=SC2086
ktap_run "what an Enable callback completes, while the time of that is over: it is answered" \
	sg_raw -t 2 -r 32 "$first" $cdb
ktap_true "... after the Disable callback" $((${EPOCHREALTIME/./} - begin)) -ge 3300000
ktap_equal "... without a reset" "$before" "$(attribute 0 bus_resets)"
contract enable-late-seen "... and its SRB can be read until then"
begin=$SECONDS
contract enable-busy "BUSY by an Enable callback that outlasts a tick: it comes again"
ktap_true "... by the next" $((SECONDS - begin)) -lt 5

shut='CallEnableInterrupts is 5 s old and no CallDisableInterrupts came'
printf -v cdb '%02x ' 192 1 "${number[gate-reset]}" 0 0 0 0 0 0 0 0 0
# shellcheck disable=SC2086
sg_raw -t 60 -r 32 "$first" $cdb >/dev/null 2>&1 &
held+=($!)
ktap_run "gate-reset: a gate that nobody opens is named" wait_for 20 log_has "$log_begin" "$shut"
ktap_run "... and a reset opens it" sg_reset -b "$first"
collect
since=$(log_time)
contract gate "an Enable callback whose work a timer ends, 6.5 s later: interrupts are not passed on"
ktap_run "... which is named, as the one before was" log_has "$since" "$shut"

# ---- the reset hold

contract reset-hold "ResetDetected, with a surplus argument"
contract after-hold "no HwStartIo for reset_hold seconds"
run_test hold-again
sleep 1.2
contract after-hold "... after the last ResetDetected"
contract timer-in-hold "timers run and requests complete meanwhile"

# ---- HwStartIo that says FALSE

answer 1 0 4 "Illegal Request, 0 bytes" "FALSE, the request forgotten: answered as invalid"
answer 1 0 5 "512 bytes" "FALSE, the request completed: as it was completed"
ktap_run "FALSE: named" log_has "$log_begin" 'HwStartIo returned FALSE'

# ---- what a status becomes

status 1 "SUCCESS" "512 bytes"
status 2 "ABORTED" "host 0x05, 0 bytes"
status 3 "ABORT_FAILED" "host 0x07, 0 bytes"
status 4 "ERROR" "host 0x07, 0 bytes"
status 6 "INVALID_REQUEST" "Illegal Request, 0 bytes"
status 7 "INVALID_PATH_ID" "host 0x04, 0 bytes"
status 8 "NO_DEVICE" "host 0x01, 0 bytes"
status 9 "TIMEOUT" "host 0x03, 0 bytes"
status 10 "SELECTION_TIMEOUT" "host 0x01, 0 bytes"
status 11 "COMMAND_TIMEOUT" "host 0x03, 0 bytes"
for code in 13 16 19 20 21 22 34 35 36 37 48; do
	status "$code" "$code, which says no more than error" "host 0x07, 0 bytes"
done
status 14 "BUS_RESET" "host 0x08, 0 bytes"
status 15 "PARITY_ERROR" "host 0x06, 0 bytes"
status 17 "NO_HBA" "host 0x01, 0 bytes"
status 18 "DATA_OVERRUN, all moved" "host 0x07, 0 bytes"
status 32 "INVALID_LUN" "host 0x01, 0 bytes"
status 33 "INVALID_TARGET_ID" "host 0x04, 0 bytes"
status 250 "250, which does not exist" "host 0x07, 0 bytes"
status 65 "SUCCESS with QUEUE_FROZEN, which is not a miniport's" "512 bytes"
answer 18 0 2 "256 bytes" "DATA_OVERRUN, half moved: an underrun"
answer 1 0 2 "256 bytes" "SUCCESS, half moved"
answer 1 0 1 "0 bytes" "SUCCESS, nothing moved"
answer 1 0 3 "512 bytes" "SUCCESS, more moved than asked for: all"
before=$(attribute 0 sense_requests)
answer 4 2 0 "Medium Error, 0 bytes" "CHECK CONDITION without sense: the port fetches it"
answer 1 2 0 "Medium Error, 0 bytes" "CHECK CONDITION with SUCCESS is believed"
ktap_equal "CHECK CONDITION: fetched each time" 2 $(($(attribute 0 sense_requests) - before))
answer 4 2 7 "Medium Error, 0 bytes" "... also if the miniport has another Lun in the SRB now"
answer 132 2 8 "Medium Error, 0 bytes" "sense data of the miniport"
answer 132 0 8 "Medium Error, 0 bytes" "... believed without a ScsiStatus"
answer 4 24 0 "Reservation Conflict, 0 bytes" "RESERVATION CONFLICT"

contract functions "no function that this adapter has not asked for, after resets and all that"

# ---- the end

unload
ktap_run "ScsiStopAdapter at the end, with nothing active" log_has "$log_begin" 'contractport: stopped, 0 held'
ktap_equal "no control type that was not offered" "" \
	"$(log_since "$log_begin" | grep 'was not offered' || true)"

# ---- DISABLE_DISCONNECT

started() {
	[ $(($(attribute 0 start_io) - before)) -eq "$1" ]
}

load vhba-hw personality=deferred size_mb=8
load contractport DisableDisconnects=1
wait_for 30 have_units
before=$(attribute 0 start_io)
hold "$(unit 0 0 0)"
wait_for 10 started 1
hold "$(unit 0 0 0)"
hold "$(unit 1 2 0)"
sleep 1
ktap_run "DISABLE_DISCONNECT: no other request of the adapter starts beside it, asked for or not" started 1
for i in 2 3; do
	inject 0 spurious_interrupts 1
	wait_for 10 started $i
done
inject 0 spurious_interrupts 1
collect
ktap_equal "... but after it" "0 0 0 " "$statuses"
unload

# ---- tags without queuing; an HBA with 24 address lines

load vhba-hw personality=deferred size_mb=8
load contractport DisableTaggedQueuing=1
wait_for 30 have_units
contract tag-alone "MultipleRequestPerLu alone: a tag, and no QUEUE_ACTION_ENABLE" "$(unit 0 0 0)"
unload
load vhba-hw personality=deferred size_mb=8
load contractport DriverParameter=isa
if grep -q '^0000.*System RAM' /proc/iomem; then
	ktap_run "a master without Dma32BitAddresses: its units come up" wait_for 30 have_units
	ktap_empty "... all that it is told lies below 16 MiB" "$(run_test low "$(unit 0 0 0)")"
	ktap_empty "... also of 64 KiB, and of scattered memory" \
		"$(run_test low "$(unit 0 0 0)" 65536)$(run_test low "$(mapped_by "$(unit 0 0 0)")" 65536)"
else
	ktap_match "a master without Dma32BitAddresses, where no memory is below 16 MiB: it is told" \
		"this machine cannot give the HBA 24-bit DMA" "$(log_since "$log_begin")"
fi
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
