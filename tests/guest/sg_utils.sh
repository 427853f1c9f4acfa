#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# The disks of every personality answer sg3_utils rightly: identity, size, pages, refusals, residuals.
#
# kernels: 6.1
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

personalities="ring deferred unmaskable polled"
size_mb=64
luns=2

require sg_inq sg_vpd sg_readcap sg_luns sg_turs sg_modes sg_opcodes sg_requests sg_raw sg_dd sg_logs

# Something that only one disk of all says.
is_unique() {
	[ "$(sort <<<"$1" | uniq -d | wc -l)" -eq 0 ]
}

# each_disk COMMAND...: its output for every disk.
each_disk() {
	local disk

	for disk in $(all_disks); do
		"$@" "/dev/$disk"
	done
}

serial() {
	sg_vpd -p sn "$1" | sed -n 's/^ *Unit serial number: *//p'
}

inquiry() {
	local p=$1 disk=$2 text

	text=$(sg_inq "$disk")
	ktap_match "$p: INQUIRY: a disk" 'PQual=0 +PDT=0 ' "$text"
	ktap_match "$p: INQUIRY: vendor" '^ Vendor identification: SCSIPORT *$' "$text"
	ktap_match "$p: INQUIRY: product" '^ Product identification: VHBA disk *$' "$text"
	ktap_match "$p: INQUIRY: SPC-4" 'SPC-4' "$text"
	ktap_match "$p: VPD 00: the pages are 00 80 83 b0 b1 b2" '^00 00 00 06 00 80 83 b0 +b1 b2' "$(
		sg_raw -r 64 "$disk" 12 01 00 00 40 00 2>&1 | sed -nE 's/^ *00 +//p')"
	text=$(each_disk serial)
	ktap_run "$p: VPD 80: every disk has a serial number of its own" is_unique "$text"
	ktap_equal "$p: VPD 80: no disk is without" "$((2 * luns))" "$(grep -c . <<<"$text")"
	text=$(each_disk naa)
	ktap_equal "$p: VPD 83: every disk has an NAA name, 8 bytes, locally assigned" "$((2 * luns))" \
		"$(grep -cE '^3[0-9a-f]{15}$' <<<"$text")"
	ktap_run "$p: VPD 83: no two disks have the same name" is_unique "$text"
}

block_pages() {
	local p=$1 disk=$2 text

	text=$(sg_vpd -p bl "$disk")
	ktap_match "$p: VPD b0: transfer length" '^ *Maximum transfer length: [1-9][0-9]* blocks' "$text"
	ktap_match "$p: VPD b0: UNMAP" '^ *Maximum unmap block descriptor count: [1-9]' "$text"
	ktap_true "$p: VPD b0: the optimal transfer length is one that a command carries" \
		"$(sed -nE 's/^ *Optimal transfer length: ([0-9]+) blocks.*/\1/p' <<<"$text")" -le \
		$(($(queue "$disk" max_hw_sectors_kb) * 2))
	ktap_match "$p: optimal_io_size is one" yes "$(optimal_fits "$disk")"
	ktap_match "$p: VPD b1: does not rotate" 'Non-rotating medium' "$(sg_vpd -p bdc "$disk")"
	text=$(sg_vpd -p lbpv "$disk")
	ktap_match "$p: VPD b2: UNMAP and WRITE SAME unmap" 'LBPU\): 1' "$text"
	ktap_match "$p: VPD b2: thin" 'thin provisioned' "$text"
}

# queue DISK NAME
queue() {
	cat "/sys/block/${1#/dev/}/queue/$2"
}

# optimal_fits DISK: 0 is none, where only the driver knows.
optimal_fits() {
	local optimal

	optimal=$(queue "$1" optimal_io_size)
	[ "$optimal" -le $(($(queue "$1" max_hw_sectors_kb) * 1024)) ] &&
		echo yes || echo "$optimal bytes, $(queue "$1" max_hw_sectors_kb) KiB at most"
}

