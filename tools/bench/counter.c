// SPDX-License-Identifier: GPL-2.0-only
/*
 * The counter: a QEMU plugin that counts the instructions that a guest of one processor executes,
 * for each address of its kernel, between two marks that a program in the guest sets (mark.h).
 *
 * Build:	make bench-programs
 * Load:	VM_ACCEL=tcg,thread=single tools/vm/run --cpus 1 --append nokaslr ...
 *			--files build/bench/guest
 *			--qemu "-plugin build/bench/counter-1.so,out=FILE[,follow=on]" -- command
 *		(counter-1.so for the QEMU of Debian 12, counter-3.so for one of 9.1 or later)
 * Mark:	in the guest "./bench-guest mark begin N", work, "./bench-guest mark end N"; that
 *		counts the shell that starts bench-guest, too. "./bench-guest io --mark N" sets them
 *		closely around requests, and a program of your own can, as emit() in bench-guest.c
 *		does.
 *
 * The kernel's address space must not be randomised ("nokaslr" in --append) for runs to be
 * compared; modules are at addresses of their own in each run, so symbols come from /proc/kallsyms
 * of the same run, read after the modules were loaded. tools/bench/attribute puts both together:
 * instructions for each module, or for each function.
 *
 * FILE has for each pair of marks
 *	mark N user INSTRUCTIONS
 *	ADDRESS COUNT [port|string R]	the instruction there was executed so often; "port" if it is
 *					IN, OUT, INS or OUTS, "string" if it is another string
 *					instruction with a REP prefix, and R of COUNT are
 *					repetitions
 *	follow SLOT calls N lost N instructions N port N most N
 *	end N
 * so the count of a function's first instruction is the number of its calls. Repetitions are seen
 * where QEMU executes them one by one, as 7.2 does; COUNT less R is the same with any QEMU.
 *
 * Followed functions, for what happens between the entry of a function and its return, callees
 * included: with follow=on, "bench-guest mark follow SLOT sp_isr" before the begin mark gives for
 * sp_isr (or any symbol of /proc/kallsyms) the calls that returned, all instructions of the kernel
 * that were executed in them, how many of these were port instructions, and those of the longest
 * call. The return is noticed where the call's next instruction is executed, so tail calls are
 * followed too. An interrupt that comes meanwhile is counted in; in a hard interrupt handler there
 * is none. "lost" are calls whose caller could not be seen. Each block of the guest's code then
 * calls the plugin, which makes the guest several times slower, but the counts are the same.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mark.h"
#include "qemu_plugin_api.h"

#define KERNEL_HALF	0x8000000000000000ull
#define KERNEL_TEXT	0xffffffff00000000ull

/* Slots of counts[]; one for each address follows. */
enum {
	SLOT_USER,
	SLOT_KERNEL,		/* only with follow=on: all kernel instructions */
	SLOT_PORT,		/* the same of port instructions */
	SLOT_PLAIN,		/* kernel instructions but for repeated string instructions */
	SLOT_OVERFLOW,		/* kernel instructions for which there was no slot */
	SLOT_FIRST,
};

#define SLOTS		1048576u
#define HASH_SIZE	(2 * SLOTS)

/* What is said of an address beside its count. */
enum kind {
	PLAIN,
	PORT,		/* IN, OUT, INS, OUTS */
	STRING,		/* MOVS, STOS and the like with a REP prefix */
};

static const char *const kind_names[] = { "", " port", " string" };

struct address {
	__u64 at;
	enum kind kind;
	__u64 repeated;		/* of its count: repetitions, less the first of each execution */
};

static struct address addresses[SLOTS];
static __u32 slots_used = SLOT_FIRST;
static __u32 slot_of[HASH_SIZE];

static FILE *out;
static bool following;
static __u32 marked_address;

/* A block of translated code, as much of it as following needs. */
struct block {
	__u64 start;
	__u64 next;		/* what follows it in memory: where its call returns to */
	bool calls;
	bool returns;
};

