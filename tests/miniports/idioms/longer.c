/* SPDX-License-Identifier: GPL-2.0-only */
/* Structures that end with an array of one element, which stands for as many as there is memory. */
#include <miniport.h>

typedef struct _LIST_OF_MANY {
    ULONG Count;
    ULONG Entry[1];
} LIST_OF_MANY, *PLIST_OF_MANY;

/* Nobody has it: what calls it is not there where the compiler knows better. */
VOID CompilerBelievesOne(VOID);

ULONG SumOfMany(PLIST_OF_MANY List)
{
    ULONG i, sum = 0;

    for (i = 0; i < List->Count; i++)
        sum += List->Entry[i];
    if (__builtin_object_size(List->Entry, 1) != (SIZE_T)-1)
        CompilerBelievesOne();
    return sum;
}
