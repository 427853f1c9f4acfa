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
#     mydriver-inf := inf/mydriver.inf          another .inf; "none" if there is none to be missed
#     mydriver-version := 1.2                   of the module, if it is not that of DriverVer in the .inf file
#     mydriver-softdep := pre: other-module     as in modprobe.d
#     mydriver-autoload := no                   udev does not load it when a device appears
#     mydriver-flags := -DSOMETHING             for the compiler, after the flags of this tree
#
# A module that lists mydriver_module.o itself brings its own Linux side and gets only the flags.
miniport-top := $(patsubst %/,%,$(dir $(abspath $(lastword $(MAKEFILE_LIST)))))
# kbuild splits what it is given at spaces.
ifneq ($(words $(CURDIR)),1)
$(error the path of this folder has a space, and kbuild cannot take that: copy it to another place ($(CURDIR)))
endif

ifeq ($(KERNELRELEASE),)
# As a Makefile: the kernel's build system reads the same file again.
# Headers that are named have a release of their own. Debian's kernel.release says another one.
miniport-release = $(shell sed -n 's/.*UTS_RELEASE "\(.*\)".*/\1/p' $(KDIR)/include/generated/utsrelease.h 2>/dev/null)
ifneq ($(KDIR),)
KVER ?= $(or $(miniport-release),$(shell uname -r))
endif
KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build
MODULE_DIR ?= updates
PREFIX ?= /usr/local
INSTALL_MOD_PATH ?= $(DESTDIR)
# What scsiport exports to this kernel: as it was built beside this file, or as DKMS or "make install" left it.
SYMVERS ?= $(firstword $(wildcard $(miniport-top)/Module.symvers /var/lib/dkms/scsiport/kernel-$(KVER)-*/Module.symvers \
	/lib/modules/$(KVER)/*/scsiport-compat/Module.symvers))
# Type information for BPF needs a program that Debian's headers do not bring: make it where that is.
miniport-make = $(MAKE) --no-print-directory -C $(KDIR) M=$(CURDIR) SCSIPORT=$(miniport-top) \
	KBUILD_EXTRA_SYMBOLS=$(SYMVERS) \
	$(if $(shell command -v pahole),,CONFIG_DEBUG_INFO_BTF_MODULES=)

# What kernel scsiport was built for; nothing where that is not said.
miniport-built-for = $(shell tr '\000' '\n' 2>/dev/null <$(miniport-top)/scsiport-compat/scsiport.ko | \
	sed -n 's/^vermagic=\([^ ]*\).*/\1/p')

.DEFAULT_GOAL := modules
.PHONY: modules install uninstall dkms dkms-remove clean
modules:
	@test -e "$(KDIR)/Makefile" || { \
		echo "make: no kernel headers in $(KDIR): name some with KVER=release or KDIR=folder" >&2; \
		exit 2; }
	@test -n "$(SYMVERS)" || { \
		test -e "$(miniport-top)/Makefile" && \
		echo "make: scsiport is not built yet: make -C $(miniport-top) KDIR=$(KDIR)" >&2 || \
		echo "make: scsiport is not installed for the kernel $(KVER): no Module.symvers of it" >&2; \
		exit 2; }
	@test -e "$(SYMVERS)" || { echo "make: there is no $(SYMVERS)" >&2; exit 2; }
	@built='$(miniport-built-for)'; wanted='$(miniport-release)'; \
	[ -z "$$built" ] || [ -z "$$wanted" ] || [ "$$built" = "$$wanted" ] || { \
		echo "make: scsiport was built for kernel $$built, and this is for $$wanted ($(KDIR)):" \
			"build it for that first, make -C $(miniport-top) KDIR=$(KDIR)," \
			"or say KVER=$$built here" >&2; \
		exit 2; }
	$(miniport-make) modules

miniport-install = DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" INSTALL_MOD_PATH="$(INSTALL_MOD_PATH)" KDIR="$(KDIR)" \
	INSTALL_MOD_STRIP="$(INSTALL_MOD_STRIP)" SIGN_KEY="$(SIGN_KEY)" SIGN_CERT="$(SIGN_CERT)" MANIFEST="$(MANIFEST)" \
	bash $(miniport-top)/tools/install
miniport-group := $(firstword $(miniport-m))-modules-$(KVER)
install: modules
	@printf '644 %s.ko /lib/modules/$(KVER)/$(MODULE_DIR)/%s.ko\n' $(foreach m,$(miniport-m),$(m) $(m)) | \
		$(miniport-install) put $(miniport-group)

# Of all kernels, but with KVER= of that one only.
uninstall:
	@groups=$$($(miniport-install) groups | grep -x '$(firstword $(miniport-m))-modules-.*'); \
		case "$(origin KVER)" in \
		"command line") groups=$$(echo "$$groups" | grep -x '$(miniport-group)') ;; \
		esac; \
		if [ -n "$$groups" ]; then $(miniport-install) remove $$groups; \
		else echo 'Nothing of $(firstword $(miniport-m)) is installed in $(DESTDIR)$(PREFIX).'; fi

# Built again for each kernel that comes. The version is that which the module has, if it was built.
miniport-version = $(or $($(firstword $(miniport-m))-version),$(shell sed -n 's/^MODULE_VERSION("\([0-9A-Za-z.+~-]*\)");/\1/p' \
	$(firstword $(miniport-m))_module.c 2>/dev/null))
dkms: modules
	@bash $(miniport-top)/tools/miniport-dkms add --kernel $(KVER) --version "$(miniport-version)" \
		--file $(firstword $(MAKEFILE_LIST)) $(miniport-m)

dkms-remove:
	@bash $(miniport-top)/tools/miniport-dkms remove $(firstword $(miniport-m))

# No kernel is asked, whose headers may be gone; and what it would take for its own, *.s and *.lst for example, may
# have come from Windows. What it made it has left a record of.
clean:
	@find . -name .windows-includes -prune -exec rm -rf {} +
	@rm -f $(miniport-m:%=%_module.c.new)
	@find . -path '$(patsubst $(CURDIR)/%,./%,$(miniport-top))' -prune -o -type f -name '.?*.cmd' -print | \
	while IFS= read -r record; do \
		grep -q '^\(saved\)\{0,1\}cmd_' "$$record" || continue; \
		made=$${record%/*}/$${record##*/.}; made=$${made%.cmd}; \
		rm -f "$$record" "$${record%.cmd}.i" "$${record%.cmd}.d" "$$made"; \
		case $$made in *.mod.o) rm -f "$${made%.o}.c" ;; esac; \
	done