struct followed {
	__u64 entry;
	__u64 return_to;	/* 0: not inside */
	__u64 entered;		/* counts[SLOT_KERNEL] at the entry */
	__u64 entered_port;
	__u64 calls;
	__u64 lost;
	__u64 instructions;
	__u64 port;
	__u64 most;
};

static struct followed followed[MARK_FOLLOWED];
static __u64 last_return;	/* where the last call returns to; 0: unknown */

/* The last string instruction, and how many others had been executed by then. */
static __u32 last_string;
static __u64 others_then;

/* ---- the two plugin interfaces */

PLUGIN_EXPORT int qemu_plugin_version = PLUGIN_API;

#if PLUGIN_API == 1

static __u64 counts_memory[SLOTS];

static __u64 *counts(void)
{
	return counts_memory;
}

static void counts_init(void)
{
}

static void count_in(struct qemu_plugin_insn *insn, __u32 slot)
{
	qemu_plugin_register_vcpu_insn_exec_inline(insn, QEMU_PLUGIN_INLINE_ADD_U64,
						   &counts_memory[slot], 1);
}

static size_t insn_bytes(const struct qemu_plugin_insn *insn, __u8 *to, size_t length)
{
	size_t size = qemu_plugin_insn_size(insn);

	if (size < length)
		length = size;
	memcpy(to, qemu_plugin_insn_data(insn), length);
	return length;
}

#else

static struct qemu_plugin_scoreboard *scoreboard;

/* Never kept: it moves when QEMU learns of a processor. */
static __u64 *counts(void)
{
	return qemu_plugin_scoreboard_find(scoreboard, 0);
}

static void counts_init(void)
{
	scoreboard = qemu_plugin_scoreboard_new(SLOTS * sizeof(__u64));
}

static void count_in(struct qemu_plugin_insn *insn, __u32 slot)
{
	const struct qemu_plugin_u64 number = { scoreboard, slot * sizeof(__u64) };

	qemu_plugin_register_vcpu_insn_exec_inline_per_vcpu(insn, QEMU_PLUGIN_INLINE_ADD_U64,
							    number, 1);
}

static size_t insn_bytes(const struct qemu_plugin_insn *insn, __u8 *to, size_t length)
{
	return qemu_plugin_insn_data(insn, to, length);
}

#endif

/* ---- addresses */

static __u32 slot_for(__u64 at, enum kind kind)
{
	__u32 i = (__u32)((at * 0x9e3779b97f4a7c15ull) >> 32) % HASH_SIZE;

	while (slot_of[i]) {
		if (addresses[slot_of[i]].at == at) {
			/* Modules come and go: other code may be here now. */
			addresses[slot_of[i]].kind = kind;
			return slot_of[i];
		}
		i = (i + 1) % HASH_SIZE;
	}
	if (slots_used == SLOTS)
		return SLOT_OVERFLOW;
	addresses[slots_used].at = at;
	addresses[slots_used].kind = kind;
	slot_of[i] = slots_used;
	return slots_used++;
}

/* ---- marks */

static void zero_counts(void)
{
	__u32 slot;
	int i;

	memset(counts(), 0, slots_used * sizeof(__u64));
	for (slot = SLOT_FIRST; slot < slots_used; slot++)
		addresses[slot].repeated = 0;
	last_string = 0;
	for (i = 0; i < MARK_FOLLOWED; i++) {
		__u64 entry = followed[i].entry;

		memset(&followed[i], 0, sizeof(followed[i]));
		followed[i].entry = entry;
	}
}

