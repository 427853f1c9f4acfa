// SPDX-License-Identifier: GPL-2.0-only
/* kernport: what formats, compares and converts text. */
#include "kernport.h"

/* ---- formatted text */

static CHAR KernText[80];

static const CHAR *KernPrint(const CHAR *Format, ...)
{
	va_list Arguments;

	va_start(Arguments, Format);
	if (_vsnprintf(KernText, sizeof(KernText), Format, Arguments) < 0)
		KernText[0] = 0;
	va_end(Arguments);
	return KernText;
}

#define PRINTS(text, ...)	CHECK(strcmp(KernPrint(__VA_ARGS__), text) == 0)

VOID KernNumbers(void)
{
	KERN_AREA Area = { "numbers", FALSE };

	PRINTS("-1 4294967295 -2", "%d %u %i", -1, -1, -2);
	PRINTS("deadbeef DEADBEEF 777", "%x %X %o", 0xdeadbeef, 0xdeadbeef, 0777);
	PRINTS("123456789abcdef0", "%I64x", 0x123456789abcdef0ULL);
	PRINTS("-9223372036854775808 18446744073709551615", "%I64d %I64u", 1ULL << 63, ~0ULL);
	PRINTS("ffffffff 1", "%I32x %Ix", ~0u, (ULONG_PTR)1);
	PRINTS("fffffffffffffffe -2", "%Ix %Id", ~(ULONG_PTR)1, ~(LONG_PTR)1);
	/* A long has 32 bits; the argument after it is found where it is. */
	PRINTS("ffffffff 7 -1", "%lx %lu %ld", ~(ULONG)0, (ULONG)7, ~(LONG)0);
	PRINTS("ffffffffffffffff", "%llx", ~0ULL);
	PRINTS("ffff -1 5", "%hx %hd %hu", 0xffff, 0xffff, 0x10005);
	PRINTS("   42|42   |00042|+42| 42", "%5d|%-5d|%05d|%+d|% d", 42, 42, 42, 42, 42);
	PRINTS("  042|0x2a|0X2A|052|0", "%5.3d|%#x|%#X|%#o|%#x", 42, 42, 42, 42, 0);
	PRINTS("   42|42   |00042|", "%*d|%*d|%.*d|%.0d", 5, 42, -5, 42, 5, 42, 0);
	PRINTS("-0042|  -42", "%05d|%5d", -42, -42);
	PRINTS("00000000DEADBEEF", "%p", (PVOID)0xdeadbeef);
	PRINTS("100% x", "%d%% %c", 100, 'x');
	PRINTS("fe -2", "%hhx %hhd", 0xfe, 0xfe);
	END();
}

VOID KernTexts(void)
{
	UNICODE_STRING Wide = { 6, 6, L"abcdef" };
	ANSI_STRING Narrow = { 3, 3, "xyzzy" };
	KERN_AREA Area = { "texts", FALSE };

	PRINTS("abc|  abc|abc  |ab", "%s|%5s|%-5s|%.2s", "abc", "abc", "abc", "abc");
	PRINTS("one two three narrow", "%S %ws %ls %hs", L"one", L"two", L"three", "narrow");
	PRINTS("abc xyz", "%wZ %Z", &Wide, &Narrow);
	PRINTS("ab|  xyz", "%.2wZ|%5Z", &Wide, &Narrow);
	PRINTS("ac?", "%c%C%C", 'a', L'c', 0x20ac);
	PRINTS("(null) (null) (null)", "%s %S %wZ", NULL, NULL, NULL);
	PRINTS("ab", "%.*s", 2, "abc");
	PRINTS("7 8", "%d%n %d", 7, NULL, 8);
	END();
}

VOID KernSafe(void)
{
	KERN_AREA Area = { "safe strings", FALSE };
	size_t Length = 99;
	CHAR Text[8];

	memset(Text, 'z', sizeof(Text));
	CHECK(RtlStringCbCopyA(Text, 4, "abc") == STATUS_SUCCESS && strcmp(Text, "abc") == 0);
	CHECK(RtlStringCbCopyA(Text, 4, "wxyz") == STATUS_BUFFER_OVERFLOW);
	CHECK(strcmp(Text, "wxy") == 0 && Text[4] == 'z');
	CHECK(RtlStringCbCopyA(Text, 0, "abc") == STATUS_INVALID_PARAMETER && Text[0] == 'w');
	CHECK(RtlStringCchCopyN(Text, 8, "abcdef", 2) == STATUS_SUCCESS && strcmp(Text, "ab") == 0);
	CHECK(RtlStringCchCatA(Text, 8, "cd") == STATUS_SUCCESS && strcmp(Text, "abcd") == 0);
	CHECK(RtlStringCbCatN(Text, 8, "efg", 1) == STATUS_SUCCESS && strcmp(Text, "abcde") == 0);
	CHECK(RtlStringCbCat(Text, 7, "fghi") == STATUS_BUFFER_OVERFLOW);
	CHECK(strcmp(Text, "abcdef") == 0);
	/* What has no end in its room is not added to. */
	CHECK(RtlStringCbCat(Text, 6, "x") == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCbLengthA(Text, 8, &Length) == STATUS_SUCCESS && Length == 6);
	CHECK(RtlStringCchLengthA(Text, 6, &Length) == STATUS_INVALID_PARAMETER && Length == 0);
	CHECK(RtlStringCchLengthA(NULL, 6, NULL) == STATUS_INVALID_PARAMETER);
	CHECK(RtlStringCbPrintfA(Text, 8, "%s-%I64x", "a", 0x1234ULL) == STATUS_SUCCESS);
	CHECK(strcmp(Text, "a-1234") == 0);
	CHECK(RtlStringCchPrintf(Text, 4, "%d", 1234) == STATUS_BUFFER_OVERFLOW);
	CHECK(strcmp(Text, "123") == 0);
	CHECK(RtlStringCchPrintf(Text, 4, "%d", 123456) == STATUS_BUFFER_OVERFLOW);
	CHECK(strcmp(Text, "123") == 0);
	END();
}

