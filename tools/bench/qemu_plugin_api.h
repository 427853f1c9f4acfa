/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the counter needs of QEMU's plugin interface. Debian does not package QEMU's header, and the
 * interface is small, so its functions are declared here: the common part, and the two ways to
 * have a number incremented by translated code.
 *
 *   PLUGIN_API 1	QEMU 6 to 8: a plain address; instruction bytes are QEMU's own copy
 *   PLUGIN_API 3	QEMU 9.1 and later: a scoreboard with an element for each processor; instruction
 *			bytes are copied to the caller
 *
 * A plugin says by the value of qemu_plugin_version which one it was built for, and QEMU refuses it
 * outside its range. So both are built, and tools/bench/lib.bash asks QEMU which one it takes.
 */
#ifndef BENCH_QEMU_PLUGIN_API_H
#define BENCH_QEMU_PLUGIN_API_H

#include <linux/types.h>
#include <stdbool.h>
#include <stddef.h>

#ifndef PLUGIN_API
#error "PLUGIN_API must be 1 or 3"
#endif

#define PLUGIN_EXPORT	__attribute__((visibility("default")))

struct qemu_plugin_tb;
struct qemu_plugin_insn;

struct qemu_info {
	const char *target_name;
	struct {
		int min;
		int cur;
	} version;
	bool system_emulation;
	struct {
		int smp_vcpus;
		int max_vcpus;
	} system;
};

#define QEMU_PLUGIN_CB_NO_REGS		0
#define QEMU_PLUGIN_INLINE_ADD_U64	0

void qemu_plugin_register_vcpu_tb_trans_cb(__u64 id, void (*cb)(__u64, struct qemu_plugin_tb *));
void qemu_plugin_register_vcpu_tb_exec_cb(struct qemu_plugin_tb *tb,
					  void (*cb)(unsigned int, void *), int flags, void *data);
void qemu_plugin_register_vcpu_insn_exec_cb(struct qemu_plugin_insn *insn,
					    void (*cb)(unsigned int, void *), int flags,
					    void *data);
size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb *tb);
struct qemu_plugin_insn *qemu_plugin_tb_get_insn(const struct qemu_plugin_tb *tb, size_t i);
__u64 qemu_plugin_tb_vaddr(const struct qemu_plugin_tb *tb);
__u64 qemu_plugin_insn_vaddr(const struct qemu_plugin_insn *insn);
size_t qemu_plugin_insn_size(const struct qemu_plugin_insn *insn);

#if PLUGIN_API == 1

void qemu_plugin_register_vcpu_insn_exec_inline(struct qemu_plugin_insn *insn, int op, void *number,
						__u64 add);
const void *qemu_plugin_insn_data(const struct qemu_plugin_insn *insn);

#else

struct qemu_plugin_scoreboard;

struct qemu_plugin_u64 {
	struct qemu_plugin_scoreboard *score;
	size_t offset;
};

struct qemu_plugin_scoreboard *qemu_plugin_scoreboard_new(size_t element_size);
void *qemu_plugin_scoreboard_find(struct qemu_plugin_scoreboard *score, unsigned int vcpu);
void qemu_plugin_register_vcpu_insn_exec_inline_per_vcpu(struct qemu_plugin_insn *insn, int op,
							 struct qemu_plugin_u64 number, __u64 add);
size_t qemu_plugin_insn_data(const struct qemu_plugin_insn *insn, void *to, size_t length);

#endif

/* What QEMU looks for in a plugin. */
extern int qemu_plugin_version;
int qemu_plugin_install(__u64 id, const struct qemu_info *info, int argc, char **argv);

#endif
