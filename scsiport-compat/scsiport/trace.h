/* SPDX-License-Identifier: GPL-2.0-only */
/* Tracepoints: every SRB, callback, notification and hold. System scsiport in tracefs. */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM scsiport

#if !defined(SP_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define SP_TRACE_H

#include <linux/tracepoint.h>

#include "scsiport/adapter.h"

TRACE_DEFINE_ENUM(SP_HOLD_ENABLE);
TRACE_DEFINE_ENUM(SP_HOLD_RESET);
TRACE_DEFINE_ENUM(SP_HOLD_STOPPED);
TRACE_DEFINE_ENUM(SP_HOLD_DOUBT);
TRACE_DEFINE_ENUM(SP_HOLD_ALONE);

TRACE_DEFINE_ENUM(SP_CB_START_IO);
TRACE_DEFINE_ENUM(SP_CB_INTERRUPT);
TRACE_DEFINE_ENUM(SP_CB_ENABLE);
TRACE_DEFINE_ENUM(SP_CB_DISABLE);
TRACE_DEFINE_ENUM(SP_CB_TIMER);
TRACE_DEFINE_ENUM(SP_CB_RESET_BUS);
TRACE_DEFINE_ENUM(SP_CB_INITIALIZE);
TRACE_DEFINE_ENUM(SP_CB_FIND_ADAPTER);
TRACE_DEFINE_ENUM(SP_CB_ADAPTER_CONTROL);

#define sp_callback_names \
	{ SP_CB_START_IO, "HwStartIo" }, \
	{ SP_CB_INTERRUPT, "HwInterrupt" }, \
	{ SP_CB_ENABLE, "HwEnableInterruptsCallback" }, \
	{ SP_CB_DISABLE, "HwDisableInterruptsCallback" }, \
	{ SP_CB_TIMER, "HwTimer" }, \
	{ SP_CB_RESET_BUS, "HwResetBus" }, \
	{ SP_CB_INITIALIZE, "HwInitialize" }, \
	{ SP_CB_FIND_ADAPTER, "HwFindAdapter" }, \
	{ SP_CB_ADAPTER_CONTROL, "HwAdapterControl" }

/*
 * locked: this context holds the interrupt lock. Interrupt state and context are in the common
 * flags.
 */
TRACE_EVENT(scsiport_callback_enter,
	TP_PROTO(struct sp_adapter *a, enum sp_callback callback),
	TP_ARGS(a, callback),
	TP_STRUCT__entry(
		__field(unsigned int, host)
		__field(int, callback)
		__field(bool, locked)
	),
	TP_fast_assign(
		__entry->host = a->port.shost->host_no;
		__entry->callback = callback;
		__entry->locked = sp_holds_lock(a);
	),
	TP_printk("host=%u callback=%s locked=%d", __entry->host,
		  __print_symbolic(__entry->callback, sp_callback_names), __entry->locked)
);

/* ns: how long it took; 0 if nobody accounted for time when it began, as for HwFindAdapter */
TRACE_EVENT(scsiport_callback_exit,
	TP_PROTO(struct sp_adapter *a, enum sp_callback callback, u64 since),
	TP_ARGS(a, callback, since),
	TP_STRUCT__entry(
		__field(unsigned int, host)
		__field(int, callback)
		__field(bool, locked)
		__field(u64, ns)
	),
	TP_fast_assign(
		__entry->host = a->port.shost->host_no;
		__entry->callback = callback;
		__entry->locked = sp_holds_lock(a);
		__entry->ns = since ? port_clock_ns(port_account_start() - since) : 0;
	),
	TP_printk("host=%u callback=%s locked=%d ns=%llu", __entry->host,
		  __print_symbolic(__entry->callback, sp_callback_names), __entry->locked,
		  __entry->ns)
);

