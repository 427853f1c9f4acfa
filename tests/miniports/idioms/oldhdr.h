/* SPDX-License-Identifier: GPL-2.0-only */
/* A header that two files include, with code in it. */
__inline ULONG HeaderCode(ULONG x) { return x + 1; }
_inline ULONG OlderHeaderCode(x) ULONG x; { return x + 2; }
__forceinline VOID HeaderList(PLIST_ENTRY l) { InitializeListHead(l); }
