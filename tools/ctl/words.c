// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl: what numbers of SCSI and of SRBs are called. */
#include <stddef.h>
#include <stdio.h>

#include "words.h"

struct name {
	unsigned int value;
	const char *name;
};

/* The last row has no name. */
static const char *find(const struct name *names, unsigned int value)
{
	while (names->name && names->value != value)
		names++;
	return names->name;
}

const char *command_name(unsigned int opcode)
{
	static const struct name names[] = {
		{ 0x00, "TEST UNIT READY" }, { 0x03, "REQUEST SENSE" }, { 0x08, "READ(6)" },
		{ 0x0a, "WRITE(6)" }, { 0x12, "INQUIRY" }, { 0x15, "MODE SELECT(6)" },
		{ 0x1a, "MODE SENSE(6)" }, { 0x1b, "START STOP UNIT" },
		{ 0x1e, "PREVENT ALLOW MEDIUM REMOVAL" }, { 0x25, "READ CAPACITY(10)" },
		{ 0x28, "READ(10)" }, { 0x2a, "WRITE(10)" }, { 0x2e, "WRITE AND VERIFY(10)" },
		{ 0x2f, "VERIFY(10)" }, { 0x35, "SYNCHRONIZE CACHE(10)" },
		{ 0x37, "READ DEFECT DATA(10)" }, { 0x3b, "WRITE BUFFER" },
		{ 0x3c, "READ BUFFER" }, { 0x41, "WRITE SAME(10)" }, { 0x42, "UNMAP" },
		{ 0x43, "READ TOC" }, { 0x46, "GET CONFIGURATION" },
		{ 0x4a, "GET EVENT STATUS NOTIFICATION" }, { 0x4d, "LOG SENSE" },
		{ 0x55, "MODE SELECT(10)" }, { 0x5a, "MODE SENSE(10)" },
		{ 0x5e, "PERSISTENT RESERVE IN" }, { 0x5f, "PERSISTENT RESERVE OUT" },
		{ 0x85, "ATA PASS-THROUGH(16)" }, { 0x88, "READ(16)" }, { 0x8a, "WRITE(16)" },
		{ 0x8f, "VERIFY(16)" }, { 0x91, "SYNCHRONIZE CACHE(16)" },
		{ 0x93, "WRITE SAME(16)" }, { 0x9e, "READ CAPACITY(16)" },
		{ 0xa0, "REPORT LUNS" }, { 0xa1, "ATA PASS-THROUGH(12)" },
		{ 0xa3, "MAINTENANCE IN" }, { 0xa8, "READ(12)" }, { 0xaa, "WRITE(12)" },
		{ 0xbe, "READ CD" }, { 0 }
	};
	static char other[24];
	const char *name = find(names, opcode);

	snprintf(other, sizeof(other), "command %#04x", opcode);
	return name ? name : other;
}

static const char *scsi_status_name(unsigned int status)
{
	static const struct name names[] = {
		{ 0x00, "GOOD" }, { 0x02, "CHECK CONDITION" }, { 0x04, "CONDITION MET" },
		{ 0x08, "BUSY" }, { 0x18, "RESERVATION CONFLICT" }, { 0x28, "TASK SET FULL" },
		{ 0x30, "ACA ACTIVE" }, { 0x40, "TASK ABORTED" }, { 0 }
	};
	const char *name = find(names, status);

	return name ? name : "an unknown SCSI status";
}

const char *answer_name(unsigned int srb_status, unsigned int scsi_status)
{
	static const struct name names[] = {
		{ 0x00, "PENDING" }, { 0x02, "ABORTED" }, { 0x03, "ABORT FAILED" },
		{ 0x04, "ERROR" }, { 0x05, "BUSY" }, { 0x06, "INVALID REQUEST" },
		{ 0x07, "INVALID PATH ID" }, { 0x08, "NO DEVICE" }, { 0x09, "TIMEOUT" },
		{ 0x0a, "SELECTION TIMEOUT" }, { 0x0b, "COMMAND TIMEOUT" },
		{ 0x0d, "MESSAGE REJECTED" }, { 0x0e, "BUS RESET" }, { 0x0f, "PARITY ERROR" },
		{ 0x10, "REQUEST SENSE FAILED" }, { 0x11, "NO HBA" }, { 0x12, "DATA OVERRUN" },
		{ 0x13, "UNEXPECTED BUS FREE" }, { 0x14, "PHASE SEQUENCE FAILURE" },
		{ 0x15, "BAD SRB BLOCK LENGTH" }, { 0x16, "REQUEST FLUSHED" },
		{ 0x20, "INVALID LUN" }, { 0x21, "INVALID TARGET ID" },
		{ 0x22, "BAD FUNCTION" }, { 0x23, "ERROR RECOVERY" }, { 0x24, "NOT POWERED" },
		{ 0x25, "LINK DOWN" }, { 0x30, "INTERNAL ERROR" }, { 0 }
	};
	static char text[80];
	const char *name;

	/* What the upper two bits say is of the queue and of the sense data. */
	srb_status &= 0x3f;
	if (srb_status == 1 || (srb_status == 4 && scsi_status))
		return scsi_status_name(scsi_status);
	name = find(names, srb_status);
	snprintf(text, sizeof(text), "%s (SrbStatus %#04x)", name ? name : "an unknown status",
		 srb_status);
	return text;
}
