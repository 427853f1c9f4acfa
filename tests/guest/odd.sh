#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The habits of real miniports that the contract bears: oddport moves data by the processor whatever the
# direction, answers MODE SENSE only as Windows asks, has sense data of zeros, completes nothing in
# HwResetBus, is slow, writes all over its SRBs, keeps what it was given. No data, memory or disk is lost by it.
#
# kernels: 6.1 debug
# waits: yes
# early: yes
# leaks: yes
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

modules_under_test="oddport $modules_under_test"
PATH=$PATH:$(readlink -f "$(dirname "$0")")
require dd cmp sg-readonly scsiport-ctl sg_inq sg_raw sg_reset sg_start sg_turs

hold_seconds=1

# odd WORDS [PARAMETER...]: its disk.
odd() {
	load vhba-hw personality=polled size_mb=1
	load oddport "DriverParameter=$1" reset_hold=$hold_seconds "${@:2}"
	wait_for 60 have_disks 1
	disk=$(first_disk 0)
	command_timeout "$disk" 2 6
	since=$(log_time)
}

state() {
	attribute 0 state
}

# How often it had requests when a bus had settled after a reset.
kept() {
	cat "$host_class/host$(host_of 0)/scsiport_rules/kept-after-reset"
}

is_running() {
	[ "$(state)" = running ]
}

# ---- memory that somebody may only read

# protected NAME DISK
protected() {
	ktap_run "$1: who may only read disk and file cannot change the file, whatever the direction" \
		sg-readonly "/dev/$2" "$test_scratch/victim"
}

chmod 711 "$test_scratch"
for p in ring deferred unmaskable polled; do
	load_disks 1 "personality=$p" size_mb=8
	protected "$p" "$(first_disk 0)"
	unload
done
odd ""
protected "a miniport that never looks at the direction" "$disk"
head -c 65536 /dev/urandom >"$test_scratch/data"
sg_raw -s 65536 -i "$test_scratch/data" "/dev/$disk" 2a 00 00 00 00 00 00 00 80 00 >"$test_scratch/log" 2>&1 || true
sg_raw -r 65536 -o "$test_scratch/back" "/dev/$disk" 28 00 00 00 00 00 00 00 80 00 >"$test_scratch/log" 2>&1 || true
ktap_run "... and what he sends arrives" cmp "$test_scratch/data" "$test_scratch/back"
unload

# ---- the write cache is seen

queue_of() {
	cat "/sys/block/$disk/queue/$1"
}

cache_type() {
	cat "/sys/block/$disk/device/scsi_disk"/*/cache_type
}

odd all-192
ktap_equal "MODE SENSE as Windows asks: the write cache is seen" "write back" "$(cache_type)"
ktap_equal "... and FUA, which it drops, is not relied on" 0 "$(queue_of fua)"
ktap_empty "... and the log has nothing to say" "$(log_since "$log_begin" | grep 'write cache is on' || true)"
unload
odd all-192 fua=1
ktap_equal "fua=1: FUA is believed" 1 "$(queue_of fua)"
unload
since=$(log_time)
odd page-192
ktap_equal "a write cache that sd cannot see: write through" "write through" "$(cache_type)"
ktap_run "... is named in the log" log_has "$log_begin" \
	'the write cache is on, but Linux will not see that.*temporary write back'
echo "temporary write back" >"$(echo "/sys/block/$disk/device/scsi_disk"/*/cache_type)"
ktap_equal "... whose remedy helps" "write back" "$(queue_of write_cache)"
unload

# ---- sense data that say nothing

for word in zero-sense auto-zero; do
	odd $word
	begin=$SECONDS
	sg_inq -p 0x80 "/dev/$disk" >"$test_scratch/log" 2>&1 || true
	ktap_true "$word: a command without sense data fails soon" $((SECONDS - begin)) -lt 5
	ktap_equal "$word: ... and nobody resets anything" 0 "$(attribute 0 bus_resets)"
	ktap_run "$word: ... and the unit goes on" sg_turs "/dev/$disk"
	unload
done

# ---- slow and healthy, beside a HwResetBus that completes nothing

odd slow
command_timeout "$disk" 30
readers=()
for i in {0..13}; do
	dd "if=/dev/$disk" of=/dev/null bs=4k count=1 "skip=$i" iflag=direct status=none &
	readers+=($!)
done
sleep 2
ktap_run "a request a second: a reset of the bus waits for what is on its way" sg_reset -b "/dev/$disk"
status=0
for pid in "${readers[@]}"; do
	wait "$pid" || status=$?
done
ktap_equal "... all of which is answered" 0 "$status"
ktap_equal "... and the adapter runs" running "$(state)"
unload
odd late
command_timeout "$disk" 30
dd "if=/dev/$disk" of=/dev/null bs=4k count=1 skip=511 iflag=direct status=none &
reader=$!
sleep 1
sg_reset -b "/dev/$disk" >"$test_scratch/log" 2>&1 || true
status=0
wait $reader || status=$?
ktap_equal "a reset that somebody asks for does not help: what is on its way is answered" 0 "$status"
ktap_run "... and it takes nothing offline" wait_for 10 is_running
unload
odd late
ktap_run "slower than its time-out: the answer counts when it comes" \
	dd "if=/dev/$disk" of=/dev/null bs=4k count=1 skip=511 iflag=direct status=none
