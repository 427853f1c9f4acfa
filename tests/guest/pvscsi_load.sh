#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Four jobs write a disk of hba/pvscsi at random, 64 commands each at once, 4 to 512 KiB, and compare what
# they read back: for 20 seconds, or as long as is said ("make check-long": 10 minutes). The native driver
# does the same for a while, and the throughput of both is printed.
#
#   pvscsi_load.sh [SECONDS]
#
# kernels: 6.1 debug
# pvscsi: 1 128M
#
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

seconds=${1:-20}
pv_require fio

# load SECONDS OUTPUT
load_disk() {
	fio --name=load --filename="/dev/$(pv_disk 0)" --ioengine=libaio --direct=1 --rw=randwrite \
		--bsrange=4k-512k --blockalign=4k --iodepth=64 --numjobs=4 --size=32M --offset_increment=32M \
		--time_based --runtime="$1" --verify=crc32c --verify_fatal=1 --do_verify=1 --group_reporting \
		--output-format=json --output="$2"
}

# figure OUTPUT read|write NAME: the first number of that name in that direction.
figure() {
	sed -nE "/^ *\"$2\" : /,\$ s/^ *\"$3\" : ([0-9]+).*/\1/p" "$1" | sed -n 1p
}

# said_by NAME OUTPUT
said_by() {
	ktap_comment "$1: written $(($(figure "$2" write io_bytes) >> 20)) MiB at $(figure "$2" write bw) KiB/s," \
		"read back $(($(figure "$2" read io_bytes) >> 20)) MiB at $(figure "$2" read bw) KiB/s"
}

ktap_run "vmw_pvscsi: a disk" pv_load vmw_pvscsi 1
ktap_run "vmw_pvscsi: 4 jobs, depth 64, 4 to 512 KiB" load_disk $(((seconds + 3) / 4)) "$test_scratch/native"
said_by vmw_pvscsi "$test_scratch/native"
unload
ktap_run "pvscsi: a disk" pv_load pvscsi 1
# In an emulated machine a routine takes as long as the host lets it.
for adapter in "$host_class"/host*/scsiport; do
	echo 0 >"$adapter/budget_us"
done
since=$(log_time)
ktap_run "pvscsi: the same for $seconds s: checksums are right" load_disk "$seconds" "$test_scratch/ours"
said_by pvscsi "$test_scratch/ours"
written=$(($(figure "$test_scratch/ours" write io_bytes) >> 20))
ktap_true "... and it did something: at least the disk's size was written" "$written" -ge 128
ktap_true "... and read back" "$(($(figure "$test_scratch/ours" read io_bytes) >> 20))" -ge 64
ktap_equal "... no mistake, no reset, nothing logged" "$pv_is_clean" "$(pv_clean)"
ktap_empty "... and the kernel said nothing about the disk" "$(log_since "$since" | grep -E ' sd |pvscsi' || true)"
unload
ktap_log_clean "the kernel did not complain"
ktap_exit
