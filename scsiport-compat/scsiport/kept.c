// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests of the port itself that it has given up and that the miniport has still: they come back
 * one day, or never (contract §6.1).
 */
#include "scsiport/internal.h"
#include "scsiport/adapter.h"
#include "scsiport/srb.h"

/* A request that was given up is complete after all: sp_internal_done() gives its slot free. */
static void sp_internal_came_back(struct sp_adapter *a, struct sp_internal *in)
{
	in->came_back = true;
	sp_done_add(&a->done, &in->s);
}

/* The miniport has it, and it is not among the active ones any more. */
static bool sp_internal_is_kept(const struct sp_internal *in)
{
	return in->forsaken && !in->came_back;
}

/**
 * sp_internal_take_back() - the miniport completes an SRB: is it one that was given up?
 * @a: adapter
 * @srb: SRB, which may be anybody's memory
 *
 * Context: interrupt lock held.
 * Return: true if so.
 */
bool sp_internal_take_back(struct sp_adapter *a, PSCSI_REQUEST_BLOCK srb)
{
	u32 i;

	lockdep_assert_held(&a->lock);
	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++) {
		struct sp_internal *in = &a->internal[i];

		if (&in->s.srb != srb || !sp_internal_is_kept(in))
			continue;
		sp_internal_came_back(a, in);
		return true;
	}
	return false;
}

/**
 * sp_internal_take_all_back() - the same for ScsiPortCompleteRequest
 * @a: adapter
 * @path: bus, or SP_UNTAGGED for all
 * @target: target, or SP_UNTAGGED for all
 * @lun: logical unit, or SP_UNTAGGED for all
 *
 * Context: interrupt lock held.
 */
void sp_internal_take_all_back(struct sp_adapter *a, u8 path, u8 target, u8 lun)
{
	u32 i;

	lockdep_assert_held(&a->lock);
	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++) {
		struct sp_internal *in = &a->internal[i];

		if (sp_internal_is_kept(in) && sp_is_addressed(&in->blank, path, target, lun))
			sp_internal_came_back(a, in);
	}
}

/**
 * sp_internal_keeps() - does the miniport have a request of a unit that was given up?
 * @a: adapter
 * @lu: unit, whose memory that may use
 *
 * Context: interrupt lock held.
 * Return: true if so.
 */
bool sp_internal_keeps(struct sp_adapter *a, const struct sp_lu *lu)
{
	u32 i;

	lockdep_assert_held(&a->lock);
	for (i = 0; a->internal && i < PORT_INTERNAL_REQUESTS; i++) {
		if (a->internal[i].s.lu == lu && sp_internal_is_kept(&a->internal[i]))
			return true;
	}
	return false;
}
