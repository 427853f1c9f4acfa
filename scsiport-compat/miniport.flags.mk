# SPDX-License-Identifier: GPL-2.0-only
#
# How a miniport's own files are compiled. miniport.mk includes this, with $(src) and $(obj) set; gives
#   miniport-include-flags   where headers are, after the miniport's own
#   miniport-cc-flags        what the language means, and which warnings there are
#   miniport-c-flags, miniport-c++-flags
#                            the same, where C and C++ differ
#   miniport-flags           all of that for C
# miniport-sources is set before: the folders in which a miniport's files include each other, in the order
# in which headers are looked for; $(src) alone if nothing is said.
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

# Nothing of the kernel's folders, nor of this machine's. Clang would make slashes of backslashes by itself, and
# not find names in other letters then.
miniport-include-flags := -nostdinc -fno-ms-extensions -I$(miniport-forwards) -I$(scsiport-compat-dir)/include \
	-isystem $(miniport-forwards)/system

# What this compiler, for this machine, knows of some options.
miniport-options = $(foreach o,$(1),$(if $(shell $(CC) $(CLANG_FLAGS) -Werror $(o) -fsyntax-only -x c /dev/null \
	>/dev/null 2>&1 && echo y),$(o)))

# What Microsoft's compiler does: char has a sign, wchar_t has 16 bits, a structure within another may go
# without a name, bit fields are packed as types demand, and no function is known that is not declared.
# gcc packs bit fields so only for x86. And for ARM it would have atomic operations in a library.
miniport-cc-flags := -fsigned-char -fshort-wchar -fms-extensions -fno-builtin \
	$(call miniport-options,-mms-bitfields -mno-outline-atomics)

# What a Windows compiler tells too: what may lose half of a pointer or forget an answer. It stops nothing there,
# so it stops nothing here. That holds for a pointer to something else as well: as long has 32 bits here as
# there, what such a miniport does is what it does on Windows.
miniport-cc-flags += -Wreturn-type -Wuninitialized -Wno-error

# Old code may be bad style, and that is nobody's business.
miniport-cc-flags += -Wno-unknown-pragmas -Wno-multichar -Wno-endif-labels -Wno-address-of-packed-member
miniport-cc-flags += -Wno-comment -Wno-attributes -Wno-psabi
# The compiler sees no macros any more, and would ask why somebody compares an address with NULL.
miniport-cc-flags += -Wno-address

# Of these each compiler knows only some. What is compiled is preprocessed already, so clang calls options of the
# preprocessor unused.
miniport-knows = $(foreach w,$(1),$(if $(shell $(CC) -Werror -W$(w) -fsyntax-only -x c /dev/null >/dev/null 2>&1 && \
	echo y),$(w)))
miniport-cc-flags += $(addprefix -Wno-,$(call miniport-knows,packed-not-aligned stringop-overflow microsoft \
	gnu-alignof-expression unused-command-line-argument))
miniport-c-flags := -std=gnu11 $(addprefix -Wno-,$(call miniport-knows,pointer-sign builtin-declaration-mismatch \
	incompatible-library-redeclaration absolute-value return-mismatch)) $(addprefix -Wno-error=,$(call miniport-knows,\
	implicit-function-declaration implicit-int int-conversion incompatible-pointer-types \
	incompatible-function-pointer-types declaration-missing-parameter-type))

# C++ without what needs a library, and delete as it was before it was told sizes.
miniport-c++-flags := -std=gnu++14 -nostdinc++ -fno-exceptions -fno-rtti -fno-threadsafe-statics \
	-fno-use-cxa-atexit -fno-sized-deallocation

miniport-flags := $(miniport-include-flags) $(miniport-cc-flags) $(miniport-c-flags)
