# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154
#
# In the guest of tools/report-card: what the units answer, as Linux asks.

# raw UNIT LENGTH BYTE...: the answer in $scratch/raw; the status of sg_raw.
raw() {
	local unit=$1 length=$2

	shift 2
	sg_raw -r "$length" -o "$scratch/raw" "/dev/$unit" "$@" >"$scratch/raw.said" 2>&1
}

# Bytes of the last answer, in decimal.
answer() {
	od -An -v -tu1 "$scratch/raw" | tr -s ' \n' ' '
	echo
}

# The pages that page 00h lists: each must be answered, with its own number.
vpd_pages() {
	local unit=$1 page byte bytes listed=()

	if ! raw "$unit" 252 12 01 00 00 fc 00; then
		found scsi advice "$unit: VPD page 00h, the list of pages" "not answered: Linux asks old disks for nothing more"
		return
	fi
	read -r -a bytes < <(answer)
	for byte in "${bytes[@]:4:${bytes[3]:-0}}"; do
		listed+=("$(printf '%02x' "$byte")")
	done
	found scsi pass "$unit: VPD page 00h" "${listed[*]}"
	for page in "${listed[@]}"; do
		if ! raw "$unit" 252 12 01 "$page" 00 fc 00; then
			found scsi miniport "$unit: INQUIRY page ${page}h is missing" \
				"page 00h lists it, and it is not answered: $(tail -n 1 "$scratch/raw.said")"
			continue
		fi
		read -r -a bytes < <(answer)
		if [ "$(printf '%02x' "${bytes[1]:-255}")" = "$page" ]; then
			found scsi pass "$unit: INQUIRY page ${page}h"
		else
			found scsi miniport "$unit: INQUIRY page ${page}h is another page" "its number is ${bytes[1]:-none}"
		fi
	done
	[[ " ${listed[*]} " == *" 83 "* ]] || found scsi advice "$unit: no INQUIRY page 83h" \
		"a disk without one has no name that stays the same (/dev/disk/by-id)"
}

# A command that nobody knows: the unit must say so, and stay well.
unknown_command() {
	local unit=$1 status=0

	sg_raw "/dev/$unit" ff 00 00 00 00 00 >"$scratch/said" 2>&1 || status=$?
	# What sg3_utils says of ILLEGAL REQUEST, and of INVALID COMMAND OPERATION CODE.
	if [ "$status" -eq 5 ] || [ "$status" -eq 9 ]; then
		found scsi pass "$unit: a command that nobody knows is ILLEGAL REQUEST"
	else
		found scsi miniport "$unit: a command that nobody knows" \
			"is not refused as INVALID COMMAND OPERATION CODE: sg_raw ends with status $status. $(tail -n 1 "$scratch/said")"
	fi
}

# read_block UNIT BLOCK BYTES: by READ(10).
read_block() {
	# shellcheck disable=SC2046 # four bytes
	raw "$1" "$3" 28 00 $(printf '%02x %02x %02x %02x' $(($2 >> 24 & 255)) $(($2 >> 16 & 255)) $(($2 >> 8 & 255)) \
		$(($2 & 255))) 00 00 01 00
}

capacity() {
	local unit=$1 blocks bytes

	judge scsi "$unit: READ CAPACITY(10)" miniport sg_readcap "/dev/$unit"
	[ "$status" -eq 0 ] || return 0
	blocks=$(sed -nE 's/.*Number of logical blocks=([0-9]+).*/\1/p' "$scratch/said")
	bytes=$(sed -nE 's/.*[Ll]ogical block length=([0-9]+).*/\1/p' "$scratch/said")
	if read_block "$unit" $((blocks - 1)) "$bytes"; then
		found scsi pass "$unit: the last of $blocks blocks can be read"
	else
		found scsi miniport "$unit: the last block" "cannot be read: $(tail -n 1 "$scratch/raw.said")"
	fi
	if read_block "$unit" "$blocks" "$bytes"; then
		found scsi miniport "$unit: a read behind the last block" "is answered GOOD"
	else
		found scsi pass "$unit: a read behind the last block is refused"
	fi
}

judge_unit() {
	local unit=$1 type

	judge scsi "$unit: INQUIRY" miniport sg_inq "/dev/$unit"
	[ "$status" -eq 0 ] || return 0
	type=$(sed -nE 's/.*PDT=([0-9]+).*/\1/p; s/.*Peripheral device type: (.*)/\1/p' "$scratch/said" | sed -n 1p)
	judge scsi "$unit: TEST UNIT READY ($type)" miniport sg_turs -n 10 "/dev/$unit"
	judge scsi "$unit: REPORT LUNS" advice sg_luns "/dev/$unit"
	vpd_pages "$unit"
	unknown_command "$unit"
	[[ $type == 0 || $type == disk ]] || return 0
	capacity "$unit"
	judge scsi "$unit: MODE SENSE, the caching page" advice sg_modes --page=8 "/dev/$unit"
	judge scsi "$unit: SYNCHRONIZE CACHE" advice sg_sync "/dev/$unit"
	judge scsi "$unit: TEST UNIT READY after all that" miniport sg_turs -n 10 "/dev/$unit"
}

judge_scsi() {
	local unit

	for unit in $(generics | sed -n 1,4p); do
		judge_unit "$unit"
	done
}

# The suite of libiscsi writes to the disk, and knows more than any miniport for Windows had to.
judge_conformance() {
	local disk counts

	disk=$(disks | sed -n 1p)
	if [ -z "$disk" ] || ! command -v iscsi-test-cu >/dev/null; then
		found scsi skip "conformance suite of libiscsi" "there is no disk, or no suite"
		return
	fi
	timeout 240 iscsi-test-cu --dataloss --test=SCSI "/dev/$disk" >"$RESULTS/conformance.log" 2>&1 || true
	counts=$(awk '/^ *tests +[0-9]/ { print $3 " tests ran, " $5 " of these failed" }' "$RESULTS/conformance.log")
	if [ -n "$counts" ]; then
		found scsi pass "conformance suite of libiscsi ran to its end" "$counts"
	else
		found scsi advice "conformance suite of libiscsi" "did not come to its end within 240 s"
	fi
}
