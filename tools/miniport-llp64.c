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
#define _GNU_SOURCE
#include <ctype.h>
#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))

enum kind { SPACE, MARK, STRING, NUMBER, WORD, OTHER };

struct token {
	enum kind kind;
	const char *text;
	size_t length;
	const char *instead;	/* NULL: as it is */
};

static struct token *tokens;
static size_t count;
static bool cplusplus;

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

static void die(const char *format, ...)
{
	va_list args;

	fputs("miniport-llp64: ", stderr);
	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	fputc('\n', stderr);
	exit(2);
}

static void *grown(void *memory, size_t size)
{
	memory = realloc(memory, size);
	if (!memory)
		die("out of memory");
	return memory;
}

static const char *text_of(const char *format, ...)
{
	va_list args;
	char *text;
	int length;

	va_start(args, format);
	length = vasprintf(&text, format, args);
	va_end(args);
	if (length < 0)
		die("out of memory");
	return text;
}

/* Tokens. */

static bool starts_word(char c)
{
	return isalpha((unsigned char)c) || c == '_' || c == '$' || (c & 0x80);
}

static bool in_word(char c)
{
	return starts_word(c) || isdigit((unsigned char)c);
}

/* The end of a string or character that starts with the quote at @at. */
static const char *after_quoted(const char *at)
{
	char quote = *at++;

	while (*at && *at != quote && *at != '\n')
		at += at[0] == '\\' && at[1] ? 2 : 1;
	return *at == quote ? at + 1 : at;
}

/* C++'s R"x(...)x", whose R is before @at. */
static const char *after_raw_string(const char *at)
{
	const char *open = strchr(at, '(');
	const char *end;
	int length;

	if (!open || open - at > 17)
		return after_quoted(at);
	length = open - at - 1;
	for (end = strchr(open, ')'); end; end = strchr(end + 1, ')')) {
		if (!strncmp(end + 1, at + 1, length) && end[1 + length] == '"')
			return end + 2 + length;
	}
	return at + strlen(at);
}

static const char *after_number(const char *at)
{
	for (;;) {
		if (strchr("eEpP", *at) && *at && (at[1] == '+' || at[1] == '-'))
			at += 2;
		else if (*at == '.' || in_word(*at))
			at++;
		else if (*at == '\'' && in_word(at[1]))
			at += 2;
		else
			return at;
	}
}

/* A word, or a string or character that begins with letters: L"x", u8'c', LR"(x)". */
static const char *after_word(const char *at, enum kind *kind)
{
	const char *end = at;
	size_t length;

	while (in_word(*end))
		end++;
	length = end - at;
	if ((*end != '"' && *end != '\'') || length > 3 || strspn(at, "LuU8R") < length)
		return end;
	*kind = STRING;
	if (cplusplus && end[-1] == 'R' && *end == '"')
		return after_raw_string(end);
	return after_quoted(end);
}

/* What follows the token at @at. Ctrl-Z, by which old editors ended files, is blank. */
static const char *next_token(const char *at, bool line_start, enum kind *kind)
{
	if (line_start && *at == '#') {
		*kind = MARK;
		return at + strcspn(at, "\n");
	}
	if (isspace((unsigned char)*at) || *at == '\x1a') {
		*kind = SPACE;
		return at + 1 + strspn(at + 1, *at == '\n' ? "" : " \t");
	}
	if (*at == '"' || *at == '\'') {
		*kind = STRING;
		return after_quoted(at);
	}
	if (isdigit((unsigned char)*at) || (*at == '.' && isdigit((unsigned char)at[1]))) {
		*kind = NUMBER;
		return after_number(at);
	}
	if (starts_word(*at)) {
		*kind = WORD;
		return after_word(at, kind);
	}
	*kind = OTHER;
	return at + 1;
}

