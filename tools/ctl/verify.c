// SPDX-License-Identifier: GPL-2.0-only
/* scsiport-ctl verify: how closely the port looks, and what it saw. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adapters.h"
#include "fail.h"
#include "json.h"
#include "options.h"
#include "screen.h"
#include "sysfs.h"
#include "verify.h"

#define HOSTS "/sys/class/scsi_host"

/* Of "off [warn] strict", the word in brackets. */
static void level_of(const struct adapter *a, char *level, size_t size)
{
	const char *text = adapter_text(a, "verifier"), *at = strchr(text, '[');

	if (!*text)
		fail(EXIT_REFUSED, adapter_is_there(a) ? "this scsiport.ko has no verifier" :
		     "the adapter is gone");
	text = at ? at + 1 : text;
	snprintf(level, size, "%.*s", (int)strcspn(text, "] "), text);
}

static void set_level(const struct adapter *a, const char *level)
{
	if (write_line(path_of(HOSTS "/%s/scsiport/verifier", a->name), level))
		return;
	if (errno == EACCES || errno == EPERM)
		fail(EXIT_PERMISSION, "only root may set the verifier's level");
	if (!adapter_is_there(a))
		fail_gone(a);
	if (errno == ENOENT)
		fail(EXIT_REFUSED, "this scsiport.ko has no verifier");
	fail(EXIT_OTHER, "%s: %s", a->name, strerror(errno));
}

static unsigned long long found_by(const struct adapter *a, const char *rule)
{
	return read_number(path_of(HOSTS "/%s/scsiport_rules/%s", a->name, rule));
}

static void show_findings(const struct adapter *a)
{
	char **rules = names_in(path_of(HOSTS "/%s/scsiport_rules", a->name), ""), level[16];
	unsigned long long count, all = 0;
	size_t i;

	level_of(a, level, sizeof(level));
	printf("%s%s%s (%s): %s\n", style(STYLE_HEAD), a->name, style(STYLE_PLAIN), a->miniport,
	       level);
	for (i = 0; rules[i]; i++) {
		count = found_by(a, rules[i]);
		all += count;
		if (count || opt.argument_count)
			printf("  %s%-32s %llu%s\n", count ? style(STYLE_BAD) : "", rules[i], count,
			       count ? style(STYLE_PLAIN) : "");
	}
	if (!all)
		puts("  no finding");
}

static void json_findings(const struct adapter *a)
{
	char **rules = names_in(path_of(HOSTS "/%s/scsiport_rules", a->name), ""), level[16];
	size_t i;

	level_of(a, level, sizeof(level));
	json_object(NULL);
	json_number("host", a->host);
	json_text("miniport", a->miniport);
	json_text("level", level);
	json_object("rules");
	for (i = 0; rules[i]; i++)
		json_number(rules[i], found_by(a, rules[i]));
	json_end();
	json_end();
}

static const char *level_named(const char *text)
{
	static const char *const levels[] = { "off", "warn", "strict" };
	size_t i;

	for (i = 0; i < 3; i++) {
		if (!strcmp(text, levels[i]))
			return levels[i];
	}
	return NULL;
}

void do_verify(void)
{
	const char *level = NULL;
	int named = opt.argument_count;
	struct adapter *list;
	size_t count, i;
	unsigned int host;

	if (named)
		level = level_named(opt.arguments[named - 1]);
	if (level)
		named--;
	if (named > 1 || (named && !is_host(opt.arguments[0], &host)))
		fail(EXIT_SYNTAX, "\"%s\" is no level: off, warn or strict",
		     opt.arguments[opt.argument_count - 1]);
	count = named_adapters(opt.arguments, named, &list);
	if (level) {
		for (i = 0; i < count; i++)
			set_level(&list[i], level);
		if (!opt.json)
			return;
	}
	if (opt.json) {
		json_object(NULL);
		json_array("adapters");
	}
	for (i = 0; i < count; i++)
		opt.json ? json_findings(&list[i]) : show_findings(&list[i]);
	if (opt.json) {
		json_end();
		json_end();
	}
}
