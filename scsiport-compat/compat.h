/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The only file that knows that kernels differ: it gives old kernels the newest names.
 * Kbuild.compat asks the headers; the rest of the sources reads as if the newest kernel were the
 * only one.
 */
#ifndef PORT_COMPAT_H
#define PORT_COMPAT_H

#include <linux/blk-mq.h>
#include <linux/hrtimer.h>
#include <linux/pci.h>
#include <linux/platform_device.h>
#include <linux/timer.h>
#include <scsi/scsi_device.h>
#include <scsi/scsi_host.h>

#ifdef COMPAT_HAS_QC_STATUS
#define port_qc_status enum scsi_qc_status
#else
#define port_qc_status int
#endif

#ifndef COMPAT_HAS_TIMEOUT_ACTION
#define scsi_timeout_action	blk_eh_timer_return
#define SCSI_EH_RESET_TIMER	BLK_EH_RESET_TIMER
#define SCSI_EH_NOT_HANDLED	BLK_EH_DONE
#endif

#if defined(COMPAT_HAS_SDEV_CONFIGURE)
#define PORT_SDEV_OPS(init, configure, destroy) \
	.sdev_init = init, .sdev_configure = configure, .sdev_destroy = destroy
#define PORT_SDEV_CONFIGURE(fn)	fn(struct scsi_device *sdev, struct queue_limits *limits)
#elif defined(COMPAT_HAS_DEVICE_CONFIGURE)
#define PORT_SDEV_OPS(init, configure, destroy) \
	.slave_alloc = init, .device_configure = configure, .slave_destroy = destroy
#define PORT_SDEV_CONFIGURE(fn)	fn(struct scsi_device *sdev, struct queue_limits *limits)
#else
#define PORT_SDEV_OPS(init, configure, destroy) \
	.slave_alloc = init, .slave_configure = configure, .slave_destroy = destroy
#define PORT_SDEV_CONFIGURE(fn)	fn(struct scsi_device *sdev)
#endif

/* Alignment of data buffers: a field of the host, or a call per queue on older kernels. */
#ifdef COMPAT_HAS_HOST_DMA_ALIGNMENT
static inline void port_host_set_alignment(struct Scsi_Host *shost, unsigned int mask)
{
	shost->dma_alignment = mask;
}

static inline void port_sdev_set_alignment(struct scsi_device *sdev, unsigned int mask)
{
}
#else
static inline void port_host_set_alignment(struct Scsi_Host *shost, unsigned int mask)
{
}

static inline void port_sdev_set_alignment(struct scsi_device *sdev, unsigned int mask)
{
	blk_queue_update_dma_alignment(sdev->request_queue, mask);
}
#endif

#ifndef COMPAT_HAS_HRTIMER_SETUP
static inline void hrtimer_setup(struct hrtimer *timer,
				 enum hrtimer_restart (*function)(struct hrtimer *),
				 clockid_t clock, enum hrtimer_mode mode)
{
	hrtimer_init(timer, clock, mode);
	timer->function = function;
}
#endif

/*
 * Ports and interrupts of ISA, which a miniport that looks for its hardware knows by their
 * numbers: only on x86 are they what they were, and may be touched where nothing is.
 */
static inline bool port_has_isa(void)
{
	return IS_ENABLED(CONFIG_X86);
}

#ifndef PCI_IRQ_INTX
#define PCI_IRQ_INTX	PCI_IRQ_LEGACY
#endif

#ifndef COMPAT_HAS_DEVICE_OVERRIDE
/* Of PCI devices; an empty string is none. */
static inline int device_set_driver_override(struct device *dev, const char *name)
{
	return driver_set_override(dev, &to_pci_dev(dev)->driver_override, name, strlen(name));
}

static inline bool device_has_driver_override(struct device *dev)
{
	return READ_ONCE(to_pci_dev(dev)->driver_override);
}
#elif defined(__CHECKER__)
/* Sparse does not know that guard() gives its lock back. */
#define device_has_driver_override(dev) ((void)(dev), false)
#endif

static inline int port_rq_map_kern(struct request *rq, void *data, unsigned int length)
{
#ifdef COMPAT_HAS_RQ_MAP_KERN_QUEUE
	return blk_rq_map_kern(rq->q, rq, data, length, GFP_KERNEL);
#else
	return blk_rq_map_kern(rq, data, length, GFP_KERNEL);
#endif
}

/* The name is for the drivers of the kernel itself. */
static inline int port_platform_driver_register(struct platform_driver *driver,
						struct module *owner,
						const char *name)
{
#ifdef COMPAT_HAS_PLATFORM_MOD_NAME
	return __platform_driver_register(driver, owner, name);
#else
	return __platform_driver_register(driver, owner);
#endif
}

#ifndef COMPAT_HAS_TIMER_CONTAINER_OF
#define timer_container_of(var, callback_timer, field) from_timer(var, callback_timer, field)
#endif

#endif
