// SPDX-License-Identifier: GPL-2.0-only
/*
 * The routines that read the registry by handles; what there is to read, nt/service.c knows.
 * Nothing can be written. A handle is a note of the key's path among what the miniport owns, so a
 * wrong one is found and one that was not closed is named when the module goes; the key is looked
 * up each time.
 */
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "nt/registry.h"
#include "nt/irql.h"
#include "nt/owned.h"
#include "nt/print.h"
#include "nt/service.h"

#define SP_REGISTRY	"\\Registry\\Machine\\System\\"
bool sp_registry_may(const char *routine, const void *caller)
{
	if (sp_may_sleep())
		return true;
	sp_nt_mistake(caller, "%s above PASSIVE_LEVEL", routine);
	return false;
}

/* ---- paths */

/* Every control set is the current one. */
static void sp_path_tidy(char *path)
{
	char *set = path + strlen(SP_REGISTRY);
	size_t length = strlen(path);

	while (length && path[length - 1] == '\\')
		path[--length] = 0;
	if (strncasecmp(path, SP_REGISTRY, strlen(SP_REGISTRY)) ||
	    strncasecmp(set, "ControlSet00", 12) || !set[12] || set[13] != '\\')
		return;
	if (length + 4 >= SP_KEY_LENGTH)
		return;
	memmove(set + strlen("CurrentControlSet"), set + 13, strlen(set + 13) + 1);
	memcpy(set, "CurrentControlSet", strlen("CurrentControlSet"));
}

/* Appends; false if there is no room. What is not in Latin-1 is in no name that exists. */
bool sp_path_add(struct sp_key *key, const WCHAR *text, u32 count)
{
	size_t used = strlen(key->path);

	while (count && *text) {
		if (used + 1 >= sizeof(key->path))
			return false;
		key->path[used++] = *text > 0xff ? '?' : *text;
		text++;
		count--;
	}
	key->path[used] = 0;
	return true;
}

bool sp_path_below(struct sp_key *key, const WCHAR *text, u32 count)
{
	if (count && *text)
		strlcat(key->path, "\\", sizeof(key->path));
	return sp_path_add(key, text, count);
}

static NTSTATUS sp_key_check(struct sp_key *key)
{
	if (key->path[0] != '\\')
		return STATUS_OBJECT_PATH_SYNTAX_BAD;
	sp_path_tidy(key->path);
	return sp_key_exists(key->path) ? STATUS_SUCCESS : STATUS_OBJECT_NAME_NOT_FOUND;
}

static NTSTATUS sp_key_of_attributes(struct sp_key *key, const OBJECT_ATTRIBUTES *attributes)
{
	const UNICODE_STRING *name = attributes->ObjectName;
	u32 count = name ? name->Length / sizeof(WCHAR) : 0;
	bool fits;

	memset(key, 0, sizeof(*key));
	if (attributes->RootDirectory) {
		if (!sp_owned_copy(attributes->RootDirectory, SP_OWNED_KEY, key, sizeof(*key)))
			return STATUS_INVALID_HANDLE;
		fits = sp_path_below(key, name ? name->Buffer : NULL, count);
	} else {
		fits = count && sp_path_add(key, name->Buffer, count);
	}
	return fits ? sp_key_check(key) : STATUS_OBJECT_NAME_NOT_FOUND;
}

/* As the Rtl routines name a key. */
NTSTATUS sp_key_relative(struct sp_key *key, ULONG relative_to, const WCHAR *path)
{
	relative_to &= ~RTL_REGISTRY_OPTIONAL;
	memset(key, 0, sizeof(*key));
	if (relative_to & RTL_REGISTRY_HANDLE)
		return sp_owned_copy(path, SP_OWNED_KEY, key, sizeof(*key)) ?
		       sp_key_check(key) : STATUS_INVALID_HANDLE;
	if (!path || relative_to > RTL_REGISTRY_SERVICES)
		return STATUS_OBJECT_NAME_NOT_FOUND;
	if (relative_to == RTL_REGISTRY_SERVICES)
		strscpy(key->path, SP_REGISTRY "CurrentControlSet\\Services\\", sizeof(key->path));
	return sp_path_add(key, path, SP_KEY_LENGTH) ? sp_key_check(key) :
	       STATUS_OBJECT_NAME_NOT_FOUND;
}

/* ---- handles */

static NTSTATUS sp_key_open(PHANDLE handle, const OBJECT_ATTRIBUTES *attributes, const void *caller)
{
	struct sp_key *key;
	NTSTATUS status;

	if (!handle || !attributes)
		return STATUS_INVALID_PARAMETER;
	*handle = NULL;
	key = kmalloc(sizeof(*key), sp_nt_gfp());
	if (!key)
		return STATUS_INSUFFICIENT_RESOURCES;
	status = sp_key_of_attributes(key, attributes);
	if (NT_SUCCESS(status)) {
		*handle = sp_owned_add(key, sizeof(*key), SP_OWNED_KEY, 0, caller);
		return *handle ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
	}
	kfree(key);
	return status;
}

