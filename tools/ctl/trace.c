// SPDX-License-Identifier: GPL-2.0-only
/*
 * scsiport-ctl trace: events of an adapter for a while. They go to an instance of tracefs that is
 * this program's own, so nobody else's tracing is disturbed; it is removed at the end, however that
 * comes.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adapters.h"
#include "event.h"
#include "fail.h"
#include "options.h"
#include "screen.h"
#include "story.h"
#include "sysfs.h"
#include "trace.h"

#define INSTANCE "scsiport-ctl."
/* Some hundred megabytes; who watches for longer than that wants another tool. */
#define MOST_EVENTS 2000000

static char instance[PATH_MAX];
static atomic_int ended;

static void on_signal(int number)
{
	ended = number;
}

static bool write_in(const char *folder, const char *file, const char *text)
{
	char path[PATH_MAX + 64];

	snprintf(path, sizeof(path), "%s/%s", folder, file);
	return write_line(path, text);
}

static void remove_instance(void)
{
	int try;

	if (!*instance)
		return;
	/* The kernel says EBUSY as long as somebody reads: that was us, until now. */
	for (try = 0; rmdir(instance) && errno == EBUSY && try < 50; try++)
		usleep(20000);
	*instance = 0;
}

/* Of programs that were killed. */
static void remove_stale(const char *folder)
{
	char **names = names_in(folder, INSTANCE), path[PATH_MAX];
	size_t i;

	for (i = 0; names[i]; i++) {
		if (kill(atoi(names[i] + strlen(INSTANCE)), 0) && errno == ESRCH) {
			snprintf(path, sizeof(path), "%.3000s/%.200s", folder, names[i]);
			rmdir(path);
		}
		free(names[i]);
	}
	free(names);
}

static noreturn void fail_tracefs(const char *what, int error)
{
	if (geteuid())
		fail(EXIT_PERMISSION, "only root may trace");
	/* An instance that gets no files, as there, is an invalid argument. */
	if (error == EPERM || error == EACCES || error == EINVAL)
		fail(EXIT_PERMISSION, "%s: %s; is the kernel locked down?", what, strerror(error));
	fail(EXIT_FILE, "%s: %s", what, strerror(error));
}

static const char *find_tracefs(void)
{
	static const char *const places[] = { "/sys/kernel/tracing", "/sys/kernel/debug/tracing" };
	static char folder[PATH_MAX];
	size_t i;

	for (i = 0; i < 2; i++) {
		snprintf(folder, sizeof(folder), "%s", path_of("%s", places[i]));
		if (is_there(path_of("%s/events", places[i])))
			return folder;
	}
	if (geteuid())
		fail(EXIT_PERMISSION, "only root may trace");
	fail(EXIT_FILE, "tracefs is not there: mount -t %s %s %s%s", "tracefs", "tracefs",
	     places[0], " (a kernel that is locked down has none)");
}

static int open_trace(const struct adapter *a)
{
	const char *tracefs = find_tracefs();
	char path[PATH_MAX + 64], filter[32];
	int fd;

	snprintf(path, sizeof(path), "%s/events/scsiport", tracefs);
	if (!is_there(path))
		fail(EXIT_REFUSED, "this kernel does not have scsiport's events");
	snprintf(path, sizeof(path), "%s/instances", tracefs);
	remove_stale(path);
	snprintf(instance, sizeof(instance), "%.4000s/instances/" INSTANCE "%d", tracefs, getpid());
	if (mkdir(instance, 0700)) {
		int error = errno;

		*instance = 0;
		fail_tracefs(path, error);
	}
	atexit(remove_instance);
	snprintf(filter, sizeof(filter), "host==%u", a->host);
	/*
	 * One clock for all processors, so that the order of events is true. Events are switched on
	 * one by one, which takes its time: none is recorded before all are.
	 */
	if (!write_in(instance, "tracing_on", "0") ||
	    !write_in(instance, "trace_clock", "mono") ||
	    !write_in(instance, "events/scsiport/filter", filter) ||
	    !write_in(instance, "events/scsiport/enable", "1") ||
	    !write_in(instance, "tracing_on", "1"))
		fail_tracefs(instance, errno);
	snprintf(path, sizeof(path), "%s/trace_pipe", instance);
	fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (fd < 0)
		fail_tracefs(path, errno);
	return fd;
}

