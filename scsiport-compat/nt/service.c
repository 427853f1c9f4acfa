// SPDX-License-Identifier: GPL-2.0-only
/*
 * What DriverEntry is given (contract §1.1.1): a driver object and the path of the service key.
 * What the registry has there is what the parameters of the miniport's module and its .inf file
 * say; a value that neither of them sets does not exist.
 *
 * A miniport may write to what it is given, so nothing is read back from there.
 */
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "nt/service.h"
#include "miniport_module.h"
#include "nt/irql.h"

#define SP_SERVICES	"\\Registry\\Machine\\System\\CurrentControlSet\\Services\\"
#define SP_HARDWARE	"\\Registry\\Machine\\Hardware\\Description\\System"
#define SP_DRIVERS	"\\Driver\\"

struct sp_service {
	struct list_head link;		/* sp_services_lock */
	struct port_miniport *miniport;
	struct {
		DRIVER_OBJECT object;
		UNICODE_STRING path;
		UNICODE_STRING hardware;
		WCHAR path_text[sizeof(SP_SERVICES) + MODULE_NAME_LEN];
		WCHAR name_text[sizeof(SP_DRIVERS) + MODULE_NAME_LEN];
		WCHAR hardware_text[sizeof(SP_HARDWARE)];
	} given;
};

static LIST_HEAD(sp_services);
static DEFINE_MUTEX(sp_services_lock);

/* ---- the arguments of DriverEntry */

/* Appends, and puts a NUL behind, which does not count. */
static void sp_widen(UNICODE_STRING *to, WCHAR *buffer, size_t room, const char *text)
{
	size_t used = to->Length / sizeof(WCHAR);

	while (*text && used + 1 < room)
		buffer[used++] = (u8)*text++;
	buffer[used] = 0;
	to->Buffer = buffer;
	to->Length = used * sizeof(WCHAR);
	to->MaximumLength = room * sizeof(WCHAR);
}

static void sp_service_fill(struct sp_service *s, const char *name)
{
	DRIVER_OBJECT *object = &s->given.object;

	sp_widen(&s->given.path, s->given.path_text, ARRAY_SIZE(s->given.path_text), SP_SERVICES);
	sp_widen(&s->given.path, s->given.path_text, ARRAY_SIZE(s->given.path_text), name);
	sp_widen(&s->given.hardware, s->given.hardware_text, ARRAY_SIZE(s->given.hardware_text),
		 SP_HARDWARE);
	object->Type = IO_TYPE_DRIVER;
	object->Size = sizeof(*object);
	sp_widen(&object->DriverName, s->given.name_text, ARRAY_SIZE(s->given.name_text),
		 SP_DRIVERS);
	sp_widen(&object->DriverName, s->given.name_text, ARRAY_SIZE(s->given.name_text), name);
	object->HardwareDatabase = &s->given.hardware;
}

/**
 * sp_service_begin() - make the arguments of a miniport's DriverEntry and its service key
 * @m: the miniport
 *
 * Context: Process.
 * Return: 0 or -ENOMEM.
 */
int sp_service_begin(struct port_miniport *m)
{
	struct sp_service *s = kzalloc(sizeof(*s), GFP_KERNEL);

	BUILD_BUG_ON(sizeof(DRIVER_OBJECT) != 336);
	if (!s)
		return -ENOMEM;
	s->miniport = m;
	sp_service_fill(s, m->name);
	m->service = s;
	mutex_lock(&sp_services_lock);
	list_add(&s->link, &sp_services);
	mutex_unlock(&sp_services_lock);
	return 0;
}

/**
 * sp_service_end() - undo sp_service_begin()
 * @m: the miniport; none of its code runs any more
 *
 * Context: Process.
 */
void sp_service_end(struct port_miniport *m)
{
	if (!m->service)
		return;
	mutex_lock(&sp_services_lock);
	list_del(&m->service->link);
	mutex_unlock(&sp_services_lock);
	kfree(m->service);
	m->service = NULL;
}

/**
 * sp_driver_object() - first argument of DriverEntry
 * @m: the miniport
 *
 * Context: Any, between sp_service_begin() and sp_service_end().
 * Return: it; a DRIVER_OBJECT.
 */
void *sp_driver_object(struct port_miniport *m)
{
	return &m->service->given.object;
}

/**
 * sp_registry_path() - second argument of DriverEntry
 * @m: the miniport
 *
 * Context: Any, between sp_service_begin() and sp_service_end().
 * Return: it; a UNICODE_STRING with a NUL behind its text.
 */
void *sp_registry_path(struct port_miniport *m)
{
	return &m->service->given.path;
}

/**
 * sp_service_miniport() - whose driver object this is
 * @driver_object: what a miniport says it is; not looked into
 *
 * Context: Process.
 * Return: the miniport, or NULL.
 */
struct port_miniport *sp_service_miniport(const void *driver_object)
{
	struct port_miniport *found = NULL;
	struct sp_service *s;

	mutex_lock(&sp_services_lock);
	list_for_each_entry(s, &sp_services, link) {
		if (driver_object == &s->given.object)
			found = s->miniport;
	}
	mutex_unlock(&sp_services_lock);
	return found;
}

