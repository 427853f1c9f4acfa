/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * How a program in the guest talks to the counter (counter.c) outside: by instructions that do
 * nothing. The plugin sees every instruction when it is translated and may have itself called
 * when it is executed, so a "nopl DISPLACEMENT(%rax,%rax)" carries 32 bits out of the guest without
 * a device, a driver, or an instruction that would be counted in the kernel. Compilers pad
 * with a displacement of 0, never with one of these.
 */
#ifndef BENCH_MARK_H
#define BENCH_MARK_H

/* The instruction: 0f 1f 84 00, then the displacement, low byte first. */
#define MARK_LENGTH		8
#define MARK_OPCODE		0x00841f0fu

/* The displacement: key, verb, 16 bits of data. */
#define MARK_KEY		0x5c000000u
#define MARK_KEY_MASK		0xff000000u
#define MARK_VERB(word)		(((word) >> 16) & 0xff)
#define MARK_DATA(word)		((word) & 0xffff)
#define MARK_WORD(verb, data)	(MARK_KEY | (unsigned int)(verb) << 16 | ((data) & 0xffff))

enum mark_verb {
	MARK_BEGIN = 1,		/* zero all counts; data: number of the measurement */
	MARK_END,		/* write them out */
	MARK_LOW,		/* bits 0-15 of an address of the kernel */
	MARK_HIGH,		/* bits 16-31; the others are ones */
	MARK_FOLLOW,		/* follow the function at that address; data: 0 to MARK_FOLLOWED - 1 */
};

#define MARK_FOLLOWED		8

#endif