else

obj-m += $(addsuffix .o,$(miniport-m))

# Of those miniports that are part of this tree.
SCSIPORT_VERSION ?= $(shell sh $(miniport-top)/tools/version)

# miniport-source OBJECT: the file that it is made of, in whatever letter case Windows left it.
miniport-source-names = $(foreach e,c cpp cc cxx,$(basename $(notdir $(1))).$(e))
miniport-place = $(src)/$(patsubst ./%,%,$(dir $(1)))
miniport-source = $(firstword $(or $(wildcard $(addprefix $(miniport-place),$(miniport-source-names))),\
	$(shell find $(miniport-place) -maxdepth 1 -type f \( -name '' $(foreach n,$(miniport-source-names),\
		-o -iname '$(n)') \) 2>/dev/null)))

# miniport-object OBJECT,MODULE: what it is called in $(obj). An object cannot have the name of its module; files
# of other folders keep the folder's name; and what two modules are made of is made twice, as each has its flags.
miniport-flat = $(subst /,-,$(subst ../,up-,$(patsubst ./%,%,$(1))))
miniport-named = $(if $(filter $(2).o,$(1)),$(2)_source.o,$(1))
miniport-alone = $(if $(filter-out $(2),$(foreach m,$(miniport-m),$(if $(filter $(1),$($(m)-y)),$(m)))),$(2)-)
miniport-object = $(call miniport-alone,$(1),$(2))$(call miniport-named,$(miniport-flat),$(2))

# A folder that flags name is meant from the Makefile's place.
miniport-folder = $(if $(filter /%,$(1)),$(1),$(if $(wildcard $(src)/$(1)/.),$(src)/$(1),$(1)))
miniport-own-flags = $(foreach f,$(subst -I ,-I,$($(1)-flags)),\
	$(if $(filter -I%,$(f)),-I$(call miniport-folder,$(f:-I%=%)),$(f)))

