# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash disable=SC2034,SC2154
#
# For the tests of hba/ata: its adapter, and the native driver of the same drives. To be sourced after
# ktap.sh.
modules_under_test="ata ata_piix scsiport"

# ata_disk_of SERIAL: name of the disk, whoever serves it.
ata_disk_of() {
	local disk

	for disk in /sys/block/sd*; do
		disk=${disk##*/}
		[ ! -b "/dev/$disk" ] || ! sg_vpd -p sn "/dev/$disk" 2>/dev/null |
			grep -qE "^ *Unit serial number: *$1 *\$" || echo "$disk"
	done
}

ata_have() {
	[ -n "$(ata_disk_of "$1")" ]
}

# ata_load SERIAL DRIVER [PARAMETER=VALUE...]: and waits for that disk.
ata_load() {
	local serial=$1

	shift
	modprobe "$@"
	wait_for 40 ata_have "$serial"
	udevadm settle --timeout=30 2>/dev/null || true
}

ata_hosts() {
	local host

	for host in "$host_class"/host*; do
		[ "$(cat "$host/proc_name")" != ata ] || echo "${host##*/}"
	done | sort -V
}

# ata_host NAME: an attribute of the first adapter.
ata_host() {
	cat "$host_class/$(ata_hosts | sed -n 1p)/scsiport/$1"
}

ata_number() {
	ata_hosts | sed -n 1p | tr -d a-z
}

# Recovered are requests whose interrupt was lost.
ata_clean() {
	echo "mistakes $(ata_host mistakes), resets $(ata_host bus_resets)," \
		"errors $(ata_host errors_logged), recovered $(ata_host recovered)"
}
ata_is_clean="mistakes 0, resets 0, errors 0, recovered 0"

# ata_verify DISK MIB DEPTH [SEED]: random writes, then everything is read back and compared.
ata_verify() {
	fio --name=verify --filename="/dev/$1" --ioengine=libaio --direct=1 --rw=randwrite \
		--bssplit=512/20:1k/10:4k/30:16k/15:64k/10:128k/5:512k/5:1m/5 --bs_is_seq_rand=0 \
		--iodepth="$3" --size="$2M" --verify=crc32c --verify_fatal=1 --do_verify=1 \
		--randseed="${4:-1}" --output-format=terse
}

# bytes_of SG_RAW-WORDS...: what a command returns, as hexadecimal numbers.
bytes_of() {
	{ sg_raw -b "$@" 2>/dev/null || true; } | od -An -v -tx1 | tr -s ' \n' ' ' | sed 's/^ //; s/ $//'
}

# sense_of SG_RAW-WORDS...: key and code of the sense data.
sense_of() {
	{ sg_raw -v "$@" 2>&1 || true; } |
		sed -nE 's/^.*Sense key: (.*)$/\1/p; s/^Additional sense: (.*)$/\1/p' | paste -sd '/' | sed 's/ *$//'
}