/**
 * ZwOpenKey() - open a key of the registry
 * @KeyHandle: out
 * @DesiredAccess: ignored
 * @ObjectAttributes: its path, whole or from another key
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND for all but service keys of miniports that
 *	are there, and their subkeys; STATUS_INVALID_HANDLE; STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS ZwOpenKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
		   POBJECT_ATTRIBUTES ObjectAttributes)
{
	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	return sp_key_open(KeyHandle, ObjectAttributes, __builtin_return_address(0));
}
EXPORT_SYMBOL_GPL(ZwOpenKey);

/**
 * ZwCreateKey() - open a key of the registry; none is made
 * @KeyHandle: out
 * @DesiredAccess: ignored
 * @ObjectAttributes: its path, whole or from another key
 * @TitleIndex: ignored
 * @Class: ignored
 * @CreateOptions: ignored
 * @Disposition: out, may be NULL: REG_OPENED_EXISTING_KEY
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: as ZwOpenKey(), but STATUS_ACCESS_DENIED for a key that is not there.
 */
NTSTATUS ZwCreateKey(PHANDLE KeyHandle, ACCESS_MASK DesiredAccess,
		     POBJECT_ATTRIBUTES ObjectAttributes, ULONG TitleIndex, PUNICODE_STRING Class,
		     ULONG CreateOptions, PULONG Disposition)
{
	NTSTATUS status;

	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	status = sp_key_open(KeyHandle, ObjectAttributes, __builtin_return_address(0));
	if (NT_SUCCESS(status) && Disposition)
		*Disposition = REG_OPENED_EXISTING_KEY;
	return status == STATUS_OBJECT_NAME_NOT_FOUND ? STATUS_ACCESS_DENIED : status;
}
EXPORT_SYMBOL_GPL(ZwCreateKey);

/**
 * ZwClose() - the end of a handle
 * @Handle: of a key; what is none is reported
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that, and the handle stays until the module goes.
 * Return: STATUS_SUCCESS, STATUS_INVALID_HANDLE or STATUS_UNSUCCESSFUL.
 */
NTSTATUS ZwClose(HANDLE Handle)
{
	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	return sp_owned_free(Handle, SP_OWNED_KEY, __builtin_return_address(0)) ?
	       STATUS_SUCCESS : STATUS_INVALID_HANDLE;
}
EXPORT_SYMBOL_GPL(ZwClose);

/* ---- values, by handle */

/* Where the parts of an answer are: its head, the name, the data. */
struct sp_layout {
	u32 head;
	u32 name_at;
	u32 data_at;
	u32 total;
};

static bool sp_value_layout(KEY_VALUE_INFORMATION_CLASS class, const struct sp_value *v,
			    struct sp_layout *l)
{
	switch (class) {
	case KeyValueBasicInformation:
		l->name_at = offsetof(KEY_VALUE_BASIC_INFORMATION, Name);
		l->head = l->name_at;
		l->data_at = 0;
		l->total = l->name_at + v->name_size;
		return true;
	case KeyValueFullInformation:
		l->name_at = offsetof(KEY_VALUE_FULL_INFORMATION, Name);
		l->head = l->name_at;
		l->data_at = ALIGN(l->name_at + v->name_size, 8);
		l->total = l->data_at + v->size;
		return true;
	case KeyValuePartialInformation:
		l->name_at = 0;
		l->data_at = offsetof(KEY_VALUE_PARTIAL_INFORMATION, Data);
		l->head = l->data_at;
		l->total = l->data_at + v->size;
		return true;
	default:
		return false;
	}
}

static void sp_value_head(void *to, KEY_VALUE_INFORMATION_CLASS class, const struct sp_value *v,
			  const struct sp_layout *l)
{
	KEY_VALUE_PARTIAL_INFORMATION *partial = to;
	KEY_VALUE_BASIC_INFORMATION *basic = to;
	KEY_VALUE_FULL_INFORMATION *full = to;

	memset(to, 0, l->head);
	basic->Type = v->type;
	if (class == KeyValueBasicInformation) {
		basic->NameLength = v->name_size;
	} else if (class == KeyValuePartialInformation) {
		partial->DataLength = v->size;
	} else {
		full->DataOffset = l->data_at;
		full->DataLength = v->size;
		full->NameLength = v->name_size;
	}
}

static void sp_put(u8 *to, u32 room, u32 at, const void *from, u32 size)
{
	if (at && at < room)
		memcpy(to + at, from, min(size, room - at));
}