# Where headers of a module's files are looked for: beside the Makefile, where it says, beside its other files.
miniport-unique = $(if $(1),$(firstword $(1)) $(call miniport-unique,$(filter-out $(firstword $(1)),$(1))))
miniport-folders = $(call miniport-unique,$(src) $(patsubst -I%,%,$(filter -I%,$(miniport-own-flags))) \
	$(addprefix $(src)/,$(patsubst %/,%,$(filter-out ./,$(dir $($(1)-y))))))

miniport-sources := $(call miniport-unique,$(foreach m,$(miniport-m),$(call miniport-folders,$(m))))
scsiport-compat := $(miniport-top)/scsiport-compat
include $(scsiport-compat)/miniport.flags.mk

# The program that gives long 32 bits, and what it makes of the words that the compiler defines by itself. The
# kernel's headers may be there without the compiler that kbuild takes for its own programs.
miniport-llp64 := $(miniport-forwards)/system/llp64
miniport-llp64-sources := $(sort $(wildcard $(miniport-top)/tools/miniport-llp64/*.[ch]))
miniport-hostcc = $(if $(shell command -v $(firstword $(HOSTCC))),$(HOSTCC),$(CC))
quiet_cmd_miniport_llp64 = HOSTCC  $@
      cmd_miniport_llp64 = mkdir -p $(@D) && $(miniport-hostcc) $(KBUILD_HOSTCFLAGS) -o $@ $(filter %.c,$^)
$(miniport-llp64): $(miniport-llp64-sources) FORCE
	$(call if_changed,miniport_llp64)

quiet_cmd_miniport_predefined = GEN     $@
      cmd_miniport_predefined = $(CC) -dM -E -x c /dev/null | $< --predefined >$@
$(miniport-llp64).h: $(miniport-llp64) FORCE
	$(call if_changed,miniport_predefined)
targets += $(addprefix .windows-includes/system/,llp64 llp64.h)

# Of the kernel's flags, those that say what code is made; neither what headers there are nor warnings.
# An array of one element at the end of a structure has as many as there is memory, as Windows' headers have it:
# newer kernels tell the compiler that it has one.
miniport-kernel-flags = $(patsubst -fsanitize=bounds-strict,-fsanitize=bounds,\
	$(filter-out -fstrict-flex-arrays%,$(_c_flags) $(modkern_cflags)))
miniport-code-flags = $(filter-out -D% -U% -I% -W% -std=% -include $(CFLAGS_$(@F)),$(miniport-kernel-flags)) \
	$(filter -Wa$(comma)%,$(miniport-kernel-flags))
# With W=1 and the like, the kernel's warnings come before ours.
miniport-warnings = $(if $(KBUILD_EXTRA_WARN),$(filter-out -Wp$(comma)% -Wa$(comma)% -Werror%,\
	$(filter -W%,$(miniport-kernel-flags))))
miniport-compile = $(CC) $(miniport-code-flags) $(miniport-warnings) $(miniport-cc-flags) \
	$(miniport-$(miniport-language)-flags)
miniport-said = $(strip $(filter -D% -U%,$(ccflags-y) $(KCPPFLAGS) $(KCFLAGS)) \
	$(call miniport-own-flags,$(miniport-module)) $(CFLAGS_$(@F)))
# What only the preprocessor needs would be unused afterwards, or be used twice.
miniport-said-compiler = $(filter-out -D% -U% -I% -include%,$(subst -include ,-include,$(miniport-said)))

# A miniport's file is preprocessed, gets a long of 32 bits, and is compiled; all else is as kbuild does it.
miniport-i = $(dot-target).i
cmd_miniport_o = $(miniport-compile) -x $(miniport-language) -E -include $(miniport-llp64).h \
		-I$(patsubst %/,%,$(dir $<)) $(addprefix -I,$(call miniport-folders,$(miniport-module))) \
		$(miniport-said) $(miniport-include-flags) -MMD -MF $(depfile) -MT $@ -o $(miniport-i) $<; \
	$(miniport-llp64) $(if $(filter c++,$(miniport-language)),--c++) $(miniport-i); \
	$(miniport-compile) $(miniport-said-compiler) \
		-x $(if $(filter c,$(miniport-language)),cpp,c++-cpp)-output -c -o $@ $(miniport-i) \
		$(cmd_ld_single_m) $(cmd_objtool)
# Sparse looks at the same text, and names it in what it says.
cmd_miniport_check = $(if $(filter c,$(miniport-language)),$(CHECK) $(CHECKFLAGS) $(miniport-code-flags) \
	$(miniport-cc-flags) $(miniport-i))

# The .inf that is said, or the one that is called as the module is.
miniport-inf = $(if $(filter none,$($(1)-inf)),,$(if $($(1)-inf),$(if $(filter /%,$($(1)-inf)),,$(src)/)$($(1)-inf),\
	$(shell find $(src)/ -maxdepth 1 -iname '$(1).inf')))

# Said when the Linux side is made: not each time, and no warning, as a miniport may find its hardware itself.
miniport-nameless = $(if $(inf)$($(m)-pci-ids)$($(m)-platform-ids)$(filter none,$($(m)-inf)),,echo \
	"  NOTE    $(m): there is no $(m).inf here, and no $(m)-inf or $(m)-pci-ids in the Makefile: no device is its own" \
	"but those of its HW_INITIALIZATION_DATA, if it names some";)

quiet_cmd_miniport_glue = GLUE    $@
      cmd_miniport_glue = $(miniport-nameless) bash $(miniport-top)/tools/miniport-glue \
	$(if $(inf),--inf '$(inf)') --pci-ids '$($(m)-pci-ids)' \
	--platform-ids '$($(m)-platform-ids)' --description '$($(m)-description)' \
	--author '$($(m)-author)' --version '$($(m)-version)' --license '$(or $($(m)-license),GPL)' \
	--softdep '$($(m)-softdep)' --autoload '$(or $($(m)-autoload),yes)' $(m) >$@.new; mv $@.new $@

# miniport-object-rules NAME,MODULE,SOURCE
define miniport-object-rules
$(obj)/$(1): miniport-module := $(2)
$(obj)/$(1): miniport-language := $(if $(filter %.c %.C,$(3)),c,c++)
$(obj)/$(1): cmd_cc_o_c = $$(cmd_miniport_o)
$(if $(filter 1,$(KBUILD_CHECKSRC)),$(obj)/$(1): cmd_checksrc = $$(cmd_miniport_check))
$(if $(filter 2,$(KBUILD_CHECKSRC)),$(obj)/$(1): cmd_force_checksrc = $$(cmd_miniport_check))
$(obj)/$(1): $(3) $(miniport-llp64) $(miniport-llp64).h FORCE
	$$(call if_changed_rule,cc_o_c)
	$$(call cmd,force_checksrc)
endef

# Objects that other things than C and C++ are made of, and folders, are left to kbuild.
miniport-objects = $(filter-out $(1)_module.o,$(filter-out %/,$($(1)-y)))

# miniport-rules MODULE
define miniport-rules
$(foreach o,$(miniport-objects),$(if $(call miniport-source,$(o)),
$(call miniport-object-rules,$(call miniport-object,$(o),$(1)),$(1),$(call miniport-source,$(o)))
))
CFLAGS_$(1)_module.o += -I$(scsiport-compat)
ifeq ($(filter $(1)_module.o,$($(1)-y)),)
$(obj)/$(1)_module.c: m := $(1)
$(obj)/$(1)_module.c: inf := $(call miniport-inf,$(1))
$(obj)/$(1)_module.c: $(call miniport-inf,$(1)) \
		$(miniport-top)/tools/miniport-glue $(miniport-top)/tools/miniport-glue.awk FORCE
	$$(call if_changed,miniport_glue)
targets += $(1)_module.c
clean-files += $(1)_module.c
miniport-glued += $(1)_module.o
endif
$(1)-made := $(foreach o,$($(1)-y),$(if $(call miniport-source,$(o)),$(call miniport-object,$(o),$(1)),$(o)))
endef
$(foreach m,$(miniport-m),$(eval $(call miniport-rules,$(m))))
# The names of all objects depend on all lists, so the lists are changed last.
$(foreach m,$(miniport-m),$(eval $(m)-y := $(filter $(m)_module.o,$(miniport-glued)) $($(m)-made)))
endif
