/* SPDX-License-Identifier: GPL-2.0-only */
#include "linux/types.h"

extern "C" u32 FolderMore(u32 *count);
typedef decltype(sizeof(0)) size_t;
static_assert(sizeof(long) == 4 && sizeof(size_t) == 8 && sizeof(wchar_t) == 2, "Windows for x64");
static_assert(sizeof(R"long(unsigned long 5UL)" 5UL)long") == 24, "raw text");

static unsigned char room[64];
void *operator new(size_t size) { return size <= sizeof(room) ? room : nullptr; }
void operator delete(void *) { }

class Abstract {
public:
	virtual ~Abstract() { }
	virtual u32 Count(unsigned long *count) = 0;
};

class Base : public Abstract {
public:
	u32 Count(unsigned long *count) override { return *count + 1'000'000UL; }
	static inline u32 Say(const char *format, ...) { return *format; }
};

class More : public Base {
public:
	u32 Count(u32 *count) override { return Base::Count(count) + 2147483648; }
};

class Once {
public:
	u32 value;
	Once(const u32 *count) : value(*count) { }
};

template<typename T> static T Twice(T value) { return 2 * value; }

u32 FolderMore(u32 *count)
{
	static Once once(count);
	Abstract *more = new More;
	u32 result = Twice<unsigned long>(more->Count(count)) + Base::Say("x", 1) + once.value;

	delete more;
	return result;
}
