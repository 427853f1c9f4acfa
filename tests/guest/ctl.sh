#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scsiport-ctl as somebody meets it who has adapters: list, stat, hist, top, trace, verify; adapters that go
# meanwhile. What it makes of numbers is in tests/host/ctl_fixture, requests are in ioctl.sh and wmi.sh.
#
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ctl_lib.sh
. "$(dirname "$0")/ctl_lib.sh"

PATH=$PATH:$(readlink -f "$(dirname "$0")")
require scsiport-ctl setpriv
require_events

as_nobody() {
	local status=0

	setpriv --reuid=65534 --regid=65534 --clear-groups scsiport-ctl "$@" 2>&1 || status=$?
	echo "status $status"
}

# field NAME [FILE]: of JSON on one line, the last number or text of that name.
field() {
	grep -oE "\"$1\":(\"[^\"]*\"|[^,}]*)" "${2:-$test_scratch/out}" | tail -n 1 | sed "s/^\"$1\"://; s/\"//g"
}

instances() {
	find "$tracefs/instances" -mindepth 1 -maxdepth 1 -name 'scsiport-ctl.*' | wc -l
}

has_instance() {
	[ "$(instances)" -gt 0 ]
}

is_idle() {
	[ "$(attribute 0 active)" -eq 0 ]
}

# read_blocks SIZE COUNT: of the first disk.
read_blocks() {
	dd if="/dev/$first" of=/dev/null bs="$1" count="$2" iflag=direct status=none
}

# Blocks of 4 KiB, one after the other, until the file "stop" is there.
keep_reading() {
	rm -f "$test_scratch/stop"
	while [ ! -e "$test_scratch/stop" ]; do
		read_blocks 4096 64 2>/dev/null || break
	done
}

# ---- nobody there
ktap_match "scsiport.ko is not loaded" \
	'^scsiport-ctl: scsiport.ko is not loaded, .*: load a miniport, e.g. modprobe vhba-hw && modprobe vhba$' "$(said 15 list)"
load scsiport
ktap_match "no adapter" '^scsiport-ctl: no adapter: load a miniport, e.g. modprobe vhba-hw && modprobe vhba$' \
	"$(said 15 stat)"
unload

# ---- adapters
log_mark=$(log_time)
load_disks 2 adapters=2
host=$(host_of 0) first=$(first_disk 0)
said 0 list >"$test_scratch/list"
ktap_equal "list: a line for each adapter" "$(host_of 0) vhba vhba.0 running $(attribute 0 irq) 1,$(host_of 1) vhba vhba.1 running $(attribute 1 irq) 1" \
	"$(awk '$2 == "vhba" { $1 = $1; print }' "$test_scratch/list" | paste -sd ,)"
said 0 list "$host" >"$test_scratch/list"
ktap_match "list N: the largest transfer" "largest transfer +$(attribute 0 max_transfer) bytes  \\(MaximumTransferLength\\)" \
	"$(cat "$test_scratch/list")"
for limit in requests sg_elements max_transfer; do
	by=$(attribute 0 "${limit}_by")
	ktap_run "... where $limit comes from is what the log said" log_has "$log_mark" "vhba.0: .*\\($by\\)"
	ktap_match "... and what is shown" "\\($by\\)\$" "$(cat "$test_scratch/list")"
done
ktap_match "list N: its disk, by both names" "unit 0:0:0  disk .* /dev/$first /dev/sg[0-9]+\$" "$(cat "$test_scratch/list")"
said 0 list "$host" --json >/dev/null
ktap_equal "list --json" "$first vhba $(attribute 0 requests_by)" "$(field block) $(field miniport) $(field requests_by)"
ktap_match "a host that is not there" "there is no host99; adapters of scsiport are: $host $(host_of 1)\$" "$(said 15 stat 99)"
ktap_match "list needs no root" '^status 0$' "$(as_nobody list)"
ktap_match "stat needs no root" '^status 0$' "$(as_nobody stat)"

# ---- stat
said 0 stat "$host" --json >/dev/null
ktap_true "stat: requests since it was loaded" "$(field requests_per_second | tr -d .)" -gt 0
scsiport-ctl stat "$host" --json --interval 4 --count 2 >"$test_scratch/stat" &
watcher=$!
wait_for 10 test -s "$test_scratch/stat"
read_blocks 64k 64
wait "$watcher"
ktap_equal "stat --interval: all that was read meanwhile, and nothing else" "last 4096 0.000" "$(field since "$test_scratch/stat") $(
	awk -v rate="$(field read_kib_per_second "$test_scratch/stat")" -v time="$(field seconds "$test_scratch/stat")" \
		'BEGIN { printf "%d", rate * time + 0.5 }') $(field written_kib_per_second "$test_scratch/stat")"
