// SPDX-License-Identifier: GPL-2.0-only
/*
 * The management device of an adapter, /dev/scsiportN, with its life, and the events that are read
 * from it. What its ioctl does is in core/mgmt/ioctl.c. An open file outlives its adapter: it
 * answers ENODEV then.
 */
#include <linux/cdev.h>
#include <linux/compat.h>
#include <linux/device/class.h>
#include <linux/fs.h>
#include <linux/idr.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "core/mgmt/control.h"
#include "core/log.h"
#include "core/mgmt/ioctl.h"

#define PORT_MINORS	256
#define PORT_EVENTS	16	/* kept for each reader */

static dev_t port_first_device;
static DEFINE_IDA(port_minors);

static struct class port_class = {
	.name = "scsiport",
};

/*
 * struct port_control - an adapter's device, alive while a file of it is open
 * @present: held for reading where @a is used, also while a request runs; for writing only when
 *	the adapter goes
 * @a: the adapter, or NULL when it is gone
 * @readers: open files, of an adapter that is not gone (port_adapter::events)
 * @wait: readers waiting for an event
 */
struct port_control {
	struct device dev;
	struct cdev cdev;
	struct rw_semaphore present;
	struct port_adapter *a;
	struct list_head readers;
	wait_queue_head_t wait;
};

/*
 * struct port_reader - an open file
 * @one: one read() at a time
 * @head: events put in, @tail: events taken out (port_adapter::events)
 * @lost: events that found the ring full (port_adapter::events)
 */
struct port_reader {
	struct port_control *control;
	struct list_head link;
	struct mutex one;	/* read() */
	u32 head;
	u32 tail;
	u32 lost;
	struct scsiport_event ring[PORT_EVENTS];
};

/*
 * The device is held by its adapter until port_control_remove(), by each open file, by the class
 * while somebody looks into sysfs, and by port_control_report() while it wakes readers: the last
 * reference is gone.
 */
static void port_control_release_device(struct device *dev)
{
	struct port_control *c = container_of(dev, struct port_control, dev);

	ida_free(&port_minors, MINOR(dev->devt));
	kfree(c);
}

/* Without an adapter there are no events, and port_control_remove() has emptied the list. */
static void port_reader_move(struct port_control *c, struct port_reader *r, struct list_head *list)
{
	down_read(&c->present);
	if (c->a) {
		spin_lock_irq(&c->a->events);
		list_move_tail(&r->link, list);
		spin_unlock_irq(&c->a->events);
	}
	up_read(&c->present);
}

static int port_control_open(struct inode *inode, struct file *file)
{
	struct port_control *c = container_of(inode->i_cdev, struct port_control, cdev);
	struct port_reader *r;

	if (!capable(CAP_SYS_RAWIO))
		return -EPERM;
	r = kzalloc(sizeof(*r), GFP_KERNEL);
	if (!r)
		return -ENOMEM;
	r->control = c;
	mutex_init(&r->one);
	get_device(&c->dev);
	INIT_LIST_HEAD(&r->link);
	port_reader_move(c, r, &c->readers);
	file->private_data = r;
	return stream_open(inode, file);
}

/* A reader is held by its file, and by the list that port_control_event() walks: it is off that. */
static int port_control_close(struct inode *inode, struct file *file)
{
	struct port_reader *r = file->private_data;
	LIST_HEAD(gone);

	port_reader_move(r->control, r, &gone);
	put_device(&r->control->dev);
	kfree(r);
	return 0;
}

static bool port_reader_get(struct port_reader *r, struct scsiport_event *event)
{
	if (r->head == r->tail)
		return false;
	*event = r->ring[r->tail++ % PORT_EVENTS];
	return true;
}

/* Returns 1 with an event, 0 without, -ENODEV without when the adapter is gone. */
static int port_reader_take(struct port_reader *r, struct scsiport_event *event)
{
	struct port_control *c = r->control;
	int ret;

	down_read(&c->present);
	if (c->a) {
		spin_lock_irq(&c->a->events);
		ret = port_reader_get(r, event);
		spin_unlock_irq(&c->a->events);
	} else {
		ret = port_reader_get(r, event) ? 1 : -ENODEV;
	}
	up_read(&c->present);
	return ret;
}

static bool port_reader_has(struct port_reader *r)
{
	return READ_ONCE(r->head) != READ_ONCE(r->tail) || !READ_ONCE(r->control->a);
}

