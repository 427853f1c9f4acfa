/* SPDX-License-Identifier: GPL-2.0-only */
/* tests/host/adapter: results, in KTAP. */
#ifndef ADAPTER_KTAP_H
#define ADAPTER_KTAP_H

#include <miniport.h>
#include "host.h"

void Check(ULONG Good, PCSTR Name);
void Equal(ULONGLONG Wanted, ULONGLONG Found, PCSTR Name);
int KtapEnd(void);

#endif