/**
 * sp_service_of() - whose code this is
 * @caller: return address of a routine that a miniport called
 *
 * Context: Process.
 * Return: the miniport, or NULL.
 */
struct port_miniport *sp_service_of(const void *caller)
{
	struct port_miniport *found = NULL;
	struct sp_service *s;

	mutex_lock(&sp_services_lock);
	list_for_each_entry(s, &sp_services, link) {
		if (within_module((unsigned long)caller, s->miniport->owner))
			found = s->miniport;
	}
	mutex_unlock(&sp_services_lock);
	return found;
}

/* ---- what the parameters and the .inf file set, as values of the registry */

#define SP_KEY_PARAMETERS	"Parameters"
#define SP_KEY_DEVICE		"Parameters\\Device"
#define SP_KEY_PNP		"Parameters\\PnpInterface"

/* A value before it is made into what a miniport sees: text is narrow. */
struct sp_plain {
	const char *name;
	u32 type;
	const void *data;
	u32 size;
	char digits[4];
	u64 number;
};

enum sp_parameter_kind {
	SP_TEXT,
	SP_NUMBER,
	SP_SWITCH,
	SP_ADDRESS,
};

/* Fields of struct port_miniport; one that has the value unset was not set. */
struct sp_parameter {
	const char *name;
	size_t field;
	enum sp_parameter_kind kind;
	u32 unset;
};

#define SP_FIELD(f)	offsetof(struct port_miniport, f)

static const struct sp_parameter sp_parameters[] = {
	{ "DriverParameter", SP_FIELD(driver_parameter), SP_TEXT },
	{ "NumberOfRequests", SP_FIELD(number_of_requests), SP_NUMBER },
	{ "MaximumSGList", SP_FIELD(maximum_sg_list), SP_NUMBER },
	{ "MaximumLogicalUnit", SP_FIELD(maximum_logical_unit), SP_NUMBER },
	{ "InitiatorTargetId", SP_FIELD(initiator_target_id), SP_NUMBER, PORT_NO_INITIATOR },
	{ "IoTimeoutValue", SP_FIELD(io_timeout_value), SP_NUMBER },
	{ "UncachedExtAlignment", SP_FIELD(uncached_ext_alignment), SP_NUMBER },
	{ "MinimumUCXAddress", SP_FIELD(minimum_ucx_address), SP_ADDRESS },
	{ "MaximumUCXAddress", SP_FIELD(maximum_ucx_address), SP_ADDRESS },
	{ "DisableSynchronousTransfers", SP_FIELD(disable_synchronous_transfers), SP_SWITCH },
	{ "DisableDisconnects", SP_FIELD(disable_disconnects), SP_SWITCH },
	{ "DisableTaggedQueuing", SP_FIELD(disable_tagged_queuing), SP_SWITCH },
	{ "DisableMultipleRequests", SP_FIELD(disable_multiple_requests), SP_SWITCH },
};

static bool sp_plain_number(struct sp_plain *v, u32 type, u64 number, u32 size)
{
	v->type = type;
	v->number = number;
	v->data = &v->number;
	v->size = size;
	return true;
}

static bool sp_parameter_get(const struct port_miniport *m, const struct sp_parameter *p,
			     struct sp_plain *v)
{
	const void *field = (const char *)m + p->field;
	const char *text;

	v->name = p->name;
	switch (p->kind) {
	case SP_TEXT:
		text = *(char * const *)field;
		v->type = REG_SZ;
		v->data = text;
		v->size = text ? strlen(text) + 1 : 0;
		return text;
	case SP_NUMBER:
		return *(const u32 *)field != p->unset &&
		       sp_plain_number(v, REG_DWORD, *(const u32 *)field, 4);
	case SP_SWITCH:
		return *(const bool *)field && sp_plain_number(v, REG_DWORD, 1, 4);
	case SP_ADDRESS:
		return *(const u64 *)field &&
		       sp_plain_number(v, REG_BINARY, *(const u64 *)field, 8);
	}
	return false;
}

static bool sp_device_value(const struct port_miniport *m, u32 *index, struct sp_plain *v)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(sp_parameters); i++) {
		if (sp_parameter_get(m, &sp_parameters[i], v) && !(*index)--)
			return true;
	}
	return false;
}

static bool sp_pnp_value(const struct port_miniport *m, u32 *index, struct sp_plain *v)
{
	u32 type;

	for (type = 0; type < 32; type++) {
		if (m->pnp_interfaces & BIT(type) && !(*index)--) {
			snprintf(v->digits, sizeof(v->digits), "%u", type);
			v->name = v->digits;
			return sp_plain_number(v, REG_DWORD, 1, 4);
		}
	}
	return false;
}

/* The .inf file says these too, but a parameter of the module may say otherwise. */
static bool sp_is_parameter(const struct port_registry_value *r)
{
	u32 i;

	if (!strcasecmp(r->key, SP_KEY_PNP))
		return true;
	for (i = 0; i < ARRAY_SIZE(sp_parameters); i++) {
		if (!strcasecmp(r->key, SP_KEY_DEVICE) &&
		    !strcasecmp(r->name, sp_parameters[i].name))
			return true;
	}
	return false;
}