static ssize_t port_control_read(struct file *file, char __user *buffer, size_t count,
				 loff_t *offset)
{
	struct port_reader *r = file->private_data;
	struct scsiport_event event;
	size_t done = 0;
	int ret;

	if (count < sizeof(event))
		return -EINVAL;
	ret = mutex_lock_interruptible(&r->one);
	if (ret)
		return ret;
	while (count - done >= sizeof(event)) {
		ret = port_reader_take(r, &event);
		if (ret < 0 || (!ret && done))
			break;
		if (!ret) {
			ret = file->f_flags & O_NONBLOCK ? -EAGAIN :
			      wait_event_interruptible(r->control->wait, port_reader_has(r));
			if (ret)
				break;
			continue;
		}
		if (copy_to_user(buffer + done, &event, sizeof(event))) {
			ret = -EFAULT;
			break;
		}
		done += sizeof(event);
	}
	mutex_unlock(&r->one);
	return done ?: ret;
}

static __poll_t port_control_poll(struct file *file, struct poll_table_struct *table)
{
	struct port_reader *r = file->private_data;
	__poll_t events = 0;

	poll_wait(file, &r->control->wait, table);
	if (READ_ONCE(r->head) != READ_ONCE(r->tail))
		events |= EPOLLIN | EPOLLRDNORM;
	if (!READ_ONCE(r->control->a))
		events |= EPOLLHUP | EPOLLERR;
	return events;
}

static long port_control_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	struct port_reader *r = file->private_data;
	void __user *user = (void __user *)argument;
	struct scsiport_device_control e;
	int ret;

	if (command != SCSIPORT_IOCTL_DEVICE_CONTROL)
		return -ENOTTY;
	if (!capable(CAP_SYS_RAWIO))
		return -EPERM;
	if (copy_from_user(&e, user, sizeof(e)))
		return -EFAULT;
	if (e.size != sizeof(e) || e.flags & ~SCSIPORT_ADDRESSED)
		return -EINVAL;
	if (e.in_length > SCSIPORT_MAX_LENGTH || e.out_length > SCSIPORT_MAX_LENGTH)
		return -E2BIG;
	ret = down_read_killable(&r->control->present);
	if (ret)
		return ret;
	ret = r->control->a ? port_device_control(r->control->a, &e) : -ENODEV;
	up_read(&r->control->present);
	if (!ret && copy_to_user(user, &e, sizeof(e)))
		ret = -EFAULT;
	return ret;
}

#ifdef CONFIG_COMPAT
/* The buffers hold pointers and offsets as wide as those of the kernel's programs. */
static long port_control_compat_ioctl(struct file *file, unsigned int command,
				      unsigned long argument)
{
	pr_info_ratelimited("scsiport: %s (%d): a program of 32 bits cannot use this device\n",
			    current->comm, current->pid);
	return -EOPNOTSUPP;
}
#endif

static const struct file_operations port_control_operations = {
	.owner = THIS_MODULE,
	.open = port_control_open,
	.release = port_control_close,
	.read = port_control_read,
	.poll = port_control_poll,
	.unlocked_ioctl = port_control_ioctl,
#ifdef CONFIG_COMPAT
	.compat_ioctl = port_control_compat_ioctl,
#endif
};

static struct port_control *port_control_alloc(struct port_adapter *a)
{
	struct port_control *c = kzalloc(sizeof(*c), GFP_KERNEL);
	int minor;

	if (!c)
		return ERR_PTR(-ENOMEM);
	minor = ida_alloc_max(&port_minors, PORT_MINORS - 1, GFP_KERNEL);
	if (minor < 0) {
		kfree(c);
		return ERR_PTR(minor);
	}
	init_rwsem(&c->present);
	INIT_LIST_HEAD(&c->readers);
	init_waitqueue_head(&c->wait);
	c->a = a;
	device_initialize(&c->dev);
	c->dev.class = &port_class;
	c->dev.parent = &a->shost->shost_gendev;
	c->dev.devt = MKDEV(MAJOR(port_first_device), minor);
	c->dev.release = port_control_release_device;
	cdev_init(&c->cdev, &port_control_operations);
	c->cdev.owner = THIS_MODULE;
	return c;
}

/**
 * port_control_add() - make an adapter's device
 * @a: adapter whose host was added
 *
 * An adapter works without it: a failure is said and no more.
 *
 * Context: Process.
 */
void port_control_add(struct port_adapter *a)
{
	struct port_control *c = port_control_alloc(a);
	int ret;

	if (IS_ERR(c)) {
		port_warn(a, "no management device: %pe\n", c);
		return;
	}
	ret = dev_set_name(&c->dev, "scsiport%u", a->shost->host_no);
	ret = ret ?: cdev_device_add(&c->cdev, &c->dev);
	if (ret) {
		port_warn(a, "no management device: %pe\n", ERR_PTR(ret));
		put_device(&c->dev);
		return;
	}
	spin_lock_irq(&a->events);
	a->control = c;
	spin_unlock_irq(&a->events);
}

