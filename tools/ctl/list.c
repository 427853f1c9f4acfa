// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl list: adapters, their limits and units. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters.h"
#include "json.h"
#include "list.h"
#include "options.h"
#include "screen.h"

static const struct {
	const char *name;	/* of the file */
	const char *by;		/* the file that says where it comes from */
	const char *words;
	const char *unit;
} limits[] = {
	{ "requests", "requests_by", "active requests", "" },
	{ "lu_requests", NULL, "of one unit", "" },
	{ "max_transfer", "max_transfer_by", "largest transfer", " bytes" },
	{ "sg_elements", "sg_elements_by", "elements of a transfer", "" },
	{ "alignment_mask", NULL, "alignment mask", "" },
	{ "dma_bits", NULL, "address lines", "" },
	{ "map_buffers", NULL, "wants mapped buffers", "" },
	{ "bounce_kb", NULL, "bounce buffers", " KiB" },
	{ "tagged", NULL, "several requests a unit", "" },
	{ "budget_us", NULL, "budget of a routine", " us" },
};

#define LIMITS (sizeof(limits) / sizeof(*limits))

static const char *type_name(unsigned int type)
{
	static const char *const names[] = {
		"disk", "tape", "printer", "processor", "worm", "cd/dvd", "scanner", "optical",
		"changer", "communication", "graphics", "graphics", "array", "enclosure",
	};

	return type < sizeof(names) / sizeof(*names) ? names[type] : "other";
}

static void show_size(unsigned long long bytes)
{
	static const char *const units[] = { "B", "KiB", "MiB", "GiB", "TiB" };
	double value = bytes;
	size_t i = 0;

	while (value >= 1024 && i < 4) {
		value /= 1024;
		i++;
	}
	printf(" %.*f %s", value < 10 && i ? 1 : 0, value, units[i]);
}

static void show_limits(const struct adapter *a)
{
	const char *value, *by;
	size_t i;

	for (i = 0; i < LIMITS; i++) {
		value = adapter_text(a, limits[i].name);
		if (!*value)
			continue;
		printf("  %-24s%s%s", limits[i].words, value, limits[i].unit);
		by = limits[i].by ? adapter_text(a, limits[i].by) : "";
		if (*by)
			printf("  (%s)", by);
		putchar('\n');
	}
}

static void show_units(const struct adapter *a)
{
	struct unit *units;
	size_t count = find_units(a, &units), i;

	for (i = 0; i < count; i++) {
		const struct unit *u = &units[i];

		printf("  unit %u:%u:%u  %s \"%s\" \"%s\"", u->path, u->target, u->lun,
		       type_name(u->type), u->vendor, u->model);
		if (u->bytes)
			show_size(u->bytes);
		printf("%s%s%s%s\n", *u->block ? " /dev/" : "", u->block,
		       *u->generic ? " /dev/" : "", u->generic);
	}
	if (!count)
		puts("  no unit");
	free(units);
}

static void show_whole(const struct adapter *a)
{
	printf("%s%s%s: %s at %s, %s, irq %s, /dev/scsiport%u\n", style(STYLE_HEAD), a->name,
	       style(STYLE_PLAIN), a->miniport, a->device, adapter_text(a, "state"),
	       adapter_text(a, "irq"), a->host);
	show_limits(a);
	show_units(a);
}

static void json_limits(const struct adapter *a)
{
	const char *value;
	char *end;
	unsigned long long number;
	size_t i;

	json_object("limits");
	for (i = 0; i < LIMITS; i++) {
		value = adapter_text(a, limits[i].name);
		if (!*value)
			continue;
		number = strtoull(value, &end, 0);
		if (*end)
			json_text(limits[i].name, value);
		else
			json_number(limits[i].name, number);
		value = limits[i].by ? adapter_text(a, limits[i].by) : "";
		if (*value)
			json_text(limits[i].by, value);
	}
	json_end();
}

static void json_units(const struct adapter *a)
{
	struct unit *units;
	size_t count = find_units(a, &units), i;

	json_array("units");
	for (i = 0; i < count; i++) {
		json_object(NULL);
		json_number("path", units[i].path);
		json_number("target", units[i].target);
		json_number("lun", units[i].lun);
		json_text("type", type_name(units[i].type));
		json_text("vendor", units[i].vendor);
		json_text("model", units[i].model);
		if (units[i].bytes)
			json_number("bytes", units[i].bytes);
		if (*units[i].block)
			json_text("block", units[i].block);
		if (*units[i].generic)
			json_text("generic", units[i].generic);
		json_end();
	}
	json_end();
	free(units);
}

static void list_json(const struct adapter *list, size_t count)
{
	size_t i;

	json_object(NULL);
	json_array("adapters");
	for (i = 0; i < count; i++) {
		json_object(NULL);
		json_number("host", list[i].host);
		json_text("device", list[i].device);
		json_text("miniport", list[i].miniport);
		json_text("state", adapter_text(&list[i], "state"));
		if (*adapter_text(&list[i], "irq") != '-')
			json_number("irq", adapter_number(&list[i], "irq"));
		json_limits(&list[i]);
		json_units(&list[i]);
		json_end();
	}
	json_end();
	json_end();
}

static bool is_word(size_t column)
{
	return column <= 3;
}

static void list_table(const struct adapter *list, size_t count)
{
	static const char *const names[] = {
		"host", "miniport", "device", "state", "irq", "units",
	};
	struct table table = { .columns = 6, .keys = 2, .names = names, .is_text = is_word };
	struct unit *units;
	size_t i;

	for (i = 0; i < count; i++) {
		table_cell(&table, "%u", list[i].host);
		table_cell(&table, "%s", list[i].miniport);
		table_cell(&table, "%s", list[i].device);
		table_cell(&table, "%s", adapter_text(&list[i], "state"));
		table_cell(&table, "%s", adapter_text(&list[i], "irq"));
		table_cell(&table, "%zu", find_units(&list[i], &units));
		free(units);
	}
	table_show(&table);
}

void do_list(void)
{
	struct adapter *list;
	size_t count = named_adapters(opt.arguments, opt.argument_count, &list), i;

	if (opt.json) {
		list_json(list, count);
		return;
	}
	if (!opt.verbose && !opt.argument_count) {
		list_table(list, count);
		return;
	}
	for (i = 0; i < count; i++)
		show_whole(&list[i]);
}
