// SPDX-License-Identifier: GPL-2.0-only
/* The bus address of what a request points to: ScsiPortGetPhysicalAddress (contract §3.2). */
#include <linux/export.h>

#include "core/common.h"
#include "core/data.h"
#include "scsiport/adapter.h"

/* NULL for none, and for an SRB of the miniport's own: nothing of ours is behind it. */
static struct port_request *sp_own_request(struct port_adapter *p, PSCSI_REQUEST_BLOCK srb)
{
	return srb && sp_srb_of(srb)->port.adapter == p ? &sp_srb_of(srb)->port : NULL;
}

static bool sp_has_more(const struct port_request *r)
{
	return r->view.bytes && r->walk && r->view.offset + r->view.bytes < r->length;
}

/* The byte behind the view, which a miniport's loop over its buffer asks for next. */
static noinline SCSI_PHYSICAL_ADDRESS sp_next_address(struct port_request *r, ULONG *length)
{
	bool found = port_view_next(r);

	*length = found ? r->view.bytes : 0;
	return (SCSI_PHYSICAL_ADDRESS){ .QuadPart = found ? r->view.dma : 0 };
}

/* Every other place. */
static noinline SCSI_PHYSICAL_ADDRESS sp_find_address(void *extension, PSCSI_REQUEST_BLOCK srb,
						      void *va, ULONG *length)
{
	struct port_adapter *p = port_adapter_of(extension, "ScsiPortGetPhysicalAddress");
	struct port_range range = { };

	if (p)
		range = port_address_of(p, sp_own_request(p, srb), va);
	if (length)
		*length = min3(range.bytes, SZ_4G - (u32)range.address, (u64)U32_MAX);
	return (SCSI_PHYSICAL_ADDRESS){ .QuadPart = range.address };
}

/**
 * ScsiPortGetPhysicalAddress() - bus address of a virtual one
 * @HwDeviceExtension: the adapter's device extension
 * @Srb: request whose data buffer @VirtualAddress lies in, or NULL
 * @VirtualAddress: in the data buffer, the uncached extension, an SRB extension, a sense
 *	area, an LU extension or the device extension
 * @Length: out: bytes that follow at consecutive bus addresses; never past 4 GiB boundaries
 *
 * Context: Any.
 * Return: the address; 0 with a length of 0 for anything else.
 * Contract: §3.2.
 */
SCSI_PHYSICAL_ADDRESS ScsiPortGetPhysicalAddress(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
						 PVOID VirtualAddress, ULONG *Length)
{
	struct port_adapter *p = port_adapter_at(HwDeviceExtension);
	struct port_request *r = &sp_srb_of(Srb)->port;

	if (likely(Srb && r->adapter == p && p && Length)) {
		size_t into = VirtualAddress - r->view.va;

		if (likely(into < r->view.bytes)) {
			*Length = r->view.bytes - into;
			return (SCSI_PHYSICAL_ADDRESS){ .QuadPart = r->view.dma + into };
		}
		if (likely(into == r->view.bytes && sp_has_more(r)))
			return sp_next_address(r, Length);
	}
	return sp_find_address(HwDeviceExtension, Srb, VirtualAddress, Length);
}
EXPORT_SYMBOL_GPL(ScsiPortGetPhysicalAddress);
