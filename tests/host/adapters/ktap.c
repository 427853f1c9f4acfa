// SPDX-License-Identifier: GPL-2.0-only
/* tests/host/adapter: results. */
#include "ktap.h"

static int Number, Failed;

void Check(ULONG Good, PCSTR Name)
{
	Number++;
	if (!Good)
		Failed++;
	printf("%sok %d - %s\n", Good ? "" : "not ", Number, Name);
}

void Equal(ULONGLONG Wanted, ULONGLONG Found, PCSTR Name)
{
	if (Wanted != Found)
		printf("# expected %#llx, found %#llx\n", Wanted, Found);
	Check(Wanted == Found, Name);
}

/* The exit status. */
int KtapEnd(void)
{
	printf("1..%d\n", Number);
	printf("# Totals: pass:%d fail:%d xfail:0 xpass:0 skip:0 error:0\n", Number - Failed,
	       Failed);
	return Failed != 0;
}
