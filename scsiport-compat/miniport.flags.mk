# SPDX-License-Identifier: GPL-2.0-only
#
# How a miniport's own files are compiled. To be included from a Kbuild file; gives
#   miniport-flags   for CFLAGS_<object>.o of every object that is Windows code
# Set miniport-sources before, if the miniport's files are not all in $(src) and below.
#
# What it costs to read this file: one look through the sources for #include lines, as Windows finds
# "Miniport.H" and "..\inc\my.h" and Linux does not. windows-includes.sh makes headers of such names, in
# $(obj)/.windows-includes, that lead to the right ones.

scsiport-compat-dir := $(patsubst %/,%,$(dir $(lastword $(MAKEFILE_LIST))))
miniport-sources ?= $(src)
miniport-forwards := $(obj)/.windows-includes

$(if $(filter clean modules_install modules_add,$(MAKECMDGOALS)),,$(shell \
	sh $(scsiport-compat-dir)/windows-includes.sh $(miniport-forwards) $(scsiport-compat-dir)/include \
	$(miniport-sources)))
clean-files += .windows-includes

miniport-flags := -I$(miniport-forwards) -I$(scsiport-compat-dir)/include -isystem $(miniport-forwards)/system

# What Microsoft's compiler does: char has a sign, wchar_t has 16 bits, a structure within another may go
# without a name, bit fields are packed as types demand, and no function is known that is not declared.
miniport-flags += -fsigned-char -fshort-wchar -fms-extensions -mms-bitfields -fno-builtin

# Old code may be bad style, and that is nobody's business.
miniport-flags += -Wno-unknown-pragmas -Wno-comment -Wno-multichar -Wno-parentheses -Wno-missing-braces
miniport-flags += -Wno-declaration-after-statement -Wno-vla -Wno-pointer-sign -Wno-old-style-definition
miniport-flags += -Wno-missing-prototypes -Wno-missing-declarations -Wno-strict-prototypes
miniport-flags += -Wno-packed-not-aligned
miniport-flags += -Wno-unused -Wno-endif-labels -Wno-implicit-fallthrough -Wno-address-of-packed-member
miniport-flags += -Wno-builtin-declaration-mismatch -Wno-return-mismatch

# What may lose half of a pointer or forget an answer is told, but stops nothing.
miniport-flags += -Wno-error -Wno-error=implicit-function-declaration -Wno-error=implicit-int
miniport-flags += -Wno-error=int-conversion -Wno-error=incompatible-pointer-types
miniport-flags += -Wno-error=return-type -Wno-error=designated-init
