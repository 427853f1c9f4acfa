// SPDX-License-Identifier: GPL-2.0-only
// Requests: one class, for the part of the driver that the younger developers wrote.
#include <own.h>

#ifndef USE_STORPORT
// Host status of a completion.
enum Host { Fine = 0x00, Underrun = 0x0c, Selection = 0x11, DataRun = 0x12, NoResponse = 0x21 };

class Request {
public:
	Request(PHABITS_ADAPTER adapter, PSCSI_REQUEST_BLOCK srb)
		: m_adapter(adapter), m_srb(srb),
		  m_extension(static_cast<PHABITS_EXTENSION>(srb->SrbExtension)) {}

	void Start();
	void Finish(const RING_COMPLETION *completion);
	void Next();

private:
	u32 Direction() const;
	void MapData(RING_REQUEST *entry);
	UCHAR Status(const RING_COMPLETION *completion);

	PHABITS_ADAPTER m_adapter;
	PSCSI_REQUEST_BLOCK m_srb;
	PHABITS_EXTENSION m_extension;
};

u32 Request::Direction() const
{
	switch (m_srb->SrbFlags & SRB_FLAGS_UNSPECIFIED_DIRECTION) {
	case SRB_FLAGS_DATA_IN:
		return RING_FLAG_TO_HOST;
	case SRB_FLAGS_DATA_OUT:
		return RING_FLAG_TO_DEVICE;
	default:
		return RING_FLAG_NONE;
	}
}

void Request::MapData(RING_REQUEST *entry)
{
	PUCHAR data = static_cast<PUCHAR>(m_srb->DataBuffer);
	unsigned long left = m_srb->DataTransferLength;
	unsigned long length;

	for (int i = 0; left && i < HABITS_ELEMENTS; i++) {
		RING_ELEMENT *element = &m_extension->Element[i];

		element->Address = ScsiPortGetPhysicalAddress(m_adapter, m_srb, data, &length).QuadPart;
		if (length > left)
			length = left;
		element->Length = length;
		element->Flags = 0;
		data += length;
		left -= length;
	}
	entry->Flags |= RING_FLAG_LIST;
	entry->DataAddress =
		ScsiPortGetPhysicalAddress(m_adapter, NULL, m_extension->Element, &length).QuadPart;
}

// For every command, whatever its tag: it has always been so.
void Request::Next()
{
	ScsiPortNotification(NextLuRequest, m_adapter, m_srb->PathId, m_srb->TargetId, m_srb->Lun);
}

void Request::Start()
{
	RING_REQUEST *entry = RingNext(&m_adapter->Ring);
	unsigned long length;

	entry->Context = reinterpret_cast<ULONG_PTR>(m_srb);
	entry->DataLength = m_srb->DataTransferLength;
	entry->SenseAddress =
		ScsiPortGetPhysicalAddress(m_adapter, NULL, m_extension->Sense, &length).QuadPart;
	entry->SenseLength = HABITS_SENSE;
	entry->Flags = Direction();
	entry->CdbLength = m_srb->CdbLength;
	memcpy(entry->Cdb, m_srb->Cdb, m_srb->CdbLength);
	entry->Lun[1] = m_srb->Lun;
	entry->Tag = SRB_SIMPLE_TAG_REQUEST;
	entry->Target = m_srb->TargetId;
	if (m_srb->DataTransferLength)
		MapData(entry);
	RingKick(&m_adapter->Ring);
	m_adapter->Full = !RingHasRoom(&m_adapter->Ring);
	if (!m_adapter->Full)
		Next();
}

UCHAR Request::Status(const RING_COMPLETION *completion)
{
	// The adapter may say 0 when it means everything.
	if (completion->DataLength && completion->DataLength < m_srb->DataTransferLength)
		m_srb->DataTransferLength = static_cast<u32>(completion->DataLength);
	switch (completion->HostStatus) {
	case Fine:
	case Underrun:
	case DataRun:
		break;
	case Selection:
	case NoResponse:
		return SRB_STATUS_SELECTION_TIMEOUT;
	default:
		return SRB_STATUS_ERROR;
	}
	m_srb->ScsiStatus = static_cast<UCHAR>(completion->ScsiStatus);
	if (m_srb->ScsiStatus == SCSISTAT_CHECK_CONDITION)
		memcpy(m_adapter->Sense[m_srb->TargetId], m_extension->Sense, HABITS_SENSE);
	return m_srb->ScsiStatus == SCSISTAT_GOOD ? SRB_STATUS_SUCCESS : SRB_STATUS_ERROR;
}

void Request::Finish(const RING_COMPLETION *completion)
{
	m_srb->SrbStatus = Status(completion);
	ScsiPortNotification(RequestComplete, m_adapter, m_srb);
}

extern "C" BOOLEAN HabitsStart(PHABITS_ADAPTER adapter, PSCSI_REQUEST_BLOCK srb)
{
	Request request(adapter, srb);

	request.Start();
	return TRUE;
}

extern "C" VOID HabitsDrain(PHABITS_ADAPTER adapter)
{
	RING_STATE *state = adapter->Ring.State;

	while (state->CompletionConsumed != *const_cast<volatile u32 *>(&state->CompletionProduced)) {
		RING_COMPLETION done =
			adapter->Ring.Completions[state->CompletionConsumed % RING_COMPLETIONS];
		PSCSI_REQUEST_BLOCK srb =
			reinterpret_cast<PSCSI_REQUEST_BLOCK>(static_cast<ULONG_PTR>(done.Context));
		Request request(adapter, srb);

		*const_cast<volatile u32 *>(&state->CompletionConsumed) += 1;
		request.Finish(&done);
		if (adapter->Full) {
			adapter->Full = FALSE;
			request.Next();
		}
	}
}
#endif
