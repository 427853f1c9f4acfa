/* SPDX-License-Identifier: GPL-2.0-only */
/* GUIDs that are named after this are defined here. */
#ifndef INITGUID
#define INITGUID
#endif
#include "guiddef.h"
