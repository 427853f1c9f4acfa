// SPDX-License-Identifier: GPL-2.0-only
/* Limits and counters of an adapter, in /sys/class/scsi_host/hostN/scsiport/. */
#include <linux/sysfs.h>

#include "scsiport/sysfs.h"
#include "core/data.h"
#include "scsiport/account.h"
#include "scsiport/adapter.h"
#include "scsiport/interrupt.h"

#define SP_ATTR(name, format, expression) \
static ssize_t name##_show(struct device *dev, struct device_attribute *attr, char *buf) \
{ \
	struct sp_adapter *a = sp_adapter_of_dev(dev); \
\
	return sysfs_emit(buf, format "\n", expression); \
} \
static DEVICE_ATTR_RO(name)

static const char *sp_state_name(struct sp_adapter *a)
{
	if (READ_ONCE(a->port.state) == PORT_DEAD)
		return "offline";
	if (test_bit(SP_HOLD_STOPPED, &a->hold))
		return "stopped";
	if (test_bit(SP_HOLD_RESET, &a->hold))
		return "reset";
	return "running";
}

SP_ATTR(miniport, "%s", a->port.miniport->name);
SP_ATTR(state, "%s", sp_state_name(a));
SP_ATTR(irq, "%d", a->port.irq_count ? a->port.irqs[0] : -1);
SP_ATTR(max_transfer, "%u", a->port.limits.max_transfer);
SP_ATTR(max_transfer_by, "%s", a->port.limits.transfer_by);
SP_ATTR(sg_elements, "%u", a->port.limits.sg_elements);
SP_ATTR(sg_elements_by, "%s", a->port.limits.elements_by);
SP_ATTR(requests, "%u", a->port.limits.requests);
SP_ATTR(requests_by, "%s", a->port.limits.requests_by);
SP_ATTR(lu_requests, "%u", a->port.limits.lu_requests);
SP_ATTR(alignment_mask, "%#x", a->port.limits.alignment_mask);
SP_ATTR(dma_bits, "%u", a->port.limits.dma_bits);
SP_ATTR(map_buffers, "%d", a->port.limits.map_buffers);
SP_ATTR(bounce_kb, "%u", port_buffers_bytes(&a->port) / 1024);
SP_ATTR(tagged, "%d", a->port.limits.tagged);
SP_ATTR(interrupts, "%llu", a->counters.interrupts);
SP_ATTR(not_ours, "%llu", a->counters.not_ours);
SP_ATTR(gated, "%llu", a->counters.gated);
SP_ATTR(enable_callbacks, "%llu", a->counters.enable_callbacks);
SP_ATTR(disable_callbacks, "%llu", a->counters.disable_callbacks);
SP_ATTR(timer_callbacks, "%llu", a->counters.timer_callbacks);
SP_ATTR(start_io, "%llu", a->counters.start_io);
SP_ATTR(completions, "%llu", a->counters.completions);
SP_ATTR(parked, "%llu", a->counters.parked);
SP_ATTR(busy, "%llu", a->counters.busy);
SP_ATTR(sense_requests, "%llu", a->counters.sense_requests);
SP_ATTR(bus_resets, "%llu", a->counters.bus_resets);
SP_ATTR(recovered, "%llu", a->counters.recovered);
SP_ATTR(wmi_events, "%llu", a->port.counters.wmi_events);
SP_ATTR(wmi_lost, "%llu", a->port.counters.wmi_lost);
SP_ATTR(errors_logged, "%llu", a->counters.errors_logged);
SP_ATTR(mistakes, "%llu", port_rules_sum(&a->port, false));
SP_ATTR(advice, "%llu", port_rules_sum(&a->port, true));

static ssize_t verifier_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return port_level_show(&sp_adapter_of_dev(dev)->port, buf);
}

static ssize_t verifier_store(struct device *dev, struct device_attribute *attr, const char *buf,
			      size_t count)
{
	int level = port_level_parse(buf);

	if (level >= 0)
		level = port_level_set(&sp_adapter_of_dev(dev)->port, level);
	return level < 0 ? level : count;
}
static DEVICE_ATTR_RW(verifier);

static ssize_t fail_over_budget_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", READ_ONCE(sp_adapter_of_dev(dev)->fail_over_budget));
}

static ssize_t fail_over_budget_store(struct device *dev, struct device_attribute *attr,
				      const char *buf, size_t count)
{
	bool fail;
	int ret = kstrtobool(buf, &fail);

	if (!ret)
		WRITE_ONCE(sp_adapter_of_dev(dev)->fail_over_budget, fail);
	return ret ?: count;
}
static DEVICE_ATTR_RW(fail_over_budget);

/* A request that starts and completes in between must not make it less than none. */
static u64 sp_active_requests(const struct sp_adapter *a)
{
	u64 completions = READ_ONCE(a->counters.completions);
	u64 starts = READ_ONCE(a->counters.start_io);

	return starts > completions ? starts - completions : 0;
}

SP_ATTR(active, "%llu", sp_active_requests(a));

static ssize_t budget_us_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", READ_ONCE(sp_adapter_of_dev(dev)->times.budget_us));
}

static ssize_t budget_us_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	struct sp_adapter *a = sp_adapter_of_dev(dev);
	unsigned long flags;
	u32 microseconds;
	int ret = kstrtou32(buf, 0, &microseconds);

	if (ret)
		return ret;
	flags = sp_enter(a);
	sp_account_set_budget(a, microseconds);
	sp_leave_and_wake(a, flags);
	return count;
}
static DEVICE_ATTR_RW(budget_us);

static struct attribute *port_host_attrs[] = {
	&dev_attr_miniport.attr,
	&dev_attr_state.attr,
	&dev_attr_irq.attr,
	&dev_attr_max_transfer.attr,
	&dev_attr_max_transfer_by.attr,
	&dev_attr_sg_elements.attr,
	&dev_attr_sg_elements_by.attr,
	&dev_attr_requests.attr,
	&dev_attr_requests_by.attr,
	&dev_attr_lu_requests.attr,
	&dev_attr_alignment_mask.attr,
	&dev_attr_dma_bits.attr,
	&dev_attr_map_buffers.attr,
	&dev_attr_bounce_kb.attr,
	&dev_attr_tagged.attr,
	&dev_attr_interrupts.attr,
	&dev_attr_not_ours.attr,
	&dev_attr_gated.attr,
	&dev_attr_enable_callbacks.attr,
	&dev_attr_disable_callbacks.attr,
	&dev_attr_timer_callbacks.attr,
	&dev_attr_start_io.attr,
	&dev_attr_completions.attr,
	&dev_attr_parked.attr,
	&dev_attr_busy.attr,
	&dev_attr_sense_requests.attr,
	&dev_attr_bus_resets.attr,
	&dev_attr_recovered.attr,
	&dev_attr_wmi_events.attr,
	&dev_attr_wmi_lost.attr,
	&dev_attr_errors_logged.attr,
	&dev_attr_mistakes.attr,
	&dev_attr_advice.attr,
	&dev_attr_verifier.attr,
	&dev_attr_fail_over_budget.attr,
	&dev_attr_active.attr,
	&dev_attr_budget_us.attr,
	NULL,
};

static const struct attribute_group sp_host_group = {
	.name = "scsiport",
	.attrs = port_host_attrs,
};

const struct attribute_group *sp_host_groups[] = {
	&sp_host_group,
	&port_rules_group,
	&sp_time_group,
	&sp_wait_group,
	NULL,
};