ktap_match "... after a reset that did not help" 'resetting bus 0' "$(log_since "$since")"
ktap_equal "... and the adapter runs" "running 0" "$(state) $(attribute 0 errors_logged)"
ktap_equal "... its one mistake is that it kept a request over a reset" "1 1" "$(kept) $(attribute 0 mistakes)"
unload

# ---- what is written to an SRB does not matter

# copies: what is written can be read.
copies() {
	dd "if=$test_scratch/data" "of=/dev/$disk" bs=4k count=4 oflag=direct status=none
	dd "if=/dev/$disk" "of=$test_scratch/back" bs=4k count=4 iflag=direct status=none
	cmp -n 16384 "$test_scratch/data" "$test_scratch/back"
}

for words in scribble "scribble busy"; do
	odd "$words"
	ktap_run "$words: data is right" copies
	ktap_equal "$words: ... and nothing was a mistake, or offered twice" "0 0" \
		"$(attribute 0 mistakes) $(attribute 0 errors_logged)"
	unload
done
odd "scribble late"
ktap_run "scribble, while recovery comes: the request is its own until it says otherwise" \
	dd "if=/dev/$disk" of=/dev/null bs=4k count=1 skip=511 iflag=direct status=none
ktap_equal "... and no other mistake was made, or request offered twice" "running 0 0" \
	"$(state) $(($(attribute 0 mistakes) - $(kept))) $(attribute 0 errors_logged)"
unload
odd "scribble zero-sense"
sg_inq -p 0x80 "/dev/$disk" >"$test_scratch/log" 2>&1 || true
ktap_run "scribble, in REQUEST SENSE, which was alone on the adapter: others go on" \
	sg_raw -t 2 "/dev/$disk" 00 00 00 00 00 00
unload
odd "scribble original"
ktap_run "OriginalRequest is written to: data is right" copies
ktap_run "... and it is named" log_has "$log_begin" 'miniport mistake original-request: OriginalRequest of an SRB was written to'
unload

# ---- a management request that is never answered

odd keep-control
timeout 30 scsiport-ctl miniport "/dev/scsiport$(host_of 0)" --signature ODD --code 1 --length 4 --timeout 1 \
	>"$test_scratch/log" 2>&1 || true
ktap_run "a management request that the miniport keeps: a reset succeeds all the same" \
	sg_reset -b "/dev/$disk"
ktap_equal "... and the adapter runs" running "$(state)"
ktap_run "... and so does its unit" sg_raw -t 2 "/dev/$disk" 00 00 00 00 00 00
unload

# ---- a bus that is reset again and again

odd storm
sg_start --start "/dev/$disk" >"$test_scratch/log" 2>&1 || true
sleep 1
begin=$SECONDS
ktap_match "ResetDetected without end: a command ends in an error" '[1-9]' \
	"$(timeout 60 sg_raw -t 2 "/dev/$disk" 00 00 00 00 00 00 >"$test_scratch/log" 2>&1 || echo $?)"
ktap_true "... in bounded time" $((SECONDS - begin)) -lt 45
unload

# ---- an Enable callback after the other

odd chain
sg_start --start "/dev/$disk" >"$test_scratch/log" 2>&1 || true
ktap_run "Enable callbacks without end: HwResetBus comes between them" timeout 60 sg_reset -b "/dev/$disk"
ktap_equal "... once" 1 "$(attribute 0 bus_resets)"
ktap_run "... and then the unit goes on" sg_turs "/dev/$disk"
unload

# ---- a unit that goes while a DPC has its extension

comes_and_goes() {
	local host i

	host=$(host_of 0)
	for ((i = 0; i < 20; i++)); do
		echo 1 >"/sys/block/$(first_disk 0)/device/delete"
		echo "- - -" >"$host_class/host$host/scan"
		wait_for 20 have_disks 1
	done
}

odd look
sg_start --start "/dev/$disk" >"$test_scratch/log" 2>&1 || true
ktap_run "a unit comes and goes 20 times below a DPC that looks for it" comes_and_goes
disk=$(first_disk 0)
sg_start --start "/dev/$disk" >"$test_scratch/log" 2>&1 || true
ktap_log_clean "... and the DPC never had an extension of a unit that was gone"
unload

# ---- REQUEST SENSE that the first reset does not bring back

odd mute-sense
begin=$SECONDS
timeout 90 sg_inq -p 0x80 "/dev/$disk" >"$test_scratch/log" 2>&1 || true
ktap_equal "REQUEST SENSE without an answer: the bus is reset again" 2 "$(attribute 0 bus_resets)"
ktap_true "... long before the time of its command is over" $((SECONDS - begin)) -lt 40
ktap_run "... and the adapter runs" wait_for 10 is_running
unload

# ---- a dead HBA, whose miniport has another word for a reset

is_offline() {
	[ "$(state)" = offline ]
}

odd dies
dd if=/dev/zero "of=/dev/$disk" bs=512 count=1 oflag=direct 2>/dev/null &
ktap_run "dies: resets that take requests back as aborted are in vain, too: offline" wait_for 60 is_offline
ktap_run "... and the log says why" log_has "$since" 'no request is answered between resets: the adapter is taken offline'
wait || true
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
