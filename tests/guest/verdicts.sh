# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2154 # test_scratch is ktap.sh's
#
# The same questions to any SCSI disk, one verdict on each line, so that two drivers of the same disk
# can be compared line by line. To be sourced after ktap.sh; the programs in verdicts_need must be there.
#
#   verdicts DISK ROOM... >FILE
#
# A line is "room: question: verdict"; no question has a colon. Nothing that changes from run to run is in it: no name of a
# disk, no time. What is on the disk is lost, except by the rooms of verdicts_harmless.
# shellcheck disable=SC2034
verdicts_need="sg_inq sg_vpd sg_readcap sg_luns sg_turs sg_modes sg_opcodes sg_requests sg_raw sg_dd sg_start
	sg_sync sg_verify fio mkfs.ext4 fsck.ext4 mount umount diff cmp blockdev iscsi-test-cu"
verdicts_harmless="identity pages capacity modes basics refusals residuals"
# shellcheck disable=SC2034
verdicts_all="$verdicts_harmless transfers data filesystem conformance"

# said ROOM QUESTION COMMAND...: each line that it prints, and its status.
said() {
	local room=$1 question=$2 status=0

	shift 2
	"$@" >"$test_scratch/said" 2>&1 || status=$?
	sed -e 's#/dev/[a-z0-9]*#DISK#g' -e 's/[[:space:]]*$//' -e '/^$/d' -e "s#^#$room: $question: #" \
		"$test_scratch/said"
	echo "$room: $question: status $status"
}

# ended ROOM QUESTION COMMAND...: its status alone.
ended() {
	local room=$1 question=$2 status=0

	shift 2
	"$@" >"$test_scratch/said" 2>&1 || status=$?
	echo "$room: $question: status $status"
}

verdicts_identity() {
	said identity "INQUIRY" sg_inq "$1"
	said identity "INQUIRY, 36 bytes" sg_raw -r 36 "$1" 12 00 00 00 24 00
	said identity "INQUIRY, page 7fh without EVPD" sg_raw -r 36 "$1" 12 00 7f 00 24 00
	said identity "REPORT LUNS" sg_luns "$1"
}

verdicts_pages() {
	local page pages

	said pages "VPD 00" sg_vpd -H -p 0 "$1"
	pages=$(sg_raw -r 252 "$1" 12 01 00 00 fc 00 2>&1 |
		awk '$1 ~ /^[0-9a-f]+$/ && length($1) == 2 {
			for (i = 2; i <= NF && $i ~ /^[0-9a-f][0-9a-f]$/; i++) byte[n++] = $i
		}
		END { for (i = 4; i < n && i < 4 + 32; i++) print byte[i] }')
	for page in $pages; do
		said pages "VPD $page" sg_vpd -H -p "0x$page" "$1"
	done
	said pages "VPD ee, which does not exist" sg_raw -r 252 "$1" 12 01 ee 00 fc 00
}

