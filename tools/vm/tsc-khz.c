// SPDX-License-Identifier: GPL-2.0-only
/*
 * Prints how fast this processor's time stamp counter runs, in kHz: an emulated processor has the
 * same one. Its kernel would find that out itself, but not where other work takes the processor
 * away meanwhile: then its clock is wrong, by a factor of ten even.
 */
#include <stdint.h>
#include <stdio.h>
#include <time.h>
#include <x86intrin.h>

struct sample {
	uint64_t ticks;
	int64_t ns;
};

static int64_t now_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Of many, the one whose two readings were closest together, so that nothing came in between. */
static struct sample take_sample(void)
{
	int64_t before, after, closest = INT64_MAX;
	struct sample best = { 0 };
	uint64_t ticks;
	int i;

	for (i = 0; i < 1000; i++) {
		before = now_ns();
		ticks = __rdtsc();
		after = now_ns();
		if (after - before >= closest)
			continue;
		closest = after - before;
		best.ticks = ticks;
		best.ns = before + closest / 2;
	}
	return best;
}

int main(void)
{
	const struct timespec pause = { .tv_nsec = 50 * 1000 * 1000 };
	struct sample from = take_sample(), to;

	nanosleep(&pause, NULL);
	to = take_sample();
	printf("%.0f\n", (to.ticks - from.ticks) * 1000000.0 / (to.ns - from.ns));
	return 0;
}