static void read_tokens(const char *at)
{
	bool line_start = true;
	size_t room = 0;

	while (*at) {
		struct token token = { .text = at };

		at = next_token(at, line_start, &token.kind);
		token.length = at - token.text;
		if (*token.text == '\x1a')
			token.instead = " ";
		line_start = token.kind == SPACE && (line_start || *token.text == '\n');
		if (count == room) {
			room = room ? 2 * room : 4096;
			tokens = grown(tokens, room * sizeof(*tokens));
		}
		tokens[count++] = token;
	}
}

static bool token_is(size_t i, const char *text)
{
	return i < count && tokens[i].length == strlen(text) &&
	       !memcmp(tokens[i].text, text, tokens[i].length);
}

static bool word_is_one_of(size_t i, const char *const *words, size_t number)
{
	size_t w;

	if (i >= count || tokens[i].kind != WORD)
		return false;
	for (w = 0; w < number; w++) {
		if (token_is(i, words[w]))
			return true;
	}
	return false;
}

static size_t after_blanks(size_t i)
{
	while (i < count && (tokens[i].kind == SPACE || tokens[i].kind == MARK))
		i++;
	return i;
}

/* What follows the group in parentheses that opens at @i, or the end. */
static size_t after_group(size_t i)
{
	int depth = 0;

	for (; i < count; i++) {
		if (token_is(i, "("))
			depth++;
		else if (token_is(i, ")") && !--depth)
			return i + 1;
	}
	return count;
}

/* Whether @i is __attribute__ or the like; @end is what follows its parentheses. */
static bool is_attribute(size_t i, size_t *end)
{
	static const char *const words[] = {
		"__attribute__", "__attribute", "_Alignas", "alignas", "__asm__", "__asm", "asm",
	};
	size_t open;

	if (!word_is_one_of(i, words, ARRAY_SIZE(words)))
		return false;
	open = after_blanks(i + 1);
	if (!token_is(open, "("))
		return false;
	*end = after_group(open);
	return true;
}

/* long */

/* Words that may stand among those of a type. */
static bool is_specifier(size_t i)
{
	static const char *const words[] = {
		"long", "int", "unsigned", "signed", "__signed__", "__signed", "short", "char",
		"double", "float", "_Complex", "__complex__", "__int128",
		"const", "__const", "__const__", "volatile", "__volatile", "__volatile__",
		"_Atomic", "static", "extern", "register", "auto", "typedef", "inline",
		"__inline", "__inline__", "__extension__", "_Noreturn", "_Thread_local", "__thread",
		"constexpr", "friend", "mutable", "virtual", "explicit", "thread_local",
	};

	return word_is_one_of(i, words, ARRAY_SIZE(words));
}

static void convert_longs(size_t i, size_t end);

/* One type's words, which begin at @start. Return: what follows them. */
static size_t convert_type(size_t start, size_t limit)
{
	size_t longs[2], number = 0, i, end = start;
	bool has_int = false, other = false;

	for (i = start; i < limit; ) {
		size_t after = i + 1;

		if (is_attribute(i, &after)) {
			convert_longs(i + 1, after);
		} else if (is_specifier(i)) {
			if (token_is(i, "long") && number++ < ARRAY_SIZE(longs))
				longs[number - 1] = i;
			has_int |= token_is(i, "int");
			other |= token_is(i, "double") || token_is(i, "short") ||
				 token_is(i, "char");
		} else if (tokens[i].kind != SPACE && tokens[i].kind != MARK) {
			break;
		}
		i = after;
		end = i;
	}
	if (number == 1 && !other)
		tokens[longs[0]].instead = has_int ? "" : "int";
	else if (number == 2 && !other)
		tokens[longs[1]].instead = "";
	return end;
}

static void convert_longs(size_t i, size_t end)
{
	while (i < end)
		i = is_specifier(i) ? convert_type(i, end) : i + 1;
}

/* Numbers. */