static void write_counts(unsigned int number)
{
	const __u64 *count = counts();
	__u32 i;

	fprintf(out, "mark %u user %llu\n", number, count[SLOT_USER]);
	if (count[SLOT_OVERFLOW])
		fprintf(out, "overflow %llu\n", count[SLOT_OVERFLOW]);
	for (i = SLOT_FIRST; i < slots_used; i++) {
		if (!count[i])
			continue;
		fprintf(out, "%016llx %llu%s", addresses[i].at, count[i],
			kind_names[addresses[i].kind]);
		if (addresses[i].kind == STRING)
			fprintf(out, " %llu", addresses[i].repeated);
		fprintf(out, "\n");
	}
	for (i = 0; i < MARK_FOLLOWED; i++) {
		const struct followed *f = &followed[i];

		if (f->entry)
			fprintf(out,
				"follow %u calls %llu lost %llu instructions %llu port %llu most %llu\n",
				i, f->calls, f->lost, f->instructions, f->port, f->most);
	}
	fprintf(out, "end %u\n", number);
	fflush(out);
}

static void on_mark(unsigned int vcpu, void *data)
{
	unsigned int word = (unsigned int)(size_t)data;
	unsigned int value = MARK_DATA(word);

	(void)vcpu;
	switch (MARK_VERB(word)) {
	case MARK_BEGIN:
		zero_counts();
		break;
	case MARK_END:
		write_counts(value);
		break;
	case MARK_LOW:
		marked_address = (marked_address & 0xffff0000) | value;
		break;
	case MARK_HIGH:
		marked_address = (marked_address & 0xffff) | value << 16;
		break;
	case MARK_FOLLOW:
		if (value < MARK_FOLLOWED)
			followed[value].entry = KERNEL_TEXT | marked_address;
		break;
	}
}

static bool is_mark(const __u8 *bytes, size_t size, unsigned int *word)
{
	__u32 half[2];

	if (size != MARK_LENGTH)
		return false;
	memcpy(half, bytes, sizeof(half));
	*word = half[1];
	return half[0] == MARK_OPCODE && (half[1] & MARK_KEY_MASK) == MARK_KEY;
}

/* ---- string instructions */

/*
 * QEMU may execute each repetition like an instruction of its own, or loop inside one. It is a
 * repetition if nothing else was executed since the last.
 */
static void on_string(unsigned int vcpu, void *data)
{
	__u32 slot = (__u32)(size_t)data;
	__u64 *count = counts();
	__u64 others = count[SLOT_USER] + count[SLOT_PLAIN];

	(void)vcpu;
	if (slot == last_string && others == others_then)
		addresses[slot].repeated++;
	last_string = slot;
	others_then = others;
}

/* ---- following a function */

static void enter(struct followed *f, const __u64 *count)
{
	if (!last_return) {
		f->lost++;
		return;
	}
	f->return_to = last_return;
	f->entered = count[SLOT_KERNEL];
	f->entered_port = count[SLOT_PORT];
}

static void leave(struct followed *f, const __u64 *count)
{
	__u64 instructions = count[SLOT_KERNEL] - f->entered;

	f->return_to = 0;
	f->calls++;
	f->instructions += instructions;
	f->port += count[SLOT_PORT] - f->entered_port;
	if (instructions > f->most)
		f->most = instructions;
}

static void on_block(unsigned int vcpu, void *data)
{
	const struct block *block = data;
	const __u64 *count = counts();
	int i;

	(void)vcpu;
	for (i = 0; i < MARK_FOLLOWED; i++) {
		struct followed *f = &followed[i];

		if (f->return_to && block->start == f->return_to)
			leave(f, count);
		else if (!f->return_to && f->entry && block->start == f->entry)
			enter(f, count);
	}
	if (block->calls)
		last_return = block->next;
	else if (block->returns)
		last_return = 0;
}

/* ---- translation */

/* Past the prefixes, REX included, that may precede a port instruction. */
static const __u8 *opcode(const __u8 *bytes, size_t size)
{
	while (size-- > 1 && (*bytes == 0x66 || *bytes == 0xf2 || *bytes == 0xf3 ||
			      (*bytes & 0xf0) == 0x40))
		bytes++;
	return bytes;
}

static enum kind kind_of(const __u8 *bytes, size_t size)
{
	const __u8 *at = opcode(bytes, size);