ktap_true "... and how long a request took" "$(field await_ms "$test_scratch/stat" | tr -d .)" -gt 0
ktap_equal "stat --prometheus: the counters" "$(attribute 0 completions) $(attribute 1 completions)" "$(
	scsiport-ctl stat --prometheus | sed -nE 's/^scsiport_completed_requests_total\{[^}]*\} //p' | paste -sd ' ')"
ktap_empty "... and nothing but metrics" "$(scsiport-ctl stat --prometheus |
	grep -vE '^# (HELP|TYPE) scsiport_[a-z_]+ .|^scsiport_[a-z_]+\{host="[0-9]+",miniport="vhba"(,[a-z]+="[^"\\]*")?\} [0-9.]+$')"
ktap_equal "stat: a pipe that closes" "0 0 1" "$(
	scsiport-ctl stat --interval 0.1 2>&1 | sed -n 1q
	echo "${PIPESTATUS[*]} 1")"

# ---- requests to the port, for programs
said 0 capabilities "$host" --json >/dev/null
ktap_equal "capabilities --json" "$(attribute 0 max_transfer)" "$(field maximum_transfer_length)"
said 0 address "$host" --unit 0:0:0 --json >/dev/null
ktap_equal "address --json" "{\"port\":$host,\"path\":0,\"target\":0,\"lun\":0}" "$(cat "$test_scratch/out")"
said 0 inquiry "$host" --json >/dev/null
ktap_match "inquiry --json" '^\{"buses":\[\{"path":0,"initiator":[0-9]+,"units":\[\{"path":0,"target":0,"lun":0,"type":0,"claimed":true,"vendor":".{8}","product":".{16}","revision":".{4}"\}\]\}\]\}$' \
	"$(cat "$test_scratch/out")"

# ---- times
wait_for 5 is_idle
said 0 hist "$host" HwInterrupt --json >/dev/null
calls=$(awk '$1 == "calls" { print $2 }' "$host_class/host$host/scsiport_time/HwInterrupt")
ktap_equal "hist: as many calls as there were" "$calls $calls" "$(sed 's/,"total_ns".*//' "$test_scratch/out" | grep -oE '[0-9]+$') $(
	sed 's/.*"buckets"//' "$test_scratch/out" | grep -oE '"calls":[0-9]+' | awk -F : '{ n += $2 } END { print n }')"
ktap_match "hist: the bars" '^< [0-9.]+ us +[0-9]+ [|*!]#+$' "$(said 0 hist "$host" HwInterrupt)"
said 0 hist "$host" --svg "$test_scratch/picture" >/dev/null
ktap_match "hist --svg" '^</svg>$' "$(cat "$test_scratch/picture")"
ktap_match "hist: no root" '^scsiport-ctl: only root may read histograms$' "$(as_nobody hist "$host")"
umount /sys/kernel/debug
ktap_match "hist: debugfs is not mounted" 'debugfs is not mounted: mount -t debugfs debugfs /sys/kernel/debug' \
	"$(said 15 hist "$host")"
mount -t debugfs debugfs /sys/kernel/debug
echo 1 >"$host_class/host$host/scsiport/budget_us"
echo 1 >"$host_class/host$host/scsiport_time/clear"
keep_reading &
sleep 1
said 0 top --count 2 --interval 2 >"$test_scratch/top"
said 0 stat "$host" --json --count 2 >/dev/null
touch "$test_scratch/stop"
wait
ktap_match "top: HwInterrupt of the adapter at work, with a budget of 1 us" \
	"^$host +HwInterrupt +[0-9.]+ +[1-9][0-9.]* +[0-9.]+ +[0-9.]+ +[1-9][0-9.]* +$(is_rt && echo on || echo off)\$" "$(cat "$test_scratch/top")"
ktap_true "stat: so many are over it" "$(field over_budget_per_second | tr -d .)" -gt 0
ktap_match "hist: and one of them is named" '^[1-9][0-9]* over the budget of 1 us; the longest: opcode 0x28, 4096 bytes, unit 0:0:0$' \
	"$(said 0 hist "$host" HwInterrupt)"
echo 50 >"$host_class/host$host/scsiport/budget_us"
echo N >/sys/module/scsiport/parameters/accounting
ktap_match "accounting is off: hist says so" 'accounting is off \(scsiport.accounting=0\): times are not known' "$(said 5 hist "$host")"
ktap_match "... top too" 'accounting is off' "$(said 5 top --count 1)"
ktap_match "... and stat shows the rest" "^$host +vhba +[0-9.]+ .*[0-9]\$" "$(said 0 stat "$host")"
echo Y >/sys/module/scsiport/parameters/accounting

