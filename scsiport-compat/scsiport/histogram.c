// SPDX-License-Identifier: GPL-2.0-only
/* How the times of an adapter's routines are spread: /sys/kernel/debug/scsiport/hostN/histogram. */
#include <linux/debugfs.h>
#include <linux/seq_file.h>

#include "scsiport/histogram.h"
#include "core/debugfs.h"
#include "scsiport/account.h"

/* Column c has what took less than 2 to the power of c nanoseconds, and half of that at least. */
static void sp_show_buckets(struct seq_file *file, const char *name,
			    const struct port_account *account)
{
	u32 i;

	seq_printf(file, "%s 0", name);
	for (i = 0; i < PORT_BUCKETS - 1; i++)
		seq_printf(file, " %llu", READ_ONCE(account->buckets[i]));
	seq_printf(file, " %llu\n", READ_ONCE(account->buckets[i]));
}

static int sp_histogram_show(struct seq_file *file, void *unused)
{
	const struct sp_adapter *a = file->private;
	u32 what;

	for (what = 0; what < SP_TIMES; what++)
		sp_show_buckets(file, sp_time_name(what), &a->times.of[what]);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(sp_histogram);

/**
 * sp_histogram_add() - show the histograms of an adapter
 * @a: adapter
 *
 * Context: Process.
 */
void sp_histogram_add(struct sp_adapter *a)
{
	a->debugfs = port_debugfs_add(&a->port);
	debugfs_create_file("histogram", 0444, a->debugfs, a, &sp_histogram_fops);
}

/**
 * sp_histogram_remove() - nobody reads the histograms any more
 * @a: adapter
 *
 * Context: Process. May be called of an adapter that shows none.
 */
void sp_histogram_remove(struct sp_adapter *a)
{
	debugfs_remove(a->debugfs);
}
