// SPDX-License-Identifier: GPL-2.0-only
/*
 * Makes preprocessed source mean what it means to a Windows compiler, for which long has 32 bits:
 * see usage(). miniport.mk runs it between the preprocessor and the compiler, for every file of a
 * miniport.
 *
 *   long is int, and long long is this compiler's long, which has 64 bits too. So size_t, intptr_t
 *   and all else that the compiler itself makes of long stay as large as a pointer, and are the
 *   same types as unsigned long long and long long, as on Windows.
 *
 *   The suffixes of numbers and the names of builtins follow; a decimal that does not fit 31 bits
 *   but 32 is unsigned. Microsoft's own suffixes (i64) are known.
 *
 *   An inline function in a header is one function for all files that include it, whether or not
 *   it is expanded where it is called, and may take variable arguments.
 *
 * Every token stays in its line and, if that is possible, in its column, for the compiler's
 * messages.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "inlines.h"
#include "numbers.h"
#include "predefined.h"
#include "text.h"
#include "tokens.h"
#include "types.h"

static void usage(void)
{
	puts("Usage: miniport-llp64 [--c++] FILE\n"
	     "       miniport-llp64 --predefined\n"
	     "\n"
	     "Rewrites FILE, preprocessed C or C++, so that long has 32 bits in it.\n"
	     "\n"
	     "  --c++         FILE is C++\n"
	     "  --predefined  reads what the compiler defines by itself (cc -dM -E) and writes a\n"
	     "                header that corrects it for such files");
}

static void convert(void)
{
	static const char *const inlines[] = { "inline", "__inline", "__inline__" };
	size_t i;

	convert_longs(0, token_count);
	for (i = 0; i < token_count; i++) {
		if (tokens[i].kind == NUMBER)
			convert_number(&tokens[i]);
		else if (tokens[i].kind == WORD && tokens[i].length > strlen("__builtin_") &&
			 !strncmp(tokens[i].text, "__builtin_", strlen("__builtin_")))
			convert_builtin(&tokens[i]);
		else if (word_is_one_of(i, inlines, ARRAY_SIZE(inlines)))
			convert_inline(i);
	}
}

static void rewrite(const char *name)
{
	FILE *file = fopen(name, "r+");
	size_t length = 0, got;
	char *text = NULL;

	if (!file)
		die("%s: %s", name, strerror(errno));
	do {
		text = grown(text, length + 65537);
		got = fread(text + length, 1, 65536, file);
		length += got;
	} while (got);
	text[length] = '\0';
	/* As compilers do. */
	for (got = 0; got < length; got++) {
		if (!text[got])
			text[got] = ' ';
	}
	read_tokens(text);
	convert();
	/* Never shorter than before: what is replaced is filled up with blanks. */
	rewind(file);
	write_tokens(file);
	if (ferror(file) || fclose(file))
		die("%s: %s", name, strerror(errno));
}

int main(int argc, char **argv)
{
	int i = 1;

	if (argc == 2 && !strcmp(argv[1], "--help")) {
		usage();
		return 0;
	}
	if (argc == 2 && !strcmp(argv[1], "--predefined")) {
		correct_predefined();
		return 0;
	}
	if (argc > 1 && !strcmp(argv[1], "--c++")) {
		cplusplus = true;
		i++;
	}
	if (argc != i + 1)
		die("which file? See --help");
	rewrite(argv[i]);
	return 0;
}
