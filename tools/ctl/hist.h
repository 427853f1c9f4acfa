/* SPDX-License-Identifier: GPL-2.0-only */
/* scsiport-ctl: how long routines took. */
#ifndef CTL_HIST_H
#define CTL_HIST_H

#include "adapters.h"
#include "sample.h"

#define BUCKETS 32

/* Bucket i counts calls of less than 2^i ns, and of at least half of that. */
struct histogram {
	char routine[40];
	const struct adapter *adapter;
	struct timing timing;	/* of the same routine */
	unsigned long long budget_ns;
	unsigned long long buckets[BUCKETS];
	int first;		/* bucket that is not empty */
	int last;
};

/* "16.4 us": where a bucket ends, in few characters. */
const char *bucket_end(int bucket);

void do_hist(void);

#endif /* CTL_HIST_H */