# first_bytes DISK CDB...: of the answer, 64 at most.
first_bytes() {
	sg_raw -r 64 "$@" 2>&1 | sed -nE 's/^ *00 +([0-9a-f]{2} .*[0-9a-f]{2})  +[^ ].*/\1/p' | tr -s ' '
}

# What smartctl asks for.
logs() {
	local p=$1 disk=$2

	ktap_match "$p: LOG SENSE: the pages are 00 0d 10 2f" '^00 00 00 04 00 0d 10 2f$' \
		"$(first_bytes "$disk" 4d 00 40 00 00 00 00 00 40 00)"
	ktap_match "$p: LOG SENSE: temperature" 'Current temperature = 25 C' "$(sg_logs -p 0x0d "$disk")"
	ktap_match "$p: LOG SENSE: informational exceptions: none" 'IE asc = 0x0, ascq = 0x0' "$(sg_logs -p 0x2f "$disk")"
	ktap_match "$p: LOG SENSE: no self-test is on record" 'Self-test results page' "$(sg_logs -p 0x10 "$disk")"
	ktap_match "$p: LOG SENSE: from a parameter on" '^0d 00 00 06 00 01 03 02 00 46$' \
		"$(first_bytes "$disk" 4d 00 4d 00 00 00 01 00 40 00)"
	ktap_equal "$p: LOG SENSE: another page: ILLEGAL REQUEST, 24h/00h" \
		"Fixed format, current; Sense key: Illegal Request Additional sense: Invalid field in cdb" \
		"$(sense_of -r 64 "$disk" 4d 00 43 00 00 00 00 00 40 00 | tr '\n' ' ' | sed 's/ *$//')"
}

capacity() {
	local p=$1 disk=$2 text blocks=$((size_mb * 2048))

	text=$(sg_readcap -l "$disk")
	ktap_match "$p: READ CAPACITY(16): $size_mb MiB" \
		"Last LBA=$((blocks - 1)) .*Number of logical blocks=$blocks\$" "$text"
	ktap_match "$p: READ CAPACITY(16): blocks of 512 bytes" '^ *Logical block length=512 bytes' "$text"
	ktap_match "$p: READ CAPACITY(16): lbpme=1" 'lbpme=1' "$text"
	ktap_match "$p: READ CAPACITY(10): the same size" "Number of logical blocks=$blocks\$" \
		"$(sg_readcap "$disk")"
	ktap_equal "$p: Linux sees the same size" "$blocks" "$(cat "/sys/block/${disk#/dev/}/size")"
}

reports() {
	local p=$1 disk=$2 text

	ktap_match "$p: REPORT LUNS: $luns" "imples? $luns lun" "$(sg_luns "$disk")"
	ktap_run "$p: TEST UNIT READY, 10 times" sg_turs -n 10 "$disk"
	text=$(sg_modes -a "$disk")
	ktap_match "$p: MODE SENSE: caching page, write cache on" '^ *00 +88 12 04 ' "$text"
	ktap_match "$p: MODE SENSE: control page" '^ *00 +8a 0a ' "$text"
	text=$(sg_opcodes "$disk")
	ktap_equal "$p: REPORT SUPPORTED OPERATION CODES: all that a disk of ours needs" "" \
		"$(missing_opcodes "$text")"
	ktap_match "$p: REQUEST SENSE: nothing to say" 'Sense key: No Sense' "$(sg_requests "$disk" 2>&1)"
}

missing_opcodes() {
	local opcode

	for opcode in 00 03 08 0a 12 15 1a 1b 25 28 2a 2f 35 41 42 4d 55 5a 5e 5f 88 89 8a 8f 91 93 a0 a8 aa; do
		grep -qE "^ $opcode " <<<"$1" || echo "$opcode"
	done
	grep -qE '^ 9e +10 ' <<<"$1" || echo "9e/10"
	grep -qE '^ 9e +12 ' <<<"$1" || echo "9e/12"
	grep -qE '^ a3 +c ' <<<"$1" || echo "a3/0c"
}

# The first bytes of the sense data, as the application gets them.
sense_of() {
	sg_raw -v "$@" 2>&1 | sed -nE 's/^(.*Sense key: .*|Additional sense: .*)$/\1/p'
}

refusals() {
	local p=$1 disk=$2

	ktap_equal "$p: unknown opcode: ILLEGAL REQUEST, 20h/00h" \
		"Fixed format, current; Sense key: Illegal Request Additional sense: Invalid command operation code" \
		"$(sense_of "$disk" c0 00 00 00 00 00 | tr '\n' ' ' | sed 's/ *$//')"
	ktap_equal "$p: LBA out of range: ILLEGAL REQUEST, 21h/00h" \
		"Fixed format, current; Sense key: Illegal Request Additional sense: Logical block address out of range" \
		"$(sense_of -r 512 "$disk" 88 00 00 00 00 00 00 02 00 00 00 00 00 01 00 00 | tr '\n' ' ' |
			sed 's/ *$//')"
}