/**
 * port_control_remove() - an adapter goes away: its open files become useless
 * @a: adapter, leaving
 *
 * Waits for every request that came through the device, for some seconds: then a bus reset brings
 * it back. If that does not, a management request stays with the miniport, and recovery takes the
 * adapter offline for a pass-through.
 *
 * Context: Process.
 */
void port_control_remove(struct port_adapter *a)
{
	struct port_control *c = a->control;
	struct port_reader *r, *next;

	if (!c)
		return;
	cdev_device_del(&c->cdev, &c->dev);
	/* A caller that waits for the miniport holds @present, but not long: the adapter leaves. */
	down_write(&c->present);
	spin_lock_irq(&a->events);
	a->control = NULL;
	list_for_each_entry_safe(r, next, &c->readers, link)
		list_del_init(&r->link);
	spin_unlock_irq(&a->events);
	WRITE_ONCE(c->a, NULL);
	up_write(&c->present);
	wake_up_all(&c->wait);
	put_device(&c->dev);
}

/* port_control_remove() precedes the end of the workqueue. */
static void port_control_report(struct work_struct *work)
{
	struct port_adapter *a = container_of(work, struct port_adapter, reporter);
	struct port_control *c;

	spin_lock_irq(&a->events);
	c = a->control;
	if (c)
		get_device(&c->dev);
	spin_unlock_irq(&a->events);
	if (!c)
		return;
	wake_up_all(&c->wait);
	put_device(&c->dev);
}

/**
 * port_control_prepare() - what an adapter needs to have events
 * @a: adapter, zeroed
 *
 * Context: Process.
 */
void port_control_prepare(struct port_adapter *a)
{
	spin_lock_init(&a->events);
	INIT_WORK(&a->reporter, port_control_report);
}

static bool port_reader_put(struct port_reader *r, const struct port_event *event)
{
	struct scsiport_event *slot = &r->ring[r->head % PORT_EVENTS];

	if (r->head - r->tail == PORT_EVENTS) {
		r->lost++;
		return false;
	}
	memset(slot, 0, sizeof(*slot));
	slot->type = event->type;
	slot->path_id = event->path;
	slot->target_id = event->target;
	slot->lun = event->lun;
	slot->length = event->length;
	slot->lost = r->lost;
	slot->time = ktime_get_ns();
	if (event->length)
		memcpy(slot->data, event->data, event->length);
	WRITE_ONCE(r->head, r->head + 1);
	return true;
}

/**
 * port_control_event() - give an event to whoever has the device open
 * @a: adapter
 * @event: at most SCSIPORT_EVENT_DATA bytes; copied
 *
 * Context: Any; a lock of the model's may be held.
 */
void port_control_event(struct port_adapter *a, const struct port_event *event)
{
	bool heard, lost = false;
	struct port_reader *r;
	unsigned long flags;

	spin_lock_irqsave(&a->events, flags);
	a->counters.wmi_events++;
	heard = a->control && !list_empty(&a->control->readers);
	if (heard) {
		list_for_each_entry(r, &a->control->readers, link)
			lost |= !port_reader_put(r, event);
	}
	a->counters.wmi_lost += lost;
	spin_unlock_irqrestore(&a->events, flags);
	if (!heard)
		return;
	if (lost)
		dev_warn_ratelimited(a->dev, "an event was lost, since %u wait to be read (error %#x, SP_LOST_WMI_MINIPORT_REQUEST)\n",
				     PORT_EVENTS, SP_LOST_WMI_MINIPORT_REQUEST);
	queue_work(a->workqueue, &a->reporter);
}

/**
 * port_control_init() - the class and numbers of the devices
 *
 * Context: Process; entry of the module.
 * Return: 0 or a negative errno.
 */
int port_control_init(void)
{
	int ret = class_register(&port_class);

	if (ret)
		return ret;
	ret = alloc_chrdev_region(&port_first_device, 0, PORT_MINORS, "scsiport");
	if (ret)
		class_unregister(&port_class);
	return ret;
}

/**
 * port_control_exit() - undo port_control_init()
 *
 * Context: Process; exit of the module.
 */
void port_control_exit(void)
{
	unregister_chrdev_region(port_first_device, PORT_MINORS);
	class_unregister(&port_class);
	ida_destroy(&port_minors);
}