VOID KernReturns(void)
{
	CHAR Text[8];
	WCHAR Wide[16];
	KERN_AREA Area = { "printf returns", FALSE };

	memset(Text, 'z', sizeof(Text));
	CHECK(_snprintf(Text, 4, "%s", "abc") == 3 && Text[3] == 0);
	Text[3] = '!';
	CHECK(_snprintf(Text, 3, "%s", "xyz") == 3 && Text[2] == 'z' && Text[3] == '!');
	CHECK(_snprintf(Text, 3, "%s", "abcd") == -1 && Text[2] == 'c' && Text[3] == '!');
	CHECK(sprintf(Text, "%I64d", 5LL) == 1 && Text[0] == '5' && Text[1] == 0);
	CHECK(snprintf(Text, 4, "%S", L"abcdef") == 6 && strcmp(Text, "abc") == 0);
	CHECK(_snprintf(NULL, 0, "%d", 1234) == 4);
	CHECK(_snwprintf(Wide, 16, L"%s %S %d", L"wide", "narrow", 3) == 13);
	CHECK(wcscmp(Wide, L"wide narrow 3") == 0);
	CHECK(_snwprintf(Wide, 2, L"%s", L"abc") == -1 && Wide[1] == L'b');
	CHECK(swprintf(Wide, L"%hs", "n") == 1 && Wide[0] == L'n' && Wide[1] == 0);
	END();
}

/* ---- strings */

VOID KernStrings(void)
{
	CHAR Room[8];
	STRING A, B, C = { 0, sizeof(Room), Room };
	KERN_AREA Area = { "strings", FALSE };

	RtlInitString(&A, "Disk");
	RtlInitAnsiString(&B, "dISK2");
	CHECK(A.Length == 4 && A.MaximumLength == 5);
	CHECK(!RtlEqualString(&A, &B, TRUE));
	B.Length = 4;
	CHECK(RtlEqualString(&A, &B, TRUE) && !RtlEqualString(&A, &B, FALSE));
	CHECK(RtlCompareString(&A, &B, FALSE) < 0);
	RtlCopyString(&C, &A);
	CHECK(C.Length == 4 && memcmp(Room, "Disk", 4) == 0);
	RtlUpperString(&C, &B);
	CHECK(memcmp(Room, "DISK", 4) == 0);
	CHECK(RtlUpperChar('q') == 'Q' && RtlUpperChar('1') == '1');
	/* What does not fit is cut. */
	C.MaximumLength = 2;
	Room[2] = '!';
	RtlCopyString(&C, &A);
	CHECK(C.Length == 2 && Room[1] == 'i' && Room[2] == '!');
	RtlInitString(&A, NULL);
	CHECK(A.Length == 0 && A.Buffer == NULL);
	CHECK(_stricmp("aBc", "AbC") == 0 && _strnicmp("abX", "ABy", 2) == 0);
	CHECK(strcmp("a", "b") < 0 && strncmp("abc", "abd", 2) == 0);
	CHECK(strlen("four") == 4 && strstr("mini port", "port") != NULL);
	CHECK(*strrchr("a/b/c", '/') == '/' && strchr("abc", 'z') == NULL);
	RtlCopyMemory(Room, "ab", 3);
	CHECK(strcmp(strcat(Room, "cd"), "abcd") == 0);
	CHECK(strcmp(_strupr(Room), "ABCD") == 0 && strcmp(_strlwr(Room), "abcd") == 0);
	CHECK(toupper('a') == 'A' && tolower('Z') == 'z' && isdigit('7') && !isdigit('a'));
	CHECK(isxdigit('f') && isspace('\t') && isalpha('g') && !isalnum('-') && isprint('~'));
	END();
}

