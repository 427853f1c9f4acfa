// SPDX-License-Identifier: GPL-2.0-only
/*
 * bench-guest: what the measurements run inside the virtual machine. It sets marks for the counter
 * (counter.c) and makes requests between two of them.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <linux/aio_abi.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdnoreturn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "../mark.h"

static const char usage[] =
"Usage: bench-guest mark begin|end NUMBER\n"
"       bench-guest mark follow SLOT SYMBOL\n"
"       bench-guest io [OPTION]... DISK...\n"
"\n"
"io makes requests with O_DIRECT, as many at a time as --depth says, waits for all of these, and makes\n"
"the next ones. Several disks take turns.\n"
"\n"
"  -m, --mark N       set marks number N around the requests\n"
"  -n, --count N      requests (default 1024); rounded up to a multiple of the depth\n"
"  -w, --warm N       requests before the first mark (default 256)\n"
"  -d, --depth N      requests at a time (default 1)\n"
"  -s, --size N       bytes of each request (default 4096)\n"
"  -e, --elements N   scatter-gather elements of each request (default: one for each page)\n"
"  -R, --read         read; this is the default\n"
"  -W, --write        write\n";

#define PAGE		4096ul
#define AREA		(2ul << 20)	/* one huge page: contiguous, whatever the kernel had free */
#define MAX_DEPTH	1024

static noreturn __attribute__((format(printf, 1, 2))) void die(const char *format, ...)
{
	va_list arguments;

	fprintf(stderr, "bench-guest: ");
	va_start(arguments, format);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, "\n");
	exit(1);
}

/* ---- marks */