# ---- stories
trace_start module/module_load
keep_reading &
said 0 trace "$host" --unit 0:0:0 >"$test_scratch/story"
said 0 trace "$host" --count 3 --json >"$test_scratch/stories"
touch "$test_scratch/stop"
wait
ktap_match "trace: one request" "^host$host 0:0:0( tag [0-9]+)?: READ\\(10\\), 4096 bytes, answered after [0-9.]+ us\$" \
	"$(cat "$test_scratch/story")"
ktap_comment "$(cat "$test_scratch/story")"
ktap_equal "... in order" "HwStartIo gets it,HwInterrupt begins,RequestComplete,HwInterrupt returns,answered: GOOD" "$(
	sed -nE 's/^ +\+[0-9.]+ us +(HwStartIo gets it|HwInterrupt begins|RequestComplete|HwInterrupt returns|answered: GOOD).*/\1/p' \
		"$test_scratch/story" | paste -sd ,)"
ktap_equal "... and no other" 1 "$(grep -c '^host' "$test_scratch/story")"
ktap_equal "trace --count --json: an object for each" "3 3" "$(grep -c '"command":"READ(10)".*"answer":"GOOD"' \
	"$test_scratch/stories") $(wc -l <"$test_scratch/stories")"
ktap_equal "trace: who traces already is not disturbed" "1 module:module_load global" \
	"$(cat "$tracefs/tracing_on" "$tracefs/set_event" | paste -sd ' ') $(grep -oE '\[[a-z]+\]' "$tracefs/trace_clock" | tr -d '[]')"
trace_stop
ktap_equal "trace: nothing is left" 0 "$(instances)"
ktap_match "trace: no request" '^scsiport-ctl: no request was answered meanwhile$' "$(said 33 trace "$(host_of 1)" --seconds 1)"
ktap_match "trace: no root" '^scsiport-ctl: only root may trace$' "$(as_nobody trace "$host")"
for signal in INT TERM HUP; do
	scsiport-ctl trace "$host" --seconds 60 >/dev/null 2>&1 &
	watcher=$!
	wait_for 5 has_instance
	kill -"$signal" "$watcher"
	wait "$watcher" || true
	ktap_equal "trace: after SIG$signal nothing is left" 0 "$(instances)"
done
scsiport-ctl trace "$host" --seconds 60 >/dev/null 2>&1 &
watcher=$!
wait_for 5 has_instance
kill -KILL "$watcher"
wait "$watcher" 2>/dev/null || true
said 33 trace "$host" --seconds 0.1 >/dev/null
ktap_equal "trace: the next one removes what a killed one left" 0 "$(instances)"

# ---- verify
if [ -e "$host_class/host$host/scsiport/verifier" ]; then
	said 0 verify "$host" strict >/dev/null
	ktap_match "verify N LEVEL" "^host$host \\(vhba\\): strict\$" "$(said 0 verify "$host")"
	ktap_match "... of one adapter" "^host$(host_of 1) \\(vhba\\): (off|warn)\$" "$(said 0 verify "$(host_of 1)")"
	ktap_match "verify: no root" "only root may set the verifier's level" "$(as_nobody verify "$host" off)"
else
	ktap_match "verify: a module without a verifier" 'this scsiport.ko has no verifier' "$(said 5 verify)"
fi

# ---- adapters that go
scsiport-ctl stat "$host" --interval 0.2 >/dev/null 2>"$test_scratch/gone" &
stat=$!
scsiport-ctl stat --interval 0.2 >/dev/null 2>"$test_scratch/all" &
all=$!
scsiport-ctl trace "$host" --seconds 60 >/dev/null 2>"$test_scratch/traced" &
trace=$!
wait_for 5 has_instance
unload
statuses=''
for job in "$stat" "$all" "$trace"; do
	status=0
	wait "$job" || status=$?
	statuses+=" $status"
done
ktap_equal "adapters go: it is said by the exit status of stat N, stat and trace" " 2 2 2" "$statuses"
ktap_equal "... in words: stat N" "scsiport-ctl: host$host is gone" "$(tail -n 1 "$test_scratch/gone")"
ktap_equal "... stat" "scsiport-ctl: no adapter is left" "$(tail -n 1 "$test_scratch/all")"
ktap_equal "... trace" "scsiport-ctl: host$host is gone" "$(cat "$test_scratch/traced")"
ktap_equal "... and nothing is left" 0 "$(instances)"
ktap_log_clean "the kernel has nothing to complain about"
ktap_exit