TRACE_EVENT(scsiport_gated,
	TP_PROTO(struct sp_adapter *a),
	TP_ARGS(a),
	TP_STRUCT__entry(__field(unsigned int, host)),
	TP_fast_assign(__entry->host = a->port.shost->host_no;),
	TP_printk("host=%u", __entry->host)
);

DECLARE_EVENT_CLASS(scsiport_srb,
	TP_PROTO(struct sp_adapter *a, struct sp_srb *s),
	TP_ARGS(a, s),
	TP_STRUCT__entry(
		__field(unsigned int, host)
		__field(u8, path)
		__field(u8, target)
		__field(u8, lun)
		__field(u8, tag)
		__field(u8, opcode)
		__field(u8, srb_status)
		__field(u8, scsi_status)
		__field(u32, length)
	),
	TP_fast_assign(
		__entry->host = a->port.shost->host_no;
		__entry->path = s->srb.PathId;
		__entry->target = s->srb.TargetId;
		__entry->lun = s->srb.Lun;
		__entry->tag = s->srb.QueueTag;
		__entry->opcode = s->srb.Cdb[0];
		__entry->srb_status = s->srb.SrbStatus;
		__entry->scsi_status = s->srb.ScsiStatus;
		__entry->length = s->srb.DataTransferLength;
	),
	TP_printk("host=%u path=%u target=%u lun=%u tag=%u opcode=%#04x length=%u srb_status=%#04x scsi_status=%#04x",
		  __entry->host, __entry->path, __entry->target, __entry->lun, __entry->tag,
		  __entry->opcode, __entry->length, __entry->srb_status, __entry->scsi_status)
);

DEFINE_EVENT(scsiport_srb, scsiport_srb_start,
	TP_PROTO(struct sp_adapter *a, struct sp_srb *s),
	TP_ARGS(a, s)
);

DEFINE_EVENT(scsiport_srb, scsiport_srb_complete,
	TP_PROTO(struct sp_adapter *a, struct sp_srb *s),
	TP_ARGS(a, s)
);

TRACE_EVENT(scsiport_notification,
	TP_PROTO(struct sp_adapter *a, int type),
	TP_ARGS(a, type),
	TP_STRUCT__entry(
		__field(unsigned int, host)
		__field(int, type)
	),
	TP_fast_assign(
		__entry->host = a->port.shost->host_no;
		__entry->type = type;
	),
	TP_printk("host=%u type=%s", __entry->host,
		  __print_symbolic(__entry->type,
				   { 0, "RequestComplete" }, { 1, "NextRequest" },
				   { 2, "NextLuRequest" }, { 3, "ResetDetected" },
				   { 4, "CallDisableInterrupts" }, { 5, "CallEnableInterrupts" },
				   { 6, "RequestTimerCall" }, { 7, "BusChangeDetected" },
				   { 8, "WMIEvent" }, { 9, "WMIReregister" }))
);

/* microseconds: at the end, since the beginning; 0 at the beginning, and if that was not traced */
TRACE_EVENT(scsiport_hold,
	TP_PROTO(struct sp_adapter *a, int reason, bool held, u64 microseconds),
	TP_ARGS(a, reason, held, microseconds),
	TP_STRUCT__entry(
		__field(unsigned int, host)
		__field(int, reason)
		__field(bool, held)
		__field(u64, microseconds)
	),
	TP_fast_assign(
		__entry->host = a->port.shost->host_no;
		__entry->reason = reason;
		__entry->held = held;
		__entry->microseconds = microseconds;
	),
	TP_printk("host=%u reason=%s held=%d microseconds=%llu", __entry->host,
		  __print_symbolic(__entry->reason, { SP_HOLD_ENABLE, "enable-callback" },
				   { SP_HOLD_RESET, "reset" }, { SP_HOLD_STOPPED, "stopped" },
				   { SP_HOLD_DOUBT, "doubt" }, { SP_HOLD_ALONE, "alone" }),
		  __entry->held, __entry->microseconds)
);

#endif

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH scsiport
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
