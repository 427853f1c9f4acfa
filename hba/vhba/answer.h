/* SPDX-License-Identifier: GPL-2.0-only */
/* VHBA miniport: answers, of the board or instead of it, in the words of the port. */
#ifndef VHBA_ANSWER_H
#define VHBA_ANSWER_H

#include "vhba.h"

VOID VhbaComplete(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR HostStatus,
		  UCHAR ScsiStatus, ULONG Moved, PUCHAR Sense, ULONG SenseLength);
VOID VhbaFail(PVHBA_EXTENSION Extension, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);

#endif /* VHBA_ANSWER_H */
