/* SPDX-License-Identifier: GPL-2.0-only */
#include <miniport.h>
#include <samename.h>
#include "shared.h"

#if SAME_NAME != 2
#error "not the header beside this file"
#endif
unsigned long Shared(unsigned long *Count) { return *Count + FOLDER; }