static bool sp_inf_value(const struct port_miniport *m, const char *key, u32 *index,
			 struct sp_plain *v)
{
	const struct port_registry_value *r;

	for (r = m->registry; r && r->key; r++) {
		if (strcasecmp(r->key, key) || sp_is_parameter(r) || (*index)--)
			continue;
		v->name = r->name;
		v->type = r->type;
		v->data = r->data;
		v->size = r->size;
		return true;
	}
	return false;
}

static bool sp_plain_at(const struct port_miniport *m, const char *key, u32 index,
			struct sp_plain *v)
{
	if (!strcasecmp(key, SP_KEY_DEVICE) && sp_device_value(m, &index, v))
		return true;
	if (!strcasecmp(key, SP_KEY_PNP) && sp_pnp_value(m, &index, v))
		return true;
	return sp_inf_value(m, key, &index, v);
}

/* ---- keys */

static bool sp_has_key(const struct port_miniport *m, const char *key)
{
	const struct port_registry_value *r;
	size_t length = strlen(key);

	if (!length || !strcasecmp(key, SP_KEY_PARAMETERS) || !strcasecmp(key, SP_KEY_DEVICE) ||
	    !strcasecmp(key, SP_KEY_PNP))
		return true;
	for (r = m->registry; r && r->key; r++) {
		if (!strncasecmp(r->key, key, length) &&
		    (!r->key[length] || r->key[length] == '\\'))
			return true;
	}
	return false;
}

/* Which miniport's, and which of its keys; under sp_services_lock. NULL if there is no such key. */
static const struct port_miniport *sp_key_find(const char *path, const char **key)
{
	size_t prefix = sizeof(SP_SERVICES) - 1;
	struct sp_service *s;
	const char *rest;
	size_t length;

	if (strncasecmp(path, SP_SERVICES, prefix))
		return NULL;
	rest = path + prefix;
	length = strcspn(rest, "\\");
	*key = rest[length] ? rest + length + 1 : rest + length;
	list_for_each_entry(s, &sp_services, link) {
		const char *name = s->miniport->name;

		if (strlen(name) == length && !strncasecmp(name, rest, length) &&
		    sp_has_key(s->miniport, *key))
			return s->miniport;
	}
	return NULL;
}

/**
 * sp_key_exists() - whether a key is there
 * @path: its whole path
 *
 * Context: Process.
 * Return: true if it is.
 */
bool sp_key_exists(const char *path)
{
	const char *key;
	bool found;

	mutex_lock(&sp_services_lock);
	found = sp_key_find(path, &key);
	mutex_unlock(&sp_services_lock);
	return found;
}

static bool sp_is_text(u32 type)
{
	return type == REG_SZ || type == REG_EXPAND_SZ || type == REG_MULTI_SZ;
}

static void sp_widen_bytes(void *to, const char *from, u32 count)
{
	u16 *wide = to;

	while (count--)
		*wide++ = (u8)*from++;
}

static struct sp_value *sp_value_make(const struct sp_plain *plain)
{
	bool text = sp_is_text(plain->type);
	u32 size = text ? plain->size * 2 : plain->size;
	u32 length = strlen(plain->name);
	struct sp_value *v;

	/* The name begins at an even address. */
	v = kzalloc(sizeof(*v) + ALIGN(size, 2) + (length + 1) * 2, sp_nt_gfp());
	if (!v)
		return NULL;
	v->type = plain->type;
	v->size = size;
	if (text)
		sp_widen_bytes(v->data, plain->data, plain->size);
	else
		memcpy(v->data, plain->data, size);
	v->name = (u16 *)(v->data + ALIGN(size, 2));
	v->name_size = length * 2;
	sp_widen_bytes(v->name, plain->name, length);
	return v;
}

/**
 * sp_value_get() - read a value of a key
 * @path: whole path of the key
 * @name: name of the value; NULL: by number
 * @index: which one
 * @value: out; to be freed by kfree()
 *
 * Context: Process.
 * Return: STATUS_SUCCESS; STATUS_OBJECT_NAME_NOT_FOUND if there is no such key or value;
 *	STATUS_INSUFFICIENT_RESOURCES.
 */
NTSTATUS sp_value_get(const char *path, const char *name, u32 index, struct sp_value **value)
{
	NTSTATUS status = STATUS_OBJECT_NAME_NOT_FOUND;
	const struct port_miniport *m;
	struct sp_plain plain;
	const char *key;

	mutex_lock(&sp_services_lock);
	m = sp_key_find(path, &key);
	if (name)
		index = 0;
	while (m && sp_plain_at(m, key, index, &plain)) {
		if (name && strcasecmp(plain.name, name)) {
			index++;
			continue;
		}
		*value = sp_value_make(&plain);
		status = *value ? STATUS_SUCCESS : STATUS_INSUFFICIENT_RESOURCES;
		break;
	}
	mutex_unlock(&sp_services_lock);
	return status;
}
