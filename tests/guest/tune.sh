#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# scsiport-ctl tune finds the largest transfer that keeps the budget: of vhba's unmaskable personality, for three
# times that an access to its data port takes, and of hba/ata undeferred, where the emulator counts each
# repetition of INSW as an instruction. The machine's time follows its instructions: one takes a nanosecond.
#
# kernels: 6.1
# cpus: 1
# turns: yes
# append: modprobe.blacklist=ata_piix,ata_generic,pata_acpi,sr_mod
# qemu: -icount shift=0,sleep=off -drive if=none,id=d,driver=null-co,size=64M,read-zeroes=on
# qemu: -device ide-hd,bus=ide.0,unit=0,drive=d,serial=ata0
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=ata_lib.sh
. "$(dirname "$0")/ata_lib.sh"

modules_under_test="ata vhba vhba_hw scsiport"
PATH=$PATH:$(readlink -f "$(dirname "$0")")
require scsiport-ctl sg_vpd

# field NAME: of JSON on one line.
field() {
	grep -oE "\"$1\":[^,}]*" "$test_scratch/json" | sed -n "1 { s/^\"$1\"://; s/\"//g; p }"
}

# Lengths and medians of the curve.
curve() {
	grep -oE '"bytes":[0-9]+,"median_ns":[0-9]+' "$test_scratch/json" | tr -dc '0-9,\n'
}

# near FOUND EXPECTED: within a tenth.
near() {
	awk -v found="$1" -v expected="$2" 'BEGIN { exit !(found >= expected * 0.9 && found <= expected * 1.1) }'
}

# expected BUDGET-US NS BYTES: so long a transfer follows, of accesses of that time and width, from what the call itself
# takes.
expected() {
	awk -v budget="$1" -v call="$(field call_ns)" -v ns="$2" -v width="$3" '
		BEGIN { printf "%d\n", (budget * 1000 - call) / ns * width }'
}

for pio_ns in 8 12 16; do
	load_disks 1 personality=unmaskable "pio_ns=$pio_ns" size_mb=4
	disk=$(first_disk 0)
	scsiport-ctl tune "$disk" --budget 35 --count 5 --json >"$test_scratch/json"
	found=$(field max_transfer)
	ktap_comment "pio_ns=$pio_ns" "$(curve)" "limit $found, a call $(field call_ns) ns, a byte $(field byte_ns) ns"
	ktap_run "vhba, $pio_ns ns for each word: the limit is what follows from that" near "$found" \
		"$(expected 35 $pio_ns 4)"
	[ "$pio_ns" -lt 16 ] || break
	unload
done

# ---- what it says, and does

scsiport-ctl tune "$disk" --budget 35 --count 3 >"$test_scratch/log"
ktap_match "in words: the limit" "MaximumTransferLength = $found keeps the budget of 35.0 us;" \
	"$(cat "$test_scratch/log")"
ktap_match "... and the line for modprobe.d" "^options vhba max_transfer_kb=$((found / 1024))\$" "$(cat "$test_scratch/log")"
ktap_match "... and how sure that is" "of 3 requests of $found bytes 3 kept it, of as many of [0-9]+ bytes 0" \
	"$(cat "$test_scratch/log")"
before=$(md5sum <"/dev/$disk")
scsiport-ctl tune "$disk" --budget 35 --count 3 --apply >"$test_scratch/log"
ktap_equal "without --overwrite nothing is written" "$before" "$(md5sum <"/dev/$disk")"
ktap_equal "--apply: the block layer sends no more at a time" $((found / 1024)) "$(cat "/sys/block/$disk/queue/max_sectors_kb")"
scsiport-ctl tune "$disk" --budget 200 --count 3 --apply >"$test_scratch/log"
ktap_match "a budget that all keep has no limit but the miniport's" "own limit of [0-9]+ bytes \(MaximumTransferLength\)" \
	"$(cat "$test_scratch/log")"
ktap_equal "... which --apply goes back to, and not above" "$(($(attribute 0 max_transfer) / 1024))" \
	"$(cat "/sys/block/$disk/queue/max_sectors_kb")"
