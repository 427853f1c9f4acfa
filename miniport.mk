# SPDX-License-Identifier: GPL-2.0-only
#
# Makes a Linux module of a miniport. A Makefile beside its sources says
#
#     miniport-m := mydriver
#     mydriver-y := mydriver.o queue.o
#     include $(SCSIPORT)/miniport.mk
#
# and "make SCSIPORT=/path/to/scsiport" in that folder does the rest: docs/porting.md. mydriver.inf
# is read if it is there. May be said before the include:
#
#     mydriver-pci-ids := 15ad:07c0 ...         PCI ids, beside those of the .inf file
#     mydriver-platform-ids := name ...         platform devices
#     mydriver-description, -author, -license   of the module; the licence is GPL if nothing is said
#     mydriver-softdep := pre: other-module     as in modprobe.d
#     mydriver-autoload := no                   udev does not load it when a device appears
#     mydriver-flags := -DSOMETHING             for the compiler, after the flags of this tree
#
# A module that lists mydriver_module.o itself brings its own Linux side and gets only the flags.
miniport-top := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))

ifeq ($(KERNELRELEASE),)
# As a Makefile: the kernel's build system reads the same file again.
KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build
MODULE_DIR ?= updates
# Type information for BPF needs a program that Debian's headers do not bring: make it where that is.
miniport-make = $(MAKE) --no-print-directory -C $(KDIR) M=$(CURDIR) SCSIPORT=$(miniport-top) \
	KBUILD_EXTRA_SYMBOLS=$(miniport-top)/Module.symvers \
	$(if $(shell command -v pahole),,CONFIG_DEBUG_INFO_BTF_MODULES=)

.DEFAULT_GOAL := modules
.PHONY: modules install clean
modules:
	@test -e "$(KDIR)/Makefile" || { \
		echo "make: no kernel headers in $(KDIR): name some with KVER=release or KDIR=folder" >&2; \
		exit 2; }
	@test -e "$(miniport-top)/Module.symvers" || { \
		echo "make: scsiport is not built yet: make -C $(miniport-top) KDIR=$(KDIR)" >&2; \
		exit 2; }
	$(miniport-make) modules

install: modules
	$(miniport-make) INSTALL_MOD_DIR=$(MODULE_DIR) modules_install
	depmod $(KVER)

clean:
	$(miniport-make) clean
else

scsiport-compat := $(miniport-top)/scsiport-compat
include $(scsiport-compat)/miniport.flags.mk
obj-m += $(addsuffix .o,$(miniport-m))

# miniport-source OBJECT: the file that it is made of, in whatever letter case Windows left it.
miniport-source = $(notdir $(firstword $(wildcard $(src)/$(1:.o=.c) $(src)/$(1:.o=.C)) \
	$(shell find $(src)/ -maxdepth 1 -iname '$(1:.o=.c)')))

# An object cannot have the name of its module, nor come from a file called *.C. It then is made of
# a file of one line that includes the real one.
miniport-direct = $(and $(filter-out $(2).o,$(1)),$(filter $(1:.o=.c),$(call miniport-source,$(1))))
miniport-object = $(if $(call miniport-direct,$(1),$(2)),$(1),$(1:.o=)_source.o)

quiet_cmd_miniport_source = SOURCE  $@
      cmd_miniport_source = printf '/* SPDX-License-Identifier: GPL-2.0-only */\n\#include "%s"\n' \
	'$(miniport-of)' >$@

quiet_cmd_miniport_glue = GLUE    $@
      cmd_miniport_glue = bash $(miniport-top)/tools/miniport-glue \
	$(if $(inf),--inf '$(inf)') --pci-ids '$($(m)-pci-ids)' \
	--platform-ids '$($(m)-platform-ids)' --description '$($(m)-description)' \
	--author '$($(m)-author)' --license '$(or $($(m)-license),GPL)' \
	--softdep '$($(m)-softdep)' --autoload '$(or $($(m)-autoload),yes)' $(m) >$@.new && mv $@.new $@

# miniport-object-rules MODULE,OBJECT
define miniport-object-rules
CFLAGS_$(call miniport-object,$(2),$(1)) += $(miniport-flags) $($(1)-flags)
ifeq ($(call miniport-direct,$(2),$(1)),)
$(obj)/$(2:.o=)_source.c: miniport-of := $(call miniport-source,$(2))
$(obj)/$(2:.o=)_source.c: FORCE
	$$(call if_changed,miniport_source)
CFLAGS_$(2:.o=)_source.o += -I$(src)
targets += $(2:.o=)_source.c
clean-files += $(2:.o=)_source.c
endif
endef

# miniport-rules MODULE
define miniport-rules
$(foreach o,$(filter-out $(1)_module.o,$(filter-out %/,$($(1)-y))),
$(call miniport-object-rules,$(1),$(notdir $(o)))
)
CFLAGS_$(1)_module.o += -I$(scsiport-compat)
ifeq ($(filter $(1)_module.o,$($(1)-y)),)
$(obj)/$(1)_module.c: m := $(1)
$(obj)/$(1)_module.c: inf := $(shell find $(src)/ -maxdepth 1 -iname '$(1).inf')
$(obj)/$(1)_module.c: $(shell find $(src)/ -maxdepth 1 -iname '$(1).inf') \
		$(miniport-top)/tools/miniport-glue $(miniport-top)/tools/miniport-glue.awk FORCE
	$$(call if_changed,miniport_glue)
targets += $(1)_module.c
clean-files += $(1)_module.c
$(1)-y := $(1)_module.o $(foreach o,$($(1)-y),$(call miniport-object,$(o),$(1)))
endif
endef
$(foreach m,$(miniport-m),$(eval $(call miniport-rules,$(m))))
endif
