# SPDX-License-Identifier: GPL-2.0-only
# shellcheck shell=bash
#
# Texts of Windows, for miniport-glue and miniport-import. To be sourced.

# utf16 FILE FIRST BYTE-ORDER: without a mark, or an odd byte at its end, as a Ctrl-Z of DOS is there.
utf16() {
	local size

	size=$(stat -L -c %s "$1")
	tail -c "+$2" "$1" | head -c $(((size - $2 + 1) / 2 * 2)) | iconv -f "$3" -t UTF-8
}

# plain FILE: as UTF-8, whatever Windows saved it as.
plain() {
	case $(head -c 4 "$1" | od -An -tx1 | tr -d ' \n') in
	fffe*) utf16 "$1" 3 UTF-16LE ;;
	feff*) utf16 "$1" 3 UTF-16BE ;;
	??00??00) utf16 "$1" 1 UTF-16LE ;;
	00??00??) utf16 "$1" 1 UTF-16BE ;;
	efbbbf*) tail -c +4 "$1" ;;
	*) cat "$1" ;;
	esac
}