	if ((*at >= 0x6c && *at <= 0x6f) || (*at >= 0xe4 && *at <= 0xe7) ||
	    (*at >= 0xec && *at <= 0xef))
		return PORT;
	if ((*bytes == 0xf2 || *bytes == 0xf3) &&
	    ((*at >= 0xa4 && *at <= 0xa7) || (*at >= 0xaa && *at <= 0xaf)))
		return STRING;
	return PLAIN;
}

static bool is_call(const __u8 *bytes, size_t size)
{
	const __u8 *at = opcode(bytes, size);

	return *at == 0xe8 || (*at == 0xff && at + 1 < bytes + size && (at[1] & 0x38) == 0x10);
}

static bool is_return(const __u8 *bytes, size_t size)
{
	__u8 byte = *opcode(bytes, size);

	return byte == 0xc3 || byte == 0xc2;
}

static void follow_block(struct qemu_plugin_tb *tb, const __u8 *bytes, size_t size, __u64 next)
{
	struct block *block = malloc(sizeof(*block));

	/* QEMU keeps it as long as the translated code, and never says when that goes. */
	if (!block)
		abort();
	block->start = qemu_plugin_tb_vaddr(tb);
	block->next = next;
	block->calls = is_call(bytes, size);
	block->returns = is_return(bytes, size);
	qemu_plugin_register_vcpu_tb_exec_cb(tb, on_block, QEMU_PLUGIN_CB_NO_REGS, block);
}

static void translate(__u64 id, struct qemu_plugin_tb *tb)
{
	size_t n = qemu_plugin_tb_n_insns(tb);
	__u8 bytes[16] = { 0 };
	size_t size = 0;
	__u64 at = 0;
	size_t i;

	(void)id;
	for (i = 0; i < n; i++) {
		struct qemu_plugin_insn *insn = qemu_plugin_tb_get_insn(tb, i);
		unsigned int word;
		enum kind kind;
		__u32 slot;

		at = qemu_plugin_insn_vaddr(insn);
		size = insn_bytes(insn, bytes, sizeof(bytes));
		if (at < KERNEL_HALF) {
			if (is_mark(bytes, size, &word))
				qemu_plugin_register_vcpu_insn_exec_cb(insn, on_mark,
								       QEMU_PLUGIN_CB_NO_REGS,
								       (void *)(size_t)word);
			else
				count_in(insn, SLOT_USER);
			continue;
		}
		kind = kind_of(bytes, size);
		slot = slot_for(at, kind);
		count_in(insn, slot);
		if (kind == STRING)
			qemu_plugin_register_vcpu_insn_exec_cb(insn, on_string,
							       QEMU_PLUGIN_CB_NO_REGS,
							       (void *)(size_t)slot);
		else
			count_in(insn, SLOT_PLAIN);
		if (following)
			count_in(insn, SLOT_KERNEL);
		if (following && kind == PORT)
			count_in(insn, SLOT_PORT);
	}
	if (following && n && at >= KERNEL_HALF)
		follow_block(tb, bytes, size, at + size);
}

PLUGIN_EXPORT int qemu_plugin_install(__u64 id, const struct qemu_info *info, int argc, char **argv)
{
	int i;

	if (!info->system_emulation || info->system.max_vcpus != 1) {
		fprintf(stderr, "counter: needs a machine of one processor\n");
		return -1;
	}
	for (i = 0; i < argc; i++) {
		if (!strncmp(argv[i], "out=", 4)) {
			out = fopen(argv[i] + 4, "w");
			if (!out)
				perror(argv[i] + 4);
		} else if (!strcmp(argv[i], "follow=on")) {
			following = true;
		} else {
			fprintf(stderr, "counter: unknown argument \"%s\"\n", argv[i]);
			return -1;
		}
	}
	if (!out) {
		fprintf(stderr, "counter: out=FILE is missing\n");
		return -1;
	}
	counts_init();
	qemu_plugin_register_vcpu_tb_trans_cb(id, translate);
	return 0;
}
