/* SPDX-License-Identifier: GPL-2.0-only */
/* The routines of a miniport but HwStartIo, as tracepoints and the verifier name them. */
#ifndef SP_CALLBACK_H
#define SP_CALLBACK_H

enum sp_callback {
	SP_CB_INTERRUPT,
	SP_CB_ENABLE,
	SP_CB_DISABLE,
	SP_CB_TIMER,
	SP_CB_RESET_BUS,
	SP_CB_INITIALIZE,
	SP_CB_FIND_ADAPTER,
	SP_CB_ADAPTER_CONTROL,
	SP_CB_NONE,		/* in no routine: a DPC or a thread of the miniport's own */
};

#endif