/* How many l or 64 a suffix has, and whether it has a u; false: it is no integer's. */
static bool read_suffix(const char *suffix, bool *is_unsigned, bool *wide)
{
	static const struct {
		const char *text;
		bool is_unsigned, wide;
	} known[] = {
		{ "" }, { "l" }, { "i8" }, { "i16" }, { "i32" },
		{ "u", true }, { "ul", true }, { "lu", true },
		{ "ui8", true }, { "ui16", true }, { "ui32", true },
		{ "ll", false, true }, { "i64", false, true },
		{ "ull", true, true }, { "llu", true, true }, { "ui64", true, true },
	};
	size_t k;

	for (k = 0; k < ARRAY_SIZE(known); k++) {
		if (!strcasecmp(suffix, known[k].text)) {
			*is_unsigned = known[k].is_unsigned;
			*wide = known[k].wide;
			return true;
		}
	}
	return false;
}

/* The digits of a number, without separators, of which @suffix is the rest. */
static int read_digits(const char *text, char *digits, const char **suffix)
{
	const char *figures = "0123456789";
	int base = 10;

	if (text[0] == '0' && (text[1] == 'x' || text[1] == 'X')) {
		base = 16;
		figures = "0123456789abcdefABCDEF";
	} else if (text[0] == '0' && (text[1] == 'b' || text[1] == 'B')) {
		base = 2;
	} else if (text[0] == '0') {
		base = 8;
	}
	if (base == 16 || base == 2)
		text += 2;
	while (*text && (strchr(figures, *text) || *text == '\'')) {
		if (*text != '\'')
			*digits++ = *text;
		text++;
	}
	*digits = '\0';
	*suffix = text;
	return base;
}

static void convert_number(struct token *token)
{
	char text[80], digits[80];
	bool is_unsigned, wide;
	unsigned long long value;
	const char *suffix;
	int base;

	if (token->length >= sizeof(text))
		return;
	memcpy(text, token->text, token->length);
	text[token->length] = '\0';
	base = read_digits(text, digits, &suffix);
	if (!read_suffix(suffix, &is_unsigned, &wide))
		return;
	errno = 0;
	value = strtoull(digits, NULL, base);
	if (errno)
		return;
	/* Microsoft's decimals are int, long, and then unsigned long. */
	if (!wide && base == 10 && value > 0x7fffffff && value <= 0xffffffff)
		is_unsigned = true;
	token->instead = text_of("%.*s%s%s", (int)(suffix - text), text, is_unsigned ? "U" : "",
				 wide ? "L" : "");
}

/* Builtins whose name says the size of a number: one l less, as for the types. */
static void convert_builtin(struct token *token)
{
	static const char *const before_l[] = {
		"ffs", "clz", "ctz", "clrsb", "popcount", "parity", "addc", "subc",
		"sadd", "ssub", "smul", "uadd", "usub", "umul", "",
	};
	static const char *const after_l[] = { "", "_overflow", "abs" };
	const char *name = token->text + strlen("__builtin_");
	const char *end = token->text + token->length;
	size_t b, a;

	for (b = 0; b < ARRAY_SIZE(before_l); b++) {
		size_t before = strlen(before_l[b]);

		if ((size_t)(end - name) <= before || strncmp(name, before_l[b], before) ||
		    name[before] != 'l')
			continue;
		for (a = 0; a < ARRAY_SIZE(after_l); a++) {
			const char *rest = name + before + 1;
			size_t length = end - rest;

			if (length && *rest == 'l') {
				rest++;
				length--;
			}
			if (length != strlen(after_l[a]) || strncmp(rest, after_l[a], length) ||
			    !*before_l[b] != !strcmp(after_l[a], "abs"))
				continue;
			/* The first l goes, a second one stays. */
			rest = name + before + 1;
			token->instead = text_of("__builtin_%s%.*s", before_l[b],
						 (int)(end - rest), rest);
			return;
		}
	}
}

/* Inline functions. */

