// SPDX-License-Identifier: GPL-2.0-only
/* miniport-llp64: a header that corrects what the compiler defines by itself. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "predefined.h"
#include "text.h"

static bool ends_with(const char *text, const char *end)
{
	size_t length = strlen(text);

	return length >= strlen(end) && !strcmp(text + length - strlen(end), end);
}

static void redefine(const char *name, const char *value)
{
	printf("#undef %.*s\n#define %s %s\n", (int)strcspn(name, "("), name, name, value);
}

/* Whether it is a number of type long, or a macro that makes one. */
static bool is_long_number(const char *name, const char *value)
{
	if (!ends_with(value, "L") || ends_with(value, "LL") || strchr(value, '.'))
		return false;
	return ends_with(name, "_MAX__") || ends_with(name, "_C_SUFFIX__") || strstr(value, "##");
}

/* Types and numbers of 64 bits that it calls long are long long. */
static void correct(const char *name, const char *value)
{
	if (!strcmp(name, "__LONG_MAX__"))
		redefine(name, "2147483647L");
	else if (!strcmp(name, "__LONG_WIDTH__"))
		redefine(name, "32");
	else if (!strcmp(name, "__SIZEOF_LONG__"))
		redefine(name, "4");
	else if (!strcmp(name, "_LP64") || !strcmp(name, "__LP64__") ||
		 !strcmp(name, "linux") || !strcmp(name, "__linux") || !strcmp(name, "__linux__") ||
		 !strcmp(name, "__gnu_linux__") ||
		 !strcmp(name, "unix") || !strcmp(name, "__unix") || !strcmp(name, "__unix__"))
		printf("#undef %s\n", name);
	else if (ends_with(name, "_TYPE__") && strstr(value, "long") && !strstr(value, "long long"))
		redefine(name, text_of("long %s", value));
	else if (is_long_number(name, value))
		redefine(name, text_of("%sL", value));
}

void correct_predefined(void)
{
	char *line = NULL;
	size_t room = 0;

	puts("/* Made by miniport-llp64: what the compiler defines, where long has 32 bits. */\n"
	     "#define _WIN32 1\n#define _WIN64 1\n"
	     "#ifdef __aarch64__\n"
	     "#define _ARM64_ 1\n#define _M_ARM64 1\n"
	     "#else\n"
	     "#define _AMD64_ 1\n#define _M_AMD64 100\n#define _M_X64 100\n"
	     "#endif\n"
	     "#define __int8 char\n#define __int16 short\n#define __int32 int\n"
	     "#define __int64 long long\n"
	     "#ifdef __cplusplus\n"
	     "/* What a pure virtual function of C++ is until there is one. */\n"
	     "extern \"C\" {\n"
	     "void ScsiportPureCall(unsigned int code) __asm__(\"KeBugCheck\");\n"
	     "__attribute((__weak__)) void __cxa_pure_virtual(void)\n"
	     "{\n"
	     "\tScsiportPureCall(0x1e);\n"
	     "}\n"
	     "}\n"
	     "#endif");
	while (getline(&line, &room, stdin) > 0) {
		char *name = line + strlen("#define ");
		char *value;

		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, "#define ", strlen("#define ")))
			continue;
		value = strchr(name, ' ');
		if (!value)
			continue;
		*value = '\0';
		correct(name, value + 1);
	}
	free(line);
}