received() {
	sg_raw "$@" 2>&1 | sed -nE 's/^Received ([0-9]+) bytes.*/\1/p'
}

residuals() {
	local p=$1 disk=$2

	ktap_equal "$p: residual: INQUIRY of 512 bytes moves 96" 96 \
		"$(received -r 512 "$disk" 12 00 00 02 00 00)"
	ktap_equal "$p: residual: one block read into a buffer for two" 512 \
		"$(received -r 1024 "$disk" 88 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00)"
}

# Every CDB length reads what another wrote.
transfers() {
	local p=$1 disk=$2 length bad=''

	for length in 6 10 12 16; do
		head -c 65536 /dev/urandom >"$test_scratch/data"
		sg_dd if="$test_scratch/data" of="$disk" bs=512 count=128 cdbsz="$length" bpt=4 blk_sgio=1 seek=100 \
			>/dev/null 2>&1 || bad="$bad WRITE($length)"
		sg_dd if="$disk" of="$test_scratch/back" bs=512 count=128 cdbsz=$((length == 16 ? 10 : length)) \
			bpt=4 blk_sgio=1 skip=100 >/dev/null 2>&1 || bad="$bad READ($length)"
		cmp -s "$test_scratch/data" "$test_scratch/back" || bad="$bad compare($length)"
	done
	ktap_empty "$p: WRITE and READ (6), (10), (12), (16)" "$bad"
}

for p in $personalities; do
	load_disks $((2 * luns)) adapters=2 "personality=$p" luns=$luns size_mb=$size_mb
	disk=/dev/$(first_disk 0)
	inquiry "$p" "$disk"
	block_pages "$p" "$disk"
	capacity "$p" "$disk"
	reports "$p" "$disk"
	logs "$p" "$disk"
	refusals "$p" "$disk"
	residuals "$p" "$disk"
	transfers "$p" "$disk"
	unload
done

# A disk that finds best what no command of its adapter carries.
vhba_parameters=(bounce_kb=128)
load_disks 1 personality=deferred size_mb=1
disk=/dev/$(first_disk 0)
ktap_true "small bounce buffers: a command carries less than the disk finds best" \
	$(($(queue "$disk" max_hw_sectors_kb) * 2)) -lt \
	"$(sg_vpd -p bl "$disk" | sed -nE 's/^ *Optimal transfer length: ([0-9]+) blocks.*/\1/p')"
case ${VM_KERNEL:-$(uname -r)} in
6.1 | 6.1.*) ktap_skip "... and optimal_io_size is no more" "this kernel's sd does not ask the host" ;;
*) ktap_match "... and optimal_io_size is no more" yes "$(optimal_fits "$disk")" ;;
esac
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