/* Whether the parameters in the parentheses that open at @open end with "...". */
static bool takes_variable_arguments(size_t open)
{
	size_t close = after_group(open) - 1;
	size_t i = close;

	do
		i--;
	while (i > open && (tokens[i].kind == SPACE || tokens[i].kind == MARK));
	return i > open + 2 && token_is(i, ".") && token_is(i - 1, ".") && token_is(i - 2, ".");
}

/* The token before the declaration that @i is in. */
static size_t before_declaration(size_t i)
{
	while (i && !token_is(i, ";") && !token_is(i, "{") && !token_is(i, "}"))
		i--;
	return i;
}

/* Where the name of the function whose parameters open at @open is first, or @declaration. */
static size_t first_mention(size_t open, size_t declaration)
{
	size_t name = open, i;

	do {
		if (name-- == declaration)
			return declaration;
	} while (tokens[name].kind != WORD);
	for (i = 0; i < declaration; i++) {
		if (tokens[i].kind == WORD && tokens[i].length == tokens[name].length &&
		    !memcmp(tokens[i].text, tokens[name].text, tokens[i].length))
			return i;
	}
	return declaration;
}

static bool has_word(size_t i, size_t end, const char *word)
{
	for (; i < end; i++) {
		if (token_is(i, word))
			return true;
	}
	return false;
}

/*
 * In C an inline function that is neither static nor extern has no body of its own, and one that is
 * extern, or was declared without the word inline, has a body in each file. Windows makes one for
 * all files if anybody needs it. So it is made static or, if it may have been declared before,
 * weak.
 */
static void convert_inline(size_t keyword)
{
	size_t declaration = before_declaration(keyword);
	size_t extern_word = 0, always = 0, first, i, after;

	for (i = declaration; i < count && !token_is(i, "("); i++) {
		if (i > keyword && (token_is(i, ";") || token_is(i, "{") || token_is(i, "=")))
			return;
		if (is_attribute(i, &after)) {
			for (; i < after - 1; i++) {
				if (token_is(i, "always_inline") ||
				    token_is(i, "__always_inline__"))
					always = i;
			}
		} else if (token_is(i, "extern") && tokens[after_blanks(i + 1)].kind != STRING) {
			extern_word = i;
		}
	}
	if (i >= count)
		return;
	if (always && takes_variable_arguments(i))
		tokens[always].instead = "__unused__";
	if (cplusplus || has_word(declaration, i, "static"))
		return;
	first = first_mention(i, declaration);
	if (has_word(before_declaration(first), first, "static"))
		return;
	if (extern_word)
		tokens[extern_word].instead = "";
	if (first == declaration) {
		tokens[keyword].instead = "static __inline__";
		return;
	}
	/* What is weak may be another's, so it is never expanded where it is called. */
	tokens[keyword].instead = "extern __attribute((__weak__))";
	if (always)
		tokens[always].instead = "__unused__";
}

static void convert(void)
{
	static const char *const inlines[] = { "inline", "__inline", "__inline__" };
	size_t i;

	convert_longs(0, count);
	for (i = 0; i < count; i++) {
		if (tokens[i].kind == NUMBER)
			convert_number(&tokens[i]);
		else if (tokens[i].kind == WORD && tokens[i].length > strlen("__builtin_") &&
			 !strncmp(tokens[i].text, "__builtin_", strlen("__builtin_")))
			convert_builtin(&tokens[i]);
		else if (word_is_one_of(i, inlines, ARRAY_SIZE(inlines)))
			convert_inline(i);
	}
}

static void write_tokens(FILE *to)
{
	size_t i;

	for (i = 0; i < count; i++) {
		const struct token *token = &tokens[i];

		if (token->instead)
			fprintf(to, "%-*s", (int)token->length, token->instead);
		else
			fwrite(token->text, 1, token->length, to);
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

/* What the compiler defines by itself. */

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

static void correct_predefined(void)
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
