#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# A miniport that looks for its board itself and takes its memory first, behind an IOMMU: that memory was
# allocated for no device, and the board cannot reach it. It says so, and what helps.
#
# QEMU's PVSCSI goes past that IOMMU, so no driver of the device may be loaded.
#
# kernels: 6.1
# cpus: 1
# udev: yes
# append: modprobe.blacklist=vmw_pvscsi,habits,smallpv intel_iommu=on iommu=nopt
# qemu: -machine q35 -device intel-iommu -device pvscsi,addr=0x10
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"
# shellcheck source-path=SCRIPTDIR source=pvscsi_lib.sh
. "$test_dir/pvscsi_lib.sh"

modules_under_test="smallpv oldpv vmw_pvscsi scsiport"
pv_require modprobe
ktap_match "the device is behind an IOMMU that translates" '^DMA' "$(cat "$pci/devices/$device/iommu_group/type")"
unload
since=$(log_time)
ktap_run "a miniport that takes its memory first is refused" bash -c "! modprobe oldpv legacy=1 DriverParameter=EARLY"
ktap_run "... by a message that names the device, the cause and what helps" log_has "$since" \
	"$device is behind an IOMMU and cannot reach the uncached extension.*boot with iommu=pt"
ktap_true "... and the device is free" ! -e "$pci/devices/$device/driver"
ktap_run "nothing is left behind" unload
ktap_log_clean "the kernel did not complain"
ktap_exit
