// SPDX-License-Identifier: GPL-2.0-only
/*
 * Where an adapter's time goes, for who wants to see it: in /sys/class/scsi_host/hostN, the folders
 * scsiport_time and scsiport_wait have a file for each routine and reason, with a name and a number
 * in each line.
 */
#include "scsiport/account.h"
#include "scsiport/dispatch.h"
#include "scsiport/interrupt.h"
#include "scsiport/sysfs.h"

/* An attribute that shows sp_times::of or sp_times::waits at an index. */
struct sp_time_attribute {
	struct device_attribute attribute;
	u32 index;
};

static u32 sp_index_of(struct device_attribute *attribute)
{
	return container_of(attribute, struct sp_time_attribute, attribute)->index;
}

/* Of the longest that was over its budget. */
static int sp_emit_worst(const struct sp_long_call *worst, char *buf, int at)
{
	if (!worst->ns || !worst->known)
		return at;
	return at + sysfs_emit_at(buf, at, "over_opcode %#04x\nover_bytes %u\nover_unit %u:%u:%u\n",
				  worst->opcode, worst->bytes, worst->key >> 16,
				  worst->key >> 8 & 0xff, worst->key & 0xff);
}

static ssize_t sp_time_show(struct device *dev, struct device_attribute *attribute, char *buf)
{
	struct sp_times *t = &sp_adapter_of_dev(dev)->times;
	u32 index = sp_index_of(attribute);
	const struct port_account *account = &t->of[index];
	int at = sysfs_emit(buf, "calls %llu\ntotal_ns %llu\nlongest_ns %llu\nover %llu\n",
			    port_account_calls(account), account->total, account->longest,
			    account->over);

	return index < SP_CALLBACKS ? sp_emit_worst(&t->worst[index], buf, at) : at;
}

static ssize_t sp_wait_show(struct device *dev, struct device_attribute *attribute, char *buf)
{
	const struct sp_wait *wait = &sp_adapter_of_dev(dev)->times.waits[sp_index_of(attribute)];

	return sysfs_emit(buf, "waits %llu\ntotal_ns %llu\nlongest_ns %llu\n", wait->waits,
			  wait->total, wait->longest);
}

static ssize_t port_show(struct device *dev, struct device_attribute *attribute, char *buf)
{
	return sysfs_emit(buf, "total_ns %llu\n", sp_account_port(sp_adapter_of_dev(dev)));
}
static DEVICE_ATTR_RO(port);

static ssize_t interrupt_lock_show(struct device *dev, struct device_attribute *attribute,
				   char *buf)
{
	return sysfs_emit(buf, "total_ns %llu\n", sp_account_locked(sp_adapter_of_dev(dev)));
}
static DEVICE_ATTR_RO(interrupt_lock);

/* Under PREEMPT_RT the interrupt lock leaves interrupts on, and the handler is a thread. */
static ssize_t interrupts_off_show(struct device *dev, struct device_attribute *attribute,
				   char *buf)
{
	struct sp_adapter *a = sp_adapter_of_dev(dev);
	u64 total = sp_account_locked(a) + port_clock_ns(READ_ONCE(a->times.delivery));

	return sysfs_emit(buf, "total_ns %llu\n", IS_ENABLED(CONFIG_PREEMPT_RT) ? 0 : total);
}
static DEVICE_ATTR_RO(interrupts_off);

/* What is written does not matter. */
static ssize_t clear_store(struct device *dev, struct device_attribute *attribute, const char *buf,
			   size_t count)
{
	struct sp_adapter *a = sp_adapter_of_dev(dev);
	unsigned long flags = sp_enter(a);

	sp_account_clear(a);
	sp_leave_and_wake(a, flags);
	return count;
}
static DEVICE_ATTR_WO(clear);

#define SP_TIME(name, what) \
static struct sp_time_attribute sp_time_##name = { \
	__ATTR(name, 0444, sp_time_show, NULL), what \
}

#define SP_WAIT(variable, file, reason) \
static struct sp_time_attribute sp_wait_##variable = { \
	{ .attr = { .name = file, .mode = 0444 }, .show = sp_wait_show }, reason \
}

SP_TIME(HwStartIo, SP_CB_START_IO);
SP_TIME(HwInterrupt, SP_CB_INTERRUPT);
SP_TIME(HwEnableInterruptsCallback, SP_CB_ENABLE);
SP_TIME(HwDisableInterruptsCallback, SP_CB_DISABLE);
SP_TIME(HwTimer, SP_CB_TIMER);
SP_TIME(HwResetBus, SP_CB_RESET_BUS);
SP_TIME(HwAdapterControl, SP_CB_ADAPTER_CONTROL);
SP_TIME(HwInitialize, SP_CB_INITIALIZE);
SP_TIME(gate, SP_TIME_GATE);

static struct attribute *sp_time_attrs[] = {
	&sp_time_HwStartIo.attribute.attr,
	&sp_time_HwInterrupt.attribute.attr,
	&sp_time_HwEnableInterruptsCallback.attribute.attr,
	&sp_time_HwDisableInterruptsCallback.attribute.attr,
	&sp_time_HwTimer.attribute.attr,
	&sp_time_HwResetBus.attribute.attr,
	&sp_time_HwAdapterControl.attribute.attr,
	&sp_time_HwInitialize.attribute.attr,
	&dev_attr_port.attr,
	&sp_time_gate.attribute.attr,
	&dev_attr_interrupt_lock.attr,
	&dev_attr_interrupts_off.attr,
	&dev_attr_clear.attr,
	NULL,
};

const struct attribute_group sp_time_group = {
	.name = "scsiport_time",
	.attrs = sp_time_attrs,
};

SP_WAIT(next_request, "next-request", SP_WAIT_NEXT_REQUEST);
SP_WAIT(unit, "unit", SP_WAIT_UNIT);
SP_WAIT(busy, "busy", SP_WAIT_BUSY);
SP_WAIT(enable, "enable-callback", SP_WAIT_ENABLE);
SP_WAIT(reset, "reset", SP_WAIT_RESET);
SP_WAIT(stopped, "stopped", SP_WAIT_STOPPED);
SP_WAIT(doubt, "doubt", SP_WAIT_DOUBT);
SP_WAIT(alone, "alone", SP_WAIT_ALONE);

static struct attribute *sp_wait_attrs[] = {
	&sp_wait_next_request.attribute.attr,
	&sp_wait_unit.attribute.attr,
	&sp_wait_busy.attribute.attr,
	&sp_wait_enable.attribute.attr,
	&sp_wait_reset.attribute.attr,
	&sp_wait_stopped.attribute.attr,
	&sp_wait_doubt.attribute.attr,
	&sp_wait_alone.attribute.attr,
	NULL,
};

const struct attribute_group sp_wait_group = {
	.name = "scsiport_wait",
	.attrs = sp_wait_attrs,
};