VOID KernWide(void)
{
	WCHAR Room[16];
	CHAR Little[4];
	UNICODE_STRING A, B, C = { 0, sizeof(Room), Room };
	ANSI_STRING Narrow, Small = { 0, sizeof(Little), Little };
	KERN_AREA Area = { "wide strings", FALSE };

	RtlInitUnicodeString(&A, L"Port");
	RtlInitUnicodeString(&B, L"pORT");
	CHECK(A.Length == 8 && A.MaximumLength == 10);
	CHECK(RtlEqualUnicodeString(&A, &B, TRUE) && RtlCompareUnicodeString(&A, &B, FALSE) < 0);
	RtlCopyUnicodeString(&C, &A);
	CHECK(RtlAppendUnicodeToString(&C, L"Mini") == STATUS_SUCCESS);
	CHECK(C.Length == 16 && wcscmp(Room, L"PortMini") == 0);
	CHECK(RtlAppendUnicodeStringToString(&C, &C) == STATUS_SUCCESS && C.Length == 32);
	CHECK(RtlAppendUnicodeToString(&C, L"x") == STATUS_BUFFER_TOO_SMALL && C.Length == 32);
	CHECK(RtlUnicodeStringToAnsiString(&Narrow, &A, TRUE) == STATUS_SUCCESS);
	CHECK(Narrow.Length == 4 && strcmp(Narrow.Buffer, "Port") == 0);
	CHECK(RtlAnsiStringToUnicodeString(&B, &Narrow, TRUE) == STATUS_SUCCESS);
	CHECK(RtlEqualUnicodeString(&A, &B, FALSE));
	RtlFreeUnicodeString(&B);
	RtlFreeAnsiString(&Narrow);
	CHECK(B.Buffer == NULL && Narrow.Buffer == NULL);
	CHECK(RtlUnicodeStringToAnsiString(&Small, &A, FALSE) == STATUS_BUFFER_OVERFLOW);
	CHECK(strcmp(Little, "Por") == 0);
	CHECK(wcslen(L"four") == 4 && wcsncmp(L"ab1", L"ab2", 2) == 0 && wcschr(L"abc", L'c'));
	CHECK(wcsncmp(L"ab1", L"ab2", 3) < 0 && wcschr(L"abc", L'z') == NULL);
	CHECK(wcscmp(wcscat(wcscpy(Room, L"ab"), L"cd"), L"abcd") == 0);
	CHECK(wcsncpy(Room, L"xyz", 2)[1] == L'y' && Room[2] == L'c');
	CHECK(wcsncpy(Room, L"x", 4)[3] == 0);
	CHECK(RtlUpcaseUnicodeChar(L'q') == L'Q' && RtlUpcaseUnicodeChar(0xe4) == 0xe4);
	END();
}

VOID KernConversions(void)
{
	WCHAR Room[12];
	UNICODE_STRING String = { 0, sizeof(Room), Room };
	ULONG Value;
	CHAR *End;
	KERN_AREA Area = { "conversions", FALSE };

	CHECK(RtlIntegerToUnicodeString(4095, 16, &String) == STATUS_SUCCESS);
	CHECK(wcscmp(Room, L"FFF") == 0);
	CHECK(RtlUnicodeStringToInteger(&String, 16, &Value) == STATUS_SUCCESS && Value == 4095);
	CHECK(RtlIntegerToUnicodeString(~0u, 2, &String) == STATUS_BUFFER_OVERFLOW);
	CHECK(RtlIntegerToUnicodeString(1, 3, &String) == STATUS_INVALID_PARAMETER);
	CHECK(RtlInt64ToUnicodeString(0x123456789aULL, 16, &String) == STATUS_SUCCESS);
	CHECK(wcscmp(Room, L"123456789A") == 0 && String.Length == 20);
	CHECK(RtlCharToInteger("0o17", 0, &Value) == STATUS_SUCCESS && Value == 15);
	CHECK(RtlCharToInteger("1", 7, &Value) == STATUS_INVALID_PARAMETER);
	CHECK(RtlCharToInteger(" 0x1F;", 0, &Value) == STATUS_SUCCESS && Value == 31);
	CHECK(RtlCharToInteger("-5", 10, &Value) == STATUS_SUCCESS && Value == (ULONG)-5);
	CHECK(RtlCharToInteger("0b101", 0, &Value) == STATUS_SUCCESS && Value == 5);
	CHECK(atoi(" -42x") == -42 && atoi("x") == 0);
	CHECK(strtoul("0xffz", &End, 0) == 255 && *End == 'z');
	CHECK(strtoul("077", NULL, 0) == 63 && strtoul("99999999999", NULL, 10) == 0xffffffff);
	CHECK(strtol("-2147483648", NULL, 10) == (LONG)0x80000000 && strtol("z", &End, 36) == 35);
	CHECK(strtol("2147483648", NULL, 10) == 0x7fffffff);
	CHECK(strtoul("0x", &End, 0) == 0 && *End == 'x');
	END();
}
