// SPDX-License-Identifier: GPL-2.0-only
/*
 * Exports that exist so that every miniport links, and do nothing: slave DMA, which core/limits.c
 * refuses before a request could need it, and the entry point of a Windows kernel library.
 */
#include <linux/export.h>

#include "scsiport/slave_dma.h"
#include "core/common.h"
#include "core/rules.h"

/**
 * ScsiPortIoMapTransfer() - start a transfer of the system's DMA controller
 * @HwDeviceExtension: the adapter's device extension
 * @Srb: request
 * @LogicalAddress: in its data buffer
 * @Length: bytes
 *
 * Not supported: reported as a mistake, since an adapter that said that it needs this was refused.
 *
 * Context: Any.
 * Contract: §3.3.
 */
VOID ScsiPortIoMapTransfer(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb, PVOID LogicalAddress,
			   ULONG Length)
{
	struct port_adapter *a = port_adapter_of(HwDeviceExtension, __func__);

	if (a)
		port_breach(a, PORT_RULE_SLAVE_DMA, Srb, "%s: there is no slave DMA", __func__);
}
EXPORT_SYMBOL_GPL(ScsiPortIoMapTransfer);

/**
 * ScsiPortFlushDma() - end a transfer of the system's DMA controller
 * @HwDeviceExtension: the adapter's device extension
 *
 * There can be none, so there is nothing to end; drivers call this for any HBA.
 *
 * Context: Any.
 * Contract: §3.3.
 */
VOID ScsiPortFlushDma(PVOID HwDeviceExtension)
{
}
EXPORT_SYMBOL_GPL(ScsiPortFlushDma);

/**
 * DllInitialize() - entry point of a Windows kernel library
 * @RegistryPath: ignored
 *
 * Context: Any.
 * Return: STATUS_SUCCESS.
 * Contract: §3.4.
 */
ULONG DllInitialize(PVOID RegistryPath)
{
	return STATUS_SUCCESS;
}
EXPORT_SYMBOL_GPL(DllInitialize);