/* Requests that were started while we look: only an answer of these has a story. */
static size_t count_answered(const struct event *e)
{
	static bool started[256][256][256];
	bool *this;

	if ((e->kind != EVENT_START && e->kind != EVENT_COMPLETE) || !is_wanted(e))
		return 0;
	/* Paths are at most eight, and target and tag tell enough to know when to stop. */
	this = &started[(e->path << 5 ^ e->lun) & 255][e->target][e->tag];
	if (e->kind == EVENT_START) {
		*this = true;
		return 0;
	}
	if (!*this)
		return 0;
	*this = false;
	return 1;
}

/* Whole lines; returns how many requests were answered. */
static size_t take_lines(char *text, struct events *events)
{
	char *line, *rest = text;
	size_t answered = 0;
	struct event e;

	while ((line = strsep(&rest, "\n"))) {
		if (!parse_event(line, &e))
			continue;
		add_event(events, &e);
		answered += count_answered(&e);
	}
	return answered;
}

/* What there is, until there is nothing more; what is half a line waits for the next time. */
static size_t take_available(int fd, struct events *events)
{
	static char text[65536];
	static size_t length;
	size_t answered = 0;
	ssize_t got;
	char *end;

	while ((got = read(fd, text + length, sizeof(text) - 1 - length)) > 0) {
		length += got;
		text[length] = 0;
		end = strrchr(text, '\n');
		if (!end)
			continue;
		*end++ = 0;
		answered += take_lines(text, events);
		length -= end - text;
		memmove(text, end, length);
		if (events->count >= MOST_EVENTS)
			break;
	}
	return answered;
}

static void watch(const struct adapter *a, struct events *events, size_t most)
{
	double end = now() + (opt.seconds ? opt.seconds : 10), checked = 0;
	struct pollfd pipe = { .fd = open_trace(a), .events = POLLIN };
	size_t answered = 0;

	while (!ended && now() < end && (!most || answered < most) && events->count < MOST_EVENTS) {
		poll(&pipe, 1, 100);
		answered += take_available(pipe.fd, events);
		if (now() > checked + 0.5) {
			checked = now();
			if (!adapter_is_there(a))
				break;
		}
	}
	write_in(instance, "tracing_on", "0");
	take_available(pipe.fd, events);
	write_in(instance, "events/scsiport/enable", "0");
	close(pipe.fd);
	remove_instance();
}

static void read_saved(const char *name, struct events *events)
{
	FILE *file = strcmp(name, "-") ? fopen(name, "r") : stdin;
	char *line = NULL;
	size_t size = 0;
	struct event e;

	if (!file)
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	while (getline(&line, &size, file) > 0) {
		if (parse_event(line, &e) && events->count < MOST_EVENTS)
			add_event(events, &e);
	}
	if (ferror(file))
		fail(EXIT_FILE, "%s: %s", name, strerror(errno));
	free(line);
	if (file != stdin)
		fclose(file);
}

static void tell_saved(void)
{
	struct events events = { 0 };

	if (opt.argument_count)
		fail(EXIT_SYNTAX, "--from tells of all adapters in the file");
	if (opt.seconds)
		fail(EXIT_SYNTAX, "--seconds does not go with --from");
	read_saved(opt.from, &events);
	if (!tell_stories(&events, opt.count))
		fail(EXIT_NOT_READY, "%s: no request from its start to its answer", opt.from);
}

static void catch_signals(void)
{
	struct sigaction action = { .sa_handler = on_signal };

	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
}

void do_trace(void)
{
	/* A user who names a time wants to see all of it. */
	size_t most = opt.have_count ? opt.count : opt.seconds ? 0 : 1, told;
	struct events events = { 0 };
	struct adapter *list;

	if (opt.from) {
		tell_saved();
		return;
	}
	if (opt.argument_count != 1)
		fail(EXIT_SYNTAX, "trace needs the number of one host; see \"scsiport-ctl list\"");
	named_adapters(opt.arguments, 1, &list);
	catch_signals();
	watch(list, &events, most);
	told = tell_stories(&events, most);
	flush_output();
	if (events.lost)
		fprintf(stderr, "scsiport-ctl: %lu events were lost: what is told has gaps\n",
			events.lost);
	if (!adapter_is_there(list))
		fail_gone(list);
	if (!told)
		fail(EXIT_TIMEOUT, "no request was answered meanwhile");
}