static NTSTATUS sp_value_answer(const struct sp_value *v, KEY_VALUE_INFORMATION_CLASS class,
				void *to, u32 room, u32 *result_length)
{
	struct sp_layout l;

	if (!sp_value_layout(class, v, &l))
		return STATUS_INVALID_PARAMETER;
	if (result_length)
		*result_length = l.total;
	if (!to || room < l.head)
		return STATUS_BUFFER_TOO_SMALL;
	sp_value_head(to, class, v, &l);
	sp_put(to, room, l.name_at, v->name, v->name_size);
	sp_put(to, room, l.data_at, v->data, v->size);
	return room < l.total ? STATUS_BUFFER_OVERFLOW : STATUS_SUCCESS;
}

static NTSTATUS sp_value_query(HANDLE handle, const char *name, u32 index,
			       KEY_VALUE_INFORMATION_CLASS class, void *to, u32 room,
			       u32 *result_length)
{
	struct sp_value *value;
	struct sp_key key;
	NTSTATUS status;

	if (!sp_owned_copy(handle, SP_OWNED_KEY, &key, sizeof(key)))
		return STATUS_INVALID_HANDLE;
	status = sp_value_get(key.path, name, index, &value);
	if (!NT_SUCCESS(status))
		return status;
	status = sp_value_answer(value, class, to, room, result_length);
	kfree(value);
	return status;
}

/**
 * ZwQueryValueKey() - read a value of a key
 * @KeyHandle: from ZwOpenKey()
 * @ValueName: its name
 * @KeyValueInformationClass: KeyValueBasicInformation, KeyValueFullInformation or
 *	KeyValuePartialInformation
 * @KeyValueInformation: out
 * @Length: its size
 * @ResultLength: out: what all of it takes
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND; STATUS_BUFFER_OVERFLOW if a part is there,
 *	STATUS_BUFFER_TOO_SMALL if nothing is; STATUS_INVALID_HANDLE; STATUS_INVALID_PARAMETER.
 */
NTSTATUS ZwQueryValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName,
			 KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			 PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
	struct sp_key name = { };

	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	if (!ValueName || !sp_path_add(&name, ValueName->Buffer, ValueName->Length / 2))
		return STATUS_OBJECT_NAME_NOT_FOUND;
	return sp_value_query(KeyHandle, name.path, 0, KeyValueInformationClass,
			      KeyValueInformation, Length, ResultLength);
}
EXPORT_SYMBOL_GPL(ZwQueryValueKey);

/**
 * ZwEnumerateValueKey() - read the values of a key one after the other
 * @KeyHandle: from ZwOpenKey()
 * @Index: 0 and up
 * @KeyValueInformationClass: as for ZwQueryValueKey()
 * @KeyValueInformation: out
 * @Length: its size
 * @ResultLength: out: what all of it takes
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: as ZwQueryValueKey(), but STATUS_NO_MORE_ENTRIES after the last one.
 */
NTSTATUS ZwEnumerateValueKey(HANDLE KeyHandle, ULONG Index,
			     KEY_VALUE_INFORMATION_CLASS KeyValueInformationClass,
			     PVOID KeyValueInformation, ULONG Length, PULONG ResultLength)
{
	NTSTATUS status;

	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	status = sp_value_query(KeyHandle, NULL, Index, KeyValueInformationClass,
				KeyValueInformation, Length, ResultLength);
	return status == STATUS_OBJECT_NAME_NOT_FOUND ? STATUS_NO_MORE_ENTRIES : status;
}
EXPORT_SYMBOL_GPL(ZwEnumerateValueKey);

/**
 * ZwSetValueKey() - nothing can be written
 * @KeyHandle: from ZwOpenKey()
 * @ValueName: ignored
 * @TitleIndex: ignored
 * @Type: ignored
 * @Data: ignored
 * @DataSize: ignored
 *
 * Context: PASSIVE_LEVEL; elsewhere it reports that and gives STATUS_UNSUCCESSFUL.
 * Return: STATUS_ACCESS_DENIED or STATUS_INVALID_HANDLE.
 */
NTSTATUS ZwSetValueKey(HANDLE KeyHandle, PUNICODE_STRING ValueName, ULONG TitleIndex, ULONG Type,
		       PVOID Data, ULONG DataSize)
{
	struct sp_key key;

	if (!sp_registry_may(__func__, __builtin_return_address(0)))
		return STATUS_UNSUCCESSFUL;
	return sp_owned_copy(KeyHandle, SP_OWNED_KEY, &key, sizeof(key)) ?
	       STATUS_ACCESS_DENIED : STATUS_INVALID_HANDLE;
}
EXPORT_SYMBOL_GPL(ZwSetValueKey);