scsiport-ctl tune "$disk" --budget 2 --count 3 >"$test_scratch/log"
ktap_match "a budget that none keeps: only the callback pair helps" "No transfer keeps the budget of 2.0 us" "$(cat "$test_scratch/log")"
ktap_match "... says why" "callback pair .CallEnableInterrupts. helps" "$(cat "$test_scratch/log")"
ktap_run "--overwrite asks, and does nothing where there is nobody to ask" eval \
	"! scsiport-ctl tune $disk --budget 35 --overwrite </dev/null >'$test_scratch/log' 2>&1"
ktap_match "... and says what to say" "may destroy what is on /dev/$disk: say --yes" "$(cat "$test_scratch/log")"
ktap_equal "... and the disk is as it was" "$before" "$(md5sum <"/dev/$disk")"
head -c 1M /dev/urandom | dd of="/dev/$disk" bs=64k oflag=direct status=none
before=$(md5sum <"/dev/$disk")
starts=$(attribute 0 start_io)
scsiport-ctl tune "$disk" --budget 35 --count 3 >"$test_scratch/log"
reads=$(($(attribute 0 start_io) - starts))
scsiport-ctl tune "$disk" --budget 35 --count 3 --overwrite --yes --json >"$test_scratch/json"
ktap_run "with --overwrite, writes are measured, too" near "$(field max_transfer)" "$(expected 35 16 4)"
ktap_true "... which are as many as reads" $(($(attribute 0 start_io) - starts - reads)) -ge $((reads * 2 - 10))
echo 1 >/proc/sys/vm/drop_caches
ktap_equal "... of what was there" "$before" "$(md5sum <"/dev/$disk")"
echo 0 >"$host_class/host$(host_of 0)/scsiport/budget_us"
ktap_run "an adapter without a budget" eval "! scsiport-ctl tune $disk >'$test_scratch/log' 2>&1"
ktap_match "... needs one" "budget_us is 0.: say --budget" "$(cat "$test_scratch/log")"
unload

vhba_parameters=(max_transfer_kb=5)
load_disks 1 personality=unmaskable pio_ns=16 size_mb=4
ktap_equal "max_transfer_kb makes the limit smaller" "5120 max_transfer_kb" \
	"$(attribute 0 max_transfer) $(attribute 0 max_transfer_by)"
unload
vhba_parameters=(max_transfer_kb=4096)
load_disks 1 personality=unmaskable pio_ns=16 size_mb=4
ktap_equal "... and never larger" "12288 MaximumTransferLength" "$(attribute 0 max_transfer) $(attribute 0 max_transfer_by)"
unload

# ---- ata, whose access is an instruction here

ata_load ata0 ata legacy=1 "DriverParameter=mode=interrupt;max_transfer=131072"
disk=$(ata_disk_of ata0)
scsiport-ctl tune "$disk" --budget 3 --count 5 --json --svg "$test_scratch/svg" >"$test_scratch/json"
found=$(field max_transfer)
ktap_comment "ata" "$(curve)" "limit $found, a call $(field call_ns) ns, a byte $(field byte_ns) ns"
ktap_run "ata, an instruction for each word of 16 bits: what its author computes" near "$found" "$(expected 3 1 2)"
ktap_match "... whose cost it finds: half of a nanosecond for each byte" '^0\.5' "$(field byte_ns)"
ktap_match "... and draws" "^<svg .*" "$(cat "$test_scratch/svg")"
[ -z "${RESULTS:-}" ] || cp "$test_scratch/svg" "$RESULTS/tune.svg"
unload
ata_load ata0 ata legacy=1
scsiport-ctl tune "$(ata_disk_of ata0)" --budget 3 --count 5 >"$test_scratch/log"
ktap_match "deferred, all transfers keep it" "All transfers keep the budget" "$(cat "$test_scratch/log")"
ktap_match "... as the miniport does it already" "moves data in its Enable callback already" "$(cat "$test_scratch/log")"
unload
ktap_log_clean "the kernel has no complaint"
ktap_exit
