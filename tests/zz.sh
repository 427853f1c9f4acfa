#!/bin/bash
. ./ktap.sh
require
ktap_plan 1
set -x
time load_disks 2 personality=${1:-ring} luns=2 size_mb=64
lsscsi -g
d=/dev/$(first_disk 0)
sg_inq $d; for p in 0x00 0x80 0x83 0xb0 0xb1 0xb2; do sg_vpd -p $p $d; done
sg_readcap -l $d; sg_luns $d; sg_turs -n 5 -v $d; sg_modes $d; sg_modes -a -H $d; sg_opcodes $d;  sg_requests $d; 
sg_raw $d c0 00 00 00 00 00 || echo st $?
sg_raw -r 512 $d 88 00 00 00 00 00 00 02 00 00 00 00 00 01 00 00 || echo st $?
sg_raw -r 512 $d 12 00 00 02 00 00 | head -3
sg_raw -r 512 $d 9e 10 00 00 00 00 00 00 00 00 00 00 02 00 00 00 
sg_dd if=/dev/zero of=$d blk_sgio=1 cdbsz=6 bs=512 count=10
cat /proc/interrupts | grep vhba
grep . $host_class/host0/scsiport/*
time unload
ktap_pass x
dmesg | tail -20
ktap_exit
