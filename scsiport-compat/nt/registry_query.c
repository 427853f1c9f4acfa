// SPDX-License-Identifier: GPL-2.0-only
/*
 * The routines that read the registry by a table of what is wanted, and their like. No lock is held
 * while a miniport's QueryRoutine runs: it may ask for more.
 */
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "nt/irql.h"
#include "nt/pool.h"
#include "nt/registry.h"
#include "nt/service.h"

/* A call of RtlQueryRegistryValues on its way through the table. */
struct sp_query {
	struct sp_key top;
	struct sp_key now;
	PVOID context;
	const void *caller;
};

/* What there is to deliver to an entry: a value, a default, or, of type REG_NONE, nothing. */
struct sp_found {
	WCHAR *name;
	u32 type;
	void *data;
	u32 size;
};

static bool sp_is_string(u32 type)
{
	return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

/* Bytes of a string with its NUL, as defaults may leave that to us. */
static u32 sp_string_size(const WCHAR *text, bool multi)
{
	const WCHAR *end = text;

	if (!text)
		return 0;
	do {
		while (*end)
			end++;
		end++;
	} while (multi && *end);
	return (u8 *)(multi ? end + 1 : end) - (u8 *)text;
}

/* DIRECT, text: into a UNICODE_STRING, which gets a buffer of the pool if it has none. */
static NTSTATUS sp_direct_string(const struct sp_query *q, UNICODE_STRING *to,
				 const struct sp_found *f)
{
	const WCHAR *text = f->data;
	u32 size = f->size & ~1u;
	u32 length = size >= 2 && !text[size / 2 - 1] ? size - 2 : size;

	if (length + 2 > 0xffff)
		return STATUS_BUFFER_TOO_SMALL;
	if (!to->Buffer) {
		to->Buffer = sp_pool_alloc(length + 2, SP_STRING_TAG, 0, q->caller);
		to->MaximumLength = length + 2;
	}
	if (!to->Buffer)
		return STATUS_INSUFFICIENT_RESOURCES;
	if (length > to->MaximumLength)
		return STATUS_BUFFER_TOO_SMALL;
	memcpy(to->Buffer, text, length);
	to->Length = length;
	if (length + 2 <= to->MaximumLength)
		to->Buffer[length / 2] = 0;
	return STATUS_SUCCESS;
}

/*
 * DIRECT, all else: what has 4 bytes or less as it is; more into a buffer that begins with its
 * size as a LONG. Where that is negative, only the data come there; else size and type first.
 */
static NTSTATUS sp_direct_bytes(void *to, const struct sp_found *f)
{
	u32 *words = to;
	s32 room;

	if (f->size <= sizeof(u32)) {
		memcpy(to, f->data, f->size);
		return STATUS_SUCCESS;
	}
	room = (s32)words[0];
	if (room < 0) {
		if (f->size > 0u - room)
			return STATUS_BUFFER_TOO_SMALL;
		memcpy(to, f->data, f->size);
		return STATUS_SUCCESS;
	}
	if ((u32)room < 2 * sizeof(u32) || f->size > room - 2 * sizeof(u32))
		return STATUS_BUFFER_TOO_SMALL;
	words[0] = f->size;
	words[1] = f->type;
	memcpy(words + 2, f->data, f->size);
	return STATUS_SUCCESS;
}

/* Gives an entry of the table one value, or one string of a value that has several. */
static NTSTATUS sp_present_one(const struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t,
			       const struct sp_found *f, u32 number)
{
	NTSTATUS status;

	if (t->Flags & RTL_QUERY_REGISTRY_DIRECT) {
		if (!t->EntryContext)
			return STATUS_INVALID_PARAMETER;
		if (sp_is_string(f->type) && !(t->Flags & RTL_QUERY_REGISTRY_NOSTRING))
			return sp_direct_string(q, (UNICODE_STRING *)t->EntryContext + number, f);
		return sp_direct_bytes(t->EntryContext, f);
	}
	status = t->QueryRoutine(f->name, f->type, f->data, f->size, q->context, t->EntryContext);
	return status == STATUS_BUFFER_TOO_SMALL ? STATUS_SUCCESS : status;
}

/* The strings of a REG_MULTI_SZ, each as a REG_SZ. */
static NTSTATUS sp_present_strings(const struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t,
				   const struct sp_found *f)
{
	const WCHAR *end = (WCHAR *)f->data + f->size / sizeof(WCHAR);
	struct sp_found one = *f;
	NTSTATUS status = STATUS_SUCCESS;
	WCHAR *text = f->data;
	u32 number = 0;

	one.type = REG_SZ;
	while (text < end && *text && NT_SUCCESS(status)) {
		one.data = text;
		while (text < end && *text)
			text++;
		text += text < end;
		one.size = (u8 *)text - (u8 *)one.data;
		status = sp_present_one(q, t, &one, number++);
	}
	return status;
}

static void sp_take_default(const RTL_QUERY_REGISTRY_TABLE *t, struct sp_found *f)
{
	f->type = t->DefaultType & 0xffffff;
	f->data = t->DefaultData;
	f->size = t->DefaultLength;
	if (sp_is_string(f->type) && !f->size)
		f->size = sp_string_size(f->data, f->type == REG_MULTI_SZ);
	if (!f->data)
		f->size = 0;
}

static NTSTATUS sp_present(const struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t,
			   struct sp_found *f)
{
	u32 wanted = t->DefaultType >> RTL_QUERY_REGISTRY_TYPECHECK_SHIFT;

	if (f->type == REG_NONE) {
		if (t->Flags & RTL_QUERY_REGISTRY_REQUIRED)
			return STATUS_OBJECT_NAME_NOT_FOUND;
		sp_take_default(t, f);
		if (f->type == REG_NONE)
			return STATUS_SUCCESS;
	} else if (t->Flags & RTL_QUERY_REGISTRY_TYPECHECK && f->type != wanted) {
		return STATUS_OBJECT_TYPE_MISMATCH;
	}
	if (!(t->Flags & RTL_QUERY_REGISTRY_NOEXPAND)) {
		if (f->type == REG_MULTI_SZ)
			return sp_present_strings(q, t, f);
		if (f->type == REG_EXPAND_SZ)
			f->type = REG_SZ;
	}
	return sp_present_one(q, t, f, 0);
}

static NTSTATUS sp_present_value(const struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t,
				 struct sp_value *v)
{
	struct sp_found f = {
		.name = v->name, .type = v->type, .data = v->data, .size = v->size,
	};
	NTSTATUS status = sp_present(q, t, &f);

	kfree(v);
	return status;
}

static NTSTATUS sp_query_named(const struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t)
{
	struct sp_found none = { .name = (WCHAR *)t->Name, .type = REG_NONE };
	struct sp_key name = { };
	struct sp_value *value;
	NTSTATUS status = STATUS_OBJECT_NAME_NOT_FOUND;

	if (sp_path_add(&name, t->Name, SP_KEY_LENGTH))
		status = sp_value_get(q->now.path, name.path, 0, &value);
	if (NT_SUCCESS(status))
		return sp_present_value(q, t, value);
	return status == STATUS_OBJECT_NAME_NOT_FOUND ? sp_present(q, t, &none) : status;
}

static NTSTATUS sp_query_all(const struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t)
{
	NTSTATUS status = STATUS_SUCCESS;
	struct sp_value *value;
	u32 i;

	for (i = 0; NT_SUCCESS(status); i++) {
		status = sp_value_get(q->now.path, NULL, i, &value);
		if (status == STATUS_OBJECT_NAME_NOT_FOUND)
			return i || !(t->Flags & RTL_QUERY_REGISTRY_REQUIRED) ?
			       STATUS_SUCCESS : status;
		if (NT_SUCCESS(status))
			status = sp_present_value(q, t, value);
	}
	return status;
}

static NTSTATUS sp_query_subkey(struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t)
{
	if (!t->Name)
		return STATUS_INVALID_PARAMETER;
	if (!sp_path_below(&q->now, t->Name, SP_KEY_LENGTH) || !sp_key_exists(q->now.path))
		return STATUS_OBJECT_NAME_NOT_FOUND;
	return t->QueryRoutine ? sp_query_all(q, t) : STATUS_SUCCESS;
}

static NTSTATUS sp_query_entry(struct sp_query *q, const RTL_QUERY_REGISTRY_TABLE *t)
{
	if (t->Flags & RTL_QUERY_REGISTRY_DIRECT &&
	    (!t->Name || t->QueryRoutine || t->Flags & RTL_QUERY_REGISTRY_SUBKEY))
		return STATUS_INVALID_PARAMETER;
	if (t->Flags & (RTL_QUERY_REGISTRY_SUBKEY | RTL_QUERY_REGISTRY_TOPKEY))
		q->now = q->top;
	if (t->Flags & RTL_QUERY_REGISTRY_SUBKEY)
		return sp_query_subkey(q, t);
	if (t->Name)
		return sp_query_named(q, t);
	if (t->Flags & RTL_QUERY_REGISTRY_NOVALUE)
		return t->QueryRoutine(NULL, REG_NONE, NULL, 0, q->context, t->EntryContext);
	return sp_query_all(q, t);
}

/**
 * RtlQueryRegistryValues() - read several values of a key and its subkeys
 * @RelativeTo: RTL_REGISTRY_ABSOLUTE, RTL_REGISTRY_SERVICES or RTL_REGISTRY_HANDLE; with
 *	RTL_REGISTRY_OPTIONAL a key that is not there is one without values
 * @Path: of the key, or its handle
 * @QueryTable: what to read; DELETE is ignored; ends with an entry without routine, SUBKEY and
 *	DIRECT
 * @Context: for the table's routines
 * @Environment: ignored; nothing is expanded
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND for a key, subkey or required value that is
 *	not there; STATUS_INVALID_PARAMETER; STATUS_BUFFER_TOO_SMALL;
 *	STATUS_OBJECT_TYPE_MISMATCH; what a routine returned.
 */
NTSTATUS RtlQueryRegistryValues(ULONG RelativeTo, PCWSTR Path, PRTL_QUERY_REGISTRY_TABLE QueryTable,
				PVOID Context, PVOID Environment)
{
	const ULONG more = RTL_QUERY_REGISTRY_SUBKEY | RTL_QUERY_REGISTRY_DIRECT;
	struct sp_query *q;
	NTSTATUS status;

	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	q = kzalloc(sizeof(*q), sp_nt_gfp());
	if (!q)
		return STATUS_INSUFFICIENT_RESOURCES;
	q->context = Context;
	q->caller = __builtin_return_address(0);
	status = sp_key_relative(&q->top, RelativeTo, Path);
	if (status == STATUS_OBJECT_NAME_NOT_FOUND && RelativeTo & RTL_REGISTRY_OPTIONAL)
		status = STATUS_SUCCESS;
	q->now = q->top;
	while (NT_SUCCESS(status) && (QueryTable->QueryRoutine || QueryTable->Flags & more))
		status = sp_query_entry(q, QueryTable++);
	kfree(q);
	return status;
}
EXPORT_SYMBOL_GPL(RtlQueryRegistryValues);

/**
 * RtlCheckRegistryKey() - whether a key is there
 * @RelativeTo: as for RtlQueryRegistryValues()
 * @Path: its path, or its handle
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS, STATUS_OBJECT_NAME_NOT_FOUND.
 */
NTSTATUS RtlCheckRegistryKey(ULONG RelativeTo, PWSTR Path)
{
	struct sp_key key;

	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	return sp_key_relative(&key, RelativeTo, Path);
}
EXPORT_SYMBOL_GPL(RtlCheckRegistryKey);

/**
 * RtlWriteRegistryValue() - nothing can be written
 * @RelativeTo: as for RtlQueryRegistryValues()
 * @Path: path of the key, or its handle
 * @ValueName: ignored
 * @ValueType: ignored
 * @ValueData: ignored
 * @ValueLength: ignored
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_ACCESS_DENIED.
 */
NTSTATUS RtlWriteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName, ULONG ValueType,
			       PVOID ValueData, ULONG ValueLength)
{
	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	return STATUS_ACCESS_DENIED;
}
EXPORT_SYMBOL_GPL(RtlWriteRegistryValue);

/**
 * RtlDeleteRegistryValue() - nothing can be written
 * @RelativeTo: as for RtlQueryRegistryValues()
 * @Path: path of the key, or its handle
 * @ValueName: ignored
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_ACCESS_DENIED.
 */
NTSTATUS RtlDeleteRegistryValue(ULONG RelativeTo, PCWSTR Path, PCWSTR ValueName)
{
	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	return STATUS_ACCESS_DENIED;
}
EXPORT_SYMBOL_GPL(RtlDeleteRegistryValue);
