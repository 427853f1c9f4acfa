// SPDX-License-Identifier: GPL-2.0-only
/*
 * tests/host/adapter: requests that QEMU's adapter keeps for ever, as tried on it. The miniport
 * answers them, and gives all others to the adapter.
 */
#include "test.h"

#define TO_US	SRB_FLAGS_DATA_IN
#define TO_IT	SRB_FLAGS_DATA_OUT
#define NO_DATA	0

/* Made by Make with one block where Blocks is, which is the whole CDB's number. */
static ULONG Reaches(UCHAR Opcode, ULONG Way, ULONG Bytes, UCHAR Blocks)
{
	PSCSI_REQUEST_BLOCK Srb = Make(0, 1, Opcode, Bytes);
	ULONG Before = TakenCount, Refused;

	Srb->Cdb[9] = 0;
	Srb->Cdb[Opcode >> 5 == 0 ? 4 : Opcode >> 5 == 4 ? 13 : Opcode >> 5 == 5 ? 9 : 8] = Blocks;
	Srb->SrbFlags = SRB_FLAGS_IS_ACTIVE | Way;
	Hw.HwStartIo(Ext, Srb);
	Refused = TakenCount == Before;
	if (Refused)
		return !(Srb->SrbFlags & SRB_FLAGS_IS_ACTIVE) &&
		       Srb->SrbStatus == (SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID) ? 0 : 2;
	Answer(1, 0, 0, 0, 0);
	Hw.HwInterrupt(Ext);
	return 1;
}

static const struct {
	UCHAR Opcode;
	ULONG Way, Bytes;
	UCHAR Blocks, Taken, Last;
} Asked[] = {
	{ 0x28, TO_US, 512, 1, 1 }, { 0x2a, TO_IT, 512, 1, 1 }, { 0x28, TO_US, 4096, 8, 1 },
	{ 0x28, TO_IT, 512, 1, 0 }, { 0x2a, TO_US, 512, 1, 0 }, { 0x28, TO_IT, 4096, 8, 0 },
	{ 0x28, TO_US, 513, 1, 0 }, { 0x2a, TO_IT, 513, 1, 0 }, { 0x2a, TO_IT, 1, 1, 0 },
	{ 0x28, NO_DATA, 0, 1, 0 }, { 0x2a, NO_DATA, 0, 1, 0 }, { 0x28, NO_DATA, 0, 0, 1 },
	{ 0x08, TO_US, 512, 1, 1 }, { 0x0a, TO_IT, 512, 1, 1 }, { 0x08, TO_IT, 512, 1, 0 },
	{ 0x0a, TO_US, 512, 1, 0 }, { 0x08, NO_DATA, 0, 0, 0 }, { 0x0a, NO_DATA, 0, 0, 0 },
	{ 0xa8, TO_US, 512, 1, 1 }, { 0xaa, TO_IT, 512, 1, 1 }, { 0xa8, TO_IT, 512, 1, 0 },
	{ 0xaa, TO_US, 512, 1, 0 }, { 0xa8, NO_DATA, 0, 1, 0 }, { 0xaa, NO_DATA, 0, 0, 1 },
	{ 0x88, TO_US, 512, 1, 1 }, { 0x8a, TO_IT, 512, 1, 1 }, { 0x88, TO_IT, 512, 1, 0 },
	{ 0x8a, TO_US, 512, 1, 0 }, { 0x88, NO_DATA, 0, 1, 0 }, { 0x8a, NO_DATA, 0, 0, 1 },
	{ 0x2e, TO_IT, 512, 1, 1 }, { 0x2e, TO_IT, 513, 1, 0 }, { 0x2e, TO_US, 512, 1, 0 },
	{ 0x2e, NO_DATA, 0, 1, 0 }, { 0x2f, TO_IT, 512, 1, 1 }, { 0x2f, NO_DATA, 0, 1, 1 },
	{ 0x2f, TO_US, 512, 1, 0 }, { 0x41, TO_IT, 512, 1, 1 }, { 0x41, TO_US, 512, 1, 0 },
	{ 0x42, TO_IT, 24, 24, 1 }, { 0x42, TO_US, 24, 24, 0 }, { 0x12, TO_US, 36, 0, 1 },
	{ 0x12, TO_IT, 36, 36, 0 }, { 0x25, TO_US, 8, 0, 1 }, { 0x25, TO_IT, 8, 0, 0 },
	{ 0x1a, TO_US, 64, 64, 1 }, { 0x1a, TO_IT, 64, 64, 0 }, { 0x15, TO_IT, 24, 24, 1 },
	{ 0x15, TO_US, 24, 24, 0 }, { 0xa0, TO_US, 64, 64, 1 }, { 0xa0, TO_IT, 64, 64, 0 },
	{ 0x03, TO_US, 18, 18, 1 }, { 0x03, TO_IT, 18, 18, 0 }, { 0x4d, TO_IT, 64, 64, 0 },
	{ 0x9e, TO_IT, 32, 32, 0 }, { 0x00, TO_US, 512, 0, 1 }, { 0x00, TO_IT, 512, 0, 1 },
	{ 0x35, TO_IT, 512, 0, 1 }, { 0xc1, TO_IT, 100, 1, 1 }, { 0xc1, TO_US, 100, 1, 1 },
	{ .Last = TRUE },
};

void CheckDirections(void)
{
	ULONG i, Kept = 0, Refused = 0, Unanswered = 0;

	for (i = 0; !Asked[i].Last; i++) {
		ULONG Taken = Reaches(Asked[i].Opcode, Asked[i].Way, Asked[i].Bytes,
				      Asked[i].Blocks);

		if (Taken != Asked[i].Taken)
			printf("# opcode %#x, flags %#x, %u bytes, %u blocks\n", Asked[i].Opcode,
			       Asked[i].Way, Asked[i].Bytes, Asked[i].Blocks);
		Kept += Taken && !Asked[i].Taken;
		Refused += !Taken && Asked[i].Taken;
		Unanswered += Taken == 2;
	}
	Equal(0, Kept,
	      "direction and length: what would never be answered does not reach the adapter");
	Equal(0, Unanswered, "... and is answered");
	Equal(0, Refused, "... and all else does reach it");
	Ask(SCSIOP_READ, TO_IT, 512);
	Check(SenseBuffer[0][0] == 0x70 && SenseBuffer[0][2] == SCSI_SENSE_ILLEGAL_REQUEST &&
	      SenseBuffer[0][12] == SCSI_ADSENSE_INVALID_CDB && Srbs[0].SenseInfoBufferLength == 18,
	      "... the sense data: ILLEGAL REQUEST, invalid field in CDB");
	Equal(0, Srbs[0].DataTransferLength, "... nothing was moved");
}