verdicts_capacity() {
	local name

	said capacity "READ CAPACITY(10)" sg_readcap "$1"
	said capacity "READ CAPACITY(16)" sg_readcap -l "$1"
	said capacity "size" blockdev --getsz "$1"
	for name in logical_block_size physical_block_size minimum_io_size optimal_io_size discard_max_bytes \
		write_same_max_bytes write_cache fua rotational zoned; do
		echo "capacity: queue/$name: $(cat "/sys/block/${1#/dev/}/queue/$name" 2>/dev/null || echo none)"
	done
}

verdicts_modes() {
	local page

	said modes "all pages" sg_modes -a "$1"
	said modes "all pages, 6 bytes" sg_modes -6 -a "$1"
	said modes "all pages and subpages" sg_modes -aa "$1"
	for page in 0x01 0x02 0x08 0x0a 0x1a 0x1c 0x2a 0x3e; do
		said modes "page $page, current" sg_modes -c 0 -p "$page" -H "$1"
		said modes "page $page, changeable" sg_modes -c 1 -p "$page" -H "$1"
	done
	said modes "saved values" sg_modes -c 3 -p 8 "$1"
	said modes "without a block descriptor" sg_raw -r 192 "$1" 1a 08 3f 00 c0 00
}

verdicts_basics() {
	said basics "TEST UNIT READY" sg_raw -v "$1" 00 00 00 00 00 00
	ended basics "TEST UNIT READY, 20 times" sg_turs -n 20 "$1"
	said basics "REQUEST SENSE" sg_requests "$1"
	said basics "REPORT SUPPORTED OPERATION CODES" sg_opcodes "$1"
	said basics "START STOP UNIT, stop" sg_start --stop "$1"
	said basics "TEST UNIT READY after it" sg_raw -v "$1" 00 00 00 00 00 00
	said basics "START STOP UNIT, start" sg_start --start "$1"
	said basics "TEST UNIT READY after it" sg_raw -v "$1" 00 00 00 00 00 00
	said basics "SYNCHRONIZE CACHE(10)" sg_sync "$1"
	said basics "SYNCHRONIZE CACHE(16)" sg_sync --16 "$1"
	said basics "VERIFY(10)" sg_verify --lba=0 --count=16 "$1"
	said basics "VERIFY(16)" sg_verify --16 --lba=0 --count=16 "$1"
}

# refusal QUESTION DISK SG_RAW-WORDS...: status and sense, as the application gets them.
refusal() {
	local question=$1

	shift
	said refusals "$question" sg_raw -v "$@"
}

verdicts_refusals() {
	local disk=$1 last

	last=$(printf '%08x' $(($(blockdev --getsize64 "$disk") / $(blockdev --getss "$disk"))))
	last="${last:0:2} ${last:2:2} ${last:4:2} ${last:6:2}"
	refusal "opcode c0h" "$disk" c0 00 00 00 00 00
	refusal "opcode ffh" "$disk" ff 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
	refusal "opcode 02h" "$disk" 02 00 00 00 00 00
	refusal "INQUIRY with a reserved bit" -r 96 "$disk" 12 80 00 00 60 00
	refusal "MODE SENSE of page 3dh" -r 192 "$disk" 1a 00 3d 00 c0 00
	refusal "REPORT LUNS of 8 bytes" -r 8 "$disk" a0 00 00 00 00 00 00 00 00 08 00 00
	refusal "SERVICE ACTION IN, action 1fh" -r 32 "$disk" 9e 1f 00 00 00 00 00 00 00 00 00 00 00 20 00 00
	refusal "MAINTENANCE IN, action 1fh" -r 32 "$disk" a3 1f 00 00 00 00 00 00 00 20 00 00
	# shellcheck disable=SC2086
	{
		refusal "READ(10) behind the end" -r 512 "$disk" 28 00 $last 00 00 01 00
		refusal "READ(16) behind the end" -r 512 "$disk" 88 00 00 00 00 00 $last 00 00 00 01 00 00
		refusal "VERIFY(10) behind the end" "$disk" 2f 00 $last 00 00 01 00
	}
	refusal "READ(10) far behind the end" -r 512 "$disk" 28 00 ff ff ff f0 00 00 01 00
	refusal "READ(16) far behind the end" -r 512 "$disk" 88 00 00 00 02 00 00 00 00 00 00 00 00 01 00 00
	refusal "READ(10) of 0 blocks" "$disk" 28 00 00 00 00 00 00 00 00 00
	refusal "TEST UNIT READY after all of them" "$disk" 00 00 00 00 00 00
}

# What moved, and what the application hears when that is not what it has a buffer for.
verdicts_residuals() {
	local disk=$1

	head -c 2048 /dev/zero >"$test_scratch/zeroes"
	said residuals "INQUIRY, 512 bytes asked for" sg_raw -r 512 "$disk" 12 00 00 02 00 00
	said residuals "INQUIRY, 5 of 36 bytes" sg_raw -r 36 "$disk" 12 00 00 00 05 00
	said residuals "INQUIRY, 0 of 36 bytes" sg_raw -r 36 "$disk" 12 00 00 00 00 00
	said residuals "MODE SENSE, 255 bytes" sg_raw -r 255 "$disk" 1a 00 3f 00 ff 00
	said residuals "REQUEST SENSE, 252 bytes" sg_raw -r 252 "$disk" 03 00 00 00 fc 00
	said residuals "READ CAPACITY(10), 64 bytes" sg_raw -r 64 "$disk" 25 00 00 00 00 00 00 00 00 00
	said residuals "READ CAPACITY(16), 512 bytes" \
		sg_raw -r 512 "$disk" 9e 10 00 00 00 00 00 00 00 00 00 00 02 00 00 00
	rm -f "$test_scratch/back"
	ended residuals "READ(10) of one block into two" sg_raw -o "$test_scratch/back" -r 1024 "$disk" \
		28 00 00 00 00 00 00 00 01 00
	echo "residuals: READ(10) of one block into two: $(stat -c %s "$test_scratch/back" 2>/dev/null || echo no) bytes"
}

# Every CDB length reads what another wrote.
verdicts_transfers() {
	local disk=$1 length same block

	block=$(blockdev --getss "$disk")
	for length in 6 10 12 16; do
		rm -f "$test_scratch/back"
		head -c 131072 /dev/urandom >"$test_scratch/data"
		ended transfers "WRITE($length)" sg_dd if="$test_scratch/data" of="$disk" bs="$block" \
			count=$((131072 / block)) cdbsz="$length" bpt=16 blk_sgio=1 seek=100
		ended transfers "READ of it" sg_dd if="$disk" of="$test_scratch/back" bs="$block" \
			count=$((131072 / block)) cdbsz=$((length == 16 ? 10 : 16)) bpt=32 blk_sgio=1 skip=100
		same=differs
		! cmp -s "$test_scratch/data" "$test_scratch/back" || same=same
		echo "transfers: WRITE($length), read again: $same"
	done
	# Large ones: more elements than one list may have room for.
	head -c 4194304 /dev/urandom >"$test_scratch/data"
	ended transfers "dd, 4 MiB at once" dd if="$test_scratch/data" of="$disk" bs=4M oflag=direct
	ended transfers "dd, 512 KiB each" dd if="$disk" of="$test_scratch/back" bs=512k count=8 iflag=direct
	same=differs
	! cmp -s "$test_scratch/data" "$test_scratch/back" || same=same
	echo "transfers: 4 MiB, read again: $same"
}

# Random writes of 512 bytes to 1 MiB, then everything is read back and compared.
verdicts_data() {
	local depth block

	block=$(blockdev --getss "$1")
	for depth in 1 32; do
		ended data "fio, depth $depth, two jobs, checksums" \
			fio --name=verify --filename="$1" --ioengine=libaio --direct=1 --rw=randwrite \
			--bssplit="$block/30:4k/30:16k/15:64k/10:128k/5:512k/5:1m/5" --bs_is_seq_rand=0 \
			--blockalign="$block" --iodepth=$depth --numjobs=2 --size=8M --offset_increment=8M \
			--verify=crc32c --verify_fatal=1 --do_verify=1 --randseed=$depth
	done
}

# A file system keeps a tree of files.
verdicts_filesystem() {
	local tree=$test_scratch/verdicts-tree mnt=$test_scratch/mnt-verdicts file

	mkdir -p "$tree/small" "$mnt"
	for file in bash grep sed find; do
		cp "$(command -v "$file")" "$tree/"
	done
	for file in {1..100}; do
		echo "file number $file" >"$tree/small/$file"
	done
	ended filesystem "mkfs" mkfs.ext4 -q -F "$1"
	ended filesystem "mount" mount "$1" "$mnt"
	ended filesystem "copy" cp -a "$tree" "$mnt/"
	ended filesystem "unmount" umount "$mnt"
	ended filesystem "fsck" fsck.ext4 -fn "$1"
	blockdev --flushbufs "$1"
	ended filesystem "mount again" mount -o ro "$1" "$mnt"
	ended filesystem "compare" diff -r "$tree" "$mnt/verdicts-tree"
	ended filesystem "unmount" umount "$mnt"
	rm -rf "$tree"
}

# conformance_verdicts FILE: of what iscsi-test-cu printed. A test that CUnit calls passed, but that says
# [SKIPPED], is a skip.
conformance_verdicts() {
	awk '
		/^Suite: / { suite = $2 }
		/^  Test: / { test = $2; skipped = 0; open = 1 }
		/\[SKIPPED\]/ { skipped = 1 }
		open && /(\.\.\.|^)passed *$/ { print (skipped ? "skip" : "pass"), suite "." test; open = 0 }
		open && /(\.\.\.|^)FAILED *$/ { print "fail", suite "." test; open = 0 }
		END { if (open) print "crash", suite "." test }
	' "$1"
}

# conformance_run DISK FILE [SUITE...]: all of it or some suites, by SG_IO; the output in FILE.
conformance_run() {
	local disk=$1 file=$2 suite

	shift 2
	[ $# -gt 0 ] || set -- ''
	: >"$file"
	for suite; do
		iscsi-test-cu --dataloss --test="SCSI${suite:+.$suite.*}" "$disk" >>"$file" 2>&1 || true
	done
	[ -z "${RESULTS:-}" ] || cp "$file" "$RESULTS/iscsi-test-cu.log"
}

# Suites that verdicts_conformance runs; none is all.
conformance_suites=''

verdicts_conformance() {
	local suites

	read -r -a suites <<<"$conformance_suites"
	conformance_run "$1" "$test_scratch/conformance" "${suites[@]}"
	echo "conformance: runs that came to their end: $(grep -cE '^ *tests +[1-9]' "$test_scratch/conformance" || true)"
	conformance_verdicts "$test_scratch/conformance" | sed 's/^\([a-z]*\) \(.*\)/conformance: \2: \1/'
}

# verdicts DISK ROOM...
verdicts() {
	local disk=$1 room

	shift
	for room; do
		"verdicts_$room" "$disk"
	done
}

# verdicts_unexplained NATIVE OURS [EXPLAINED]: the lines that only one of two files of verdicts has, "-"
# for the first and "+" for the second, less those that EXPLAINED has. There, a line that begins
# with "#" says why the lines after it may differ. A line of it that does not differ is wrong too: "!".
verdicts_unexplained() {
	{ diff -U 0 "$1" "$2" || true; } | grep -E '^[-+][a-z]' >"$test_scratch/differ" || true
	grep -E '^[-+]' "${3:-/dev/null}" >"$test_scratch/explained" || true
	grep -vxF -f "$test_scratch/explained" "$test_scratch/differ" || true
	{ grep -vxF -f "$test_scratch/differ" "$test_scratch/explained" || true; } | sed 's/^/!/'
}

# verdicts_lost FILE: the questions that no answer came to, as "room: question", because of the driver.
verdicts_lost() {
	awk -F ': ' '/DID_ERROR/ && !seen[$1 ": " $2]++ { print $1 ": " $2 }' "$1"
}

# verdicts_of QUESTIONS FILE, and verdicts_but QUESTIONS FILE: their lines, and all others.
verdicts_of() {
	awk -F ': ' 'FNR == 1 { file++ } file == 1 { wanted[$0]; next } ($1 ": " $2) in wanted' \
		<(echo; cat "$1") "$2"
}

verdicts_but() {
	awk -F ': ' 'FNR == 1 { file++ } file == 1 { wanted[$0]; next } !(($1 ": " $2) in wanted)' \
		<(echo; cat "$1") "$2"
}