/* The word is part of the instruction, so that is made here. */
static void emit(unsigned int word)
{
	static unsigned char *code;

	if (!code) {
		code = mmap(NULL, PAGE, PROT_READ | PROT_WRITE | PROT_EXEC,
			    MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
		if (code == MAP_FAILED)
			die("no page for code: %s", strerror(errno));
	}
	memcpy(code, &(unsigned int){ MARK_OPCODE }, 4);
	memcpy(code + 4, &word, 4);
	code[MARK_LENGTH] = 0xc3;
	((void (*)(void))code)();
}

static unsigned long address_of(const char *symbol)
{
	FILE *file = fopen("/proc/kallsyms", "r");
	unsigned long address, found = 0;
	char name[256];

	if (!file)
		die("/proc/kallsyms: %s", strerror(errno));
	while (!found && fscanf(file, "%lx %*c %255s%*[^\n]", &address, name) == 2) {
		if (!strcmp(name, symbol))
			found = address;
	}
	fclose(file);
	if (!found)
		die("there is no symbol \"%s\", or its address is hidden", symbol);
	return found;
}

static int mark(int argc, char **argv)
{
	if (argc == 3 && !strcmp(argv[1], "begin")) {
		emit(MARK_WORD(MARK_BEGIN, strtoul(argv[2], NULL, 0)));
	} else if (argc == 3 && !strcmp(argv[1], "end")) {
		emit(MARK_WORD(MARK_END, strtoul(argv[2], NULL, 0)));
	} else if (argc == 4 && !strcmp(argv[1], "follow")) {
		unsigned long address = address_of(argv[3]);

		emit(MARK_WORD(MARK_LOW, address));
		emit(MARK_WORD(MARK_HIGH, address >> 16));
		emit(MARK_WORD(MARK_FOLLOW, strtoul(argv[2], NULL, 0)));
	} else {
		die("mark what?\n%s", usage);
	}
	return 0;
}

/* ---- requests */

struct load {
	unsigned int mark;
	bool marked;
	bool write;
	unsigned int count;
	unsigned int warm;
	unsigned int depth;
	size_t size;
	unsigned int elements;
	int disks[MAX_DEPTH];
	unsigned int disk_count;
	char *buffers;
	aio_context_t context;
	unsigned int issued;
};

/*
 * Buffers of which each request has exactly so many elements: runs of pages that are contiguous, and
 * the runs in falling order, so that no run goes on where the one before it ends.
 */
static char *make_buffers(size_t run)
{
	char *space = mmap(NULL, 2 * AREA, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
			   -1, 0);
	char *area, *buffers;
	size_t i;

	if (space == MAP_FAILED)
		die("no memory: %s", strerror(errno));
	area = (char *)(((unsigned long)space + AREA - 1) & ~(AREA - 1));
	/* Without huge pages there are more elements, and figures that repeat less well. */
	madvise(area, AREA, MADV_HUGEPAGE);
	memset(area, 0x5a, AREA);
	buffers = mmap(NULL, AREA, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (buffers == MAP_FAILED)
		die("no address space: %s", strerror(errno));
	for (i = 0; i < AREA; i += run) {
		if (mremap(area + AREA - run - i, run, run, MREMAP_MAYMOVE | MREMAP_FIXED,
			   buffers + i) == MAP_FAILED)
			die("mremap: %s", strerror(errno));
	}
	return buffers;
}

static char *buffer(const struct load *l, unsigned int i)
{
	return l->buffers + i % (AREA / l->size) * l->size;
}

/* No two in a row, so that the block layer does not merge them; the disks have 8 MiB at least. */
static off_t place(const struct load *l, unsigned int i)
{
	unsigned int places = (8u << 20) / l->size - 1;

	return (off_t)((unsigned long)i * 37 % places) * l->size;
}

static void one(struct load *l)
{
	unsigned int i = l->issued++;
	int disk = l->disks[i % l->disk_count];
	ssize_t done = l->write ? pwrite(disk, buffer(l, i), l->size, place(l, i)) :
				  pread(disk, buffer(l, i), l->size, place(l, i));

	if (done != (ssize_t)l->size)
		die("request %u: %zd bytes, %s", i, done, strerror(errno));
}

static void batch(struct load *l)
{
	static struct iocb blocks[MAX_DEPTH], *pointers[MAX_DEPTH];
	static struct io_event events[MAX_DEPTH];
	unsigned int i;
	long got;

	for (i = 0; i < l->depth; i++) {
		unsigned int n = l->issued++;

		blocks[i] = (struct iocb){
			.aio_lio_opcode = l->write ? IOCB_CMD_PWRITE : IOCB_CMD_PREAD,
			.aio_fildes = l->disks[n % l->disk_count],
			.aio_buf = (unsigned long)buffer(l, n),
			.aio_nbytes = l->size,
			.aio_offset = place(l, n),
		};
		pointers[i] = &blocks[i];
	}
	got = syscall(SYS_io_submit, l->context, (long)l->depth, pointers);
	if (got != l->depth)
		die("io_submit: %ld of %u, %s", got, l->depth, strerror(errno));
	for (i = 0; i < l->depth; i += got) {
		got = syscall(SYS_io_getevents, l->context, 1l, (long)(l->depth - i), events + i,
			      NULL);
		if (got < 0)
			die("io_getevents: %s", strerror(errno));
	}
	for (i = 0; i < l->depth; i++) {
		if (events[i].res != (long long)l->size)
			die("a request ended with %lld", events[i].res);
	}
}

static void make_requests(struct load *l, unsigned int count)
{
	unsigned int i;

	for (i = 0; i < count; i += l->depth) {
		if (l->depth == 1)
			one(l);
		else
			batch(l);
	}
}

static void parse(struct load *l, int argc, char **argv)
{
	static const struct option options[] = {
		{ "mark", required_argument, NULL, 'm' },
		{ "count", required_argument, NULL, 'n' },
		{ "warm", required_argument, NULL, 'w' },
		{ "depth", required_argument, NULL, 'd' },
		{ "size", required_argument, NULL, 's' },
		{ "elements", required_argument, NULL, 'e' },
		{ "read", no_argument, NULL, 'R' },
		{ "write", no_argument, NULL, 'W' },
		{ }
	};
	int c;

	while ((c = getopt_long(argc, argv, "m:n:w:d:s:e:RW", options, NULL)) != -1) {
		unsigned long number = optarg ? strtoul(optarg, NULL, 0) : 0;

		switch (c) {
		case 'm':
			l->mark = number;
			l->marked = true;
			break;
		case 'n':
			l->count = number;
			break;
		case 'w':
			l->warm = number;
			break;
		case 'd':
			l->depth = number;
			break;
		case 's':
			l->size = number;
			break;
		case 'e':
			l->elements = number;
			break;
		case 'R':
			l->write = false;
			break;
		case 'W':
			l->write = true;
			break;
		default:
			die("%s", usage);
		}
	}
	if (!l->depth || l->depth > MAX_DEPTH || argc == optind || argc - optind > MAX_DEPTH)
		die("1 to %u disks, depth 1 to %u", MAX_DEPTH, MAX_DEPTH);
	if (!l->size || l->size % PAGE || AREA % l->size)
		die("the size is %lu times a power of 2, at most %lu", PAGE, AREA);
	if (!l->elements)
		l->elements = l->size / PAGE;
	if (l->size / PAGE % l->elements)
		die("%zu bytes do not make %u equal elements", l->size, l->elements);
}

static int io(int argc, char **argv)
{
	static struct load l = { .count = 1024, .warm = 256, .depth = 1, .size = PAGE };

	parse(&l, argc, argv);
	for (; optind < argc; optind++) {
		int disk = open(argv[optind], (l.write ? O_RDWR : O_RDONLY) | O_DIRECT);

		if (disk < 0)
			die("%s: %s", argv[optind], strerror(errno));
		l.disks[l.disk_count++] = disk;
	}
	l.buffers = make_buffers(l.size / l.elements);
	if (l.depth > 1 && syscall(SYS_io_setup, l.depth, &l.context))
		die("io_setup: %s", strerror(errno));
	make_requests(&l, l.warm);
	if (l.marked)
		emit(MARK_WORD(MARK_BEGIN, l.mark));
	make_requests(&l, l.count);
	if (l.marked)
		emit(MARK_WORD(MARK_END, l.mark));
	printf("requests %u\n", (l.count + l.depth - 1) / l.depth * l.depth);
	return 0;
}

int main(int argc, char **argv)
{
	if (argc > 1 && !strcmp(argv[1], "mark"))
		return mark(argc - 1, argv + 1);
	if (argc > 1 && !strcmp(argv[1], "io"))
		return io(argc - 1, argv + 1);
	die("%s", usage);
}
