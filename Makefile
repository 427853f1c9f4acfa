# SPDX-License-Identifier: GPL-2.0-only
#
# Every verb of the project; "make help" lists them.

# kbuild splits what it is given at spaces.
ifneq ($(words $(CURDIR)),1)
$(error the path of this folder has a space, and kbuild cannot take that: clone to another place ($(CURDIR)))
endif

# Headers that are named have a release of their own. Debian's kernel.release says another one.
ifneq ($(KDIR),)
KVER ?= $(or $(shell sed -n 's/.*UTS_RELEASE "\(.*\)"/\1/p' $(KDIR)/include/generated/utsrelease.h 2>/dev/null),$(shell uname -r))
endif
KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build
PREFIX ?= /usr/local
MODULE_DIR ?= updates

# Type information for BPF needs a program that Debian's headers do not bring: make it where that is.
BTF := $(if $(shell command -v pahole),,CONFIG_DEBUG_INFO_BTF_MODULES=)

# Asked for once, for modules and programs alike.
SCSIPORT_VERSION ?= $(shell sh tools/version)
export SCSIPORT_VERSION

MAKEFLAGS += --no-print-directory

.PHONY: all modules tools install uninstall demo check check-debug check-all check-long check-package bench bench-plots bench-time breaks vm lint clean distclean help
.PHONY: rooms
.PHONY: install-modules install-tools install-dev dkms dkms-remove dist

# Where modules go, for a packager: DESTDIR, as all the rest, unless INSTALL_MOD_PATH says something else.
INSTALL_MOD_PATH ?= $(DESTDIR)

# make B=folder: the sources stay as they are, and may be read only. All is built in a copy of them.
ifneq ($(B),)
ifneq ($(abspath $(B)),$(CURDIR))
in-copy := all modules tools install install-modules install-tools install-dev
.PHONY: $(in-copy) uninstall clean distclean
$(in-copy):
	@tools/copy-sources "$(abspath $(B))"
	+@$(MAKE) -C "$(abspath $(B))" B= $@

uninstall:
	@$(MAKE) B= $@

clean distclean:
	@test ! -e "$(B)/Makefile" || $(MAKE) -C "$(B)" B= $@

help dist:
	@$(MAKE) B= $@

# A pattern is not asked for what is phony.
in-place := demo check check-debug check-all check-long check-package bench bench-plots bench-time breaks vm lint rooms dkms dkms-remove
no-copy-of = echo "make: B=folder is for building and installing; \"make $@\" has folders of its own below build/" >&2; exit 2
.PHONY: $(in-place)
$(in-place):
	@$(no-copy-of)
%:
	@$(no-copy-of)
no-copy := y
endif
endif
ifeq ($(no-copy),)

all: modules tools

tools: tools/scsiport-ctl

tool-sources := $(sort $(wildcard tools/ctl/*.[ch])) scsiport-compat/uapi/scsiport_ioctl.h

# A file that is newer than what was made for another version.
build/version: FORCE
	@mkdir -p $(@D)
	@echo "$(SCSIPORT_VERSION)" | cmp -s - $@ || echo "$(SCSIPORT_VERSION)" >$@
.PHONY: FORCE

tool-version = -DSCSIPORT_VERSION='"$(SCSIPORT_VERSION)"'

# For the machine of the modules.
tool-cc = $(if $(CROSS_COMPILE),$(if $(filter default,$(origin CC)),$(CROSS_COMPILE)gcc,$(CC)),$(CC))

tools/scsiport-ctl: $(tool-sources) build/version
	$(tool-cc) -O2 -Wall -Wextra $(tool-version) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^) -lm

# The same for the virtual machines.
# guest=folder CC=compiler: those of another machine.
guest ?= build/bin
$(guest)/scsiport-ctl: $(tool-sources) build/version
	@mkdir -p $(@D)
	$(CC) -O2 -Wall -Wextra -Werror -static $(tool-version) -o $@ $(filter %.c,$^) -lm

# What tests run in them.
$(guest)/sg-readonly: tests/guest/sg-readonly.c
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -static -o $@ $<

.PHONY: guest-programs
guest-programs: $(guest)/scsiport-ctl $(guest)/sg-readonly

# What measures: a plugin for each of QEMU's plugin interfaces, and the program in the guest.
build/bench/counter-%.so: tools/bench/counter.c tools/bench/qemu_plugin_api.h tools/bench/mark.h
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -shared -fPIC -fvisibility=hidden -DPLUGIN_API=$* -o $@ $<

build/bench/guest/bench-guest: tools/bench/guest/bench-guest.c tools/bench/mark.h
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -static -o $@ $<

.PHONY: bench-programs
bench-programs: build/bench/counter-1.so build/bench/counter-3.so build/bench/guest/bench-guest

modules:
	@test -e "$(KDIR)/Makefile" || { \
		echo "make: no kernel headers in $(KDIR)." >&2; \
		echo "Install them (apt-get install linux-headers-$(KVER)), or name others: make KVER=... or KDIR=..." >&2; \
		exit 2; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) $(BTF) modules

install: install-modules install-tools install-dev

# What tools/install wants to know.
install-to = DESTDIR="$(DESTDIR)" PREFIX="$(PREFIX)" INSTALL_MOD_PATH="$(INSTALL_MOD_PATH)" KDIR="$(KDIR)" \
	INSTALL_MOD_STRIP="$(INSTALL_MOD_STRIP)" SIGN_KEY="$(SIGN_KEY)" SIGN_CERT="$(SIGN_CERT)" MANIFEST="$(MANIFEST)"
# files MODE,FOLDER,FILE...: as tools/install reads them
files = printf '$(1) %s $(2)/%s\n' $(foreach f,$(3),$(f) $(notdir $(f)))

modules-to = /lib/modules/$(KVER)/$(MODULE_DIR)
module-files := scsiport-compat/scsiport.ko hba/vhba/hw/vhba-hw.ko hba/vhba/vhba.ko hba/pvscsi/pvscsi.ko hba/ata/ata.ko

# Module.symvers beside scsiport.ko is what miniports are linked with, when this folder is gone.
install-modules: modules
	@mkdir -p build
	@grep -E '[[:blank:]][^[:blank:]]*scsiport-compat/scsiport[[:blank:]]' Module.symvers >build/scsiport.symvers
	@{ printf '644 %s $(modules-to)/%s\n' $(foreach f,$(module-files),$(f) $(f)); \
		echo '644 build/scsiport.symvers $(modules-to)/scsiport-compat/Module.symvers'; } | \
		$(install-to) tools/install put modules-$(KVER)

install-tools: tools
	@{ $(call files,755,$(PREFIX)/sbin,tools/scsiport-ctl); \
		echo '644 tools/completion/scsiport-ctl.bash $(PREFIX)/share/bash-completion/completions/scsiport-ctl'; \
		$(call files,644,$(PREFIX)/share/man/man7,$(wildcard docs/man/*.7)); \
		$(call files,644,$(PREFIX)/share/man/man8,$(wildcard docs/man/*.8)); \
		$(call files,644,$(PREFIX)/share/doc/scsiport/examples/modprobe.d,$(wildcard docs/examples/modprobe.d/*)); \
		$(call files,644,$(PREFIX)/share/doc/scsiport/examples/modules-load.d,\
			$(wildcard docs/examples/modules-load.d/*)); } | \
		$(install-to) tools/install put tools

# For authors of miniports: SCSIPORT=$(PREFIX)/share/scsiport.
share = $(PREFIX)/share/scsiport
dev-tools := $(addprefix tools/,version install miniport-glue miniport-dkms miniport-import)
dev-data := $(addprefix tools/,miniport-glue.awk miniport-import.awk)
install-dev: build/version
	@{ $(call files,644,$(share),miniport.mk); \
		echo '644 build/version $(share)/VERSION'; \
		$(call files,755,$(share)/tools,$(dev-tools)); \
		$(call files,644,$(share)/tools,$(dev-data)); \
		$(call files,644,$(share)/tools/miniport-llp64,$(wildcard tools/miniport-llp64/*.[ch])); \
		$(call files,755,$(share)/scsiport-compat,scsiport-compat/windows-includes.sh); \
		$(call files,644,$(share)/scsiport-compat,$(addprefix scsiport-compat/,miniport.flags.mk miniport_module.h)); \
		$(call files,644,$(share)/scsiport-compat/include,$(wildcard scsiport-compat/include/*.h)); \
		$(call files,644,$(PREFIX)/include/scsiport,$(wildcard scsiport-compat/uapi/*.h)); \
		$(call files,644,$(PREFIX)/share/man/man1,$(wildcard docs/man/*.1)); } | \
		$(install-to) tools/install put dev

dkms:
	@tools/miniport-dkms scsiport --kernel $(KVER)

dkms-remove:
	@tools/miniport-dkms remove scsiport

# What git has, with the version that it has.
dist-name = scsiport-$(SCSIPORT_VERSION)
dist: build/version
	@git archive --prefix=$(dist-name)/ --add-file=build/version HEAD | tar -x -C build
	@mv build/$(dist-name)/version build/$(dist-name)/VERSION
	@tar -C build -cJf build/$(dist-name).tar.xz $(dist-name)
	@rm -r build/$(dist-name)
	@echo build/$(dist-name).tar.xz

# Everything, or one kernel's modules if that is named; and what is for all kernels when none has modules any more.
uninstall:
	@groups=$$($(install-to) tools/install groups); \
		other=$$(echo "$$groups" | grep '^modules-' | grep -vx 'modules-$(KVER)'); \
		case "$(origin KVER)/$$other" in \
		"command line/"?*) $(install-to) tools/install remove modules-$(KVER) ;; \
		*) $(install-to) tools/install remove $$(echo "$$groups" | grep -xE 'modules-.*|tools|dev') ;; \
		esac; \
		test -n "$$groups" || echo 'Nothing of scsiport is installed in $(DESTDIR)$(PREFIX).'

demo:
	@tools/demo

check:
	@tools/vm/deps build vm check
	@tests/check $(if $(KERNEL),--kernel $(KERNEL)) $(TESTS)

check-debug:
	@tools/vm/deps build vm check debug
	@tests/check --kernel debug $(TESTS)

# What .ci/run does; it asks for no terminal and installs without a question.
check-all:
	@.ci/run

check-long:
	@tools/vm/deps build vm
	@tests/check-long 600 $(or $(KERNEL),6.1)

# SUITE=bookworm or trixie: one of them.
check-package:
	@tests/package $(SUITE)

# PROFILE=driver: its functions; DRIVERS="name,...": some of them; KERNEL=6.12.
bench:
	@tools/vm/deps build vm
	@tools/bench/bench --kernel $(or $(KERNEL),6.1) $(if $(PROFILE)$(DRIVERS),--drivers "$(or $(PROFILE),$(DRIVERS))") \
		$(if $(PROFILE),profile,table)

rooms:
	@tools/vm/deps bench
	@tools/rooms

bench-plots:
	@tools/vm/deps build vm bench
	@tools/bench/plots --kernel $(or $(KERNEL),6.1)

bench-time:
	@tools/vm/deps build vm
	@tools/bench/time --kernel $(or $(KERNEL),6.1) $(if $(DRIVERS),--drivers "$(DRIVERS)")

breaks:
	@tools/vm/deps build vm
	@tests/breaks

lint:
	@tools/vm/deps build vm check
	@tests/host/style

vm:
	@tools/vm/deps build vm
	@tools/vm/build-modules --kernel $(or $(KERNEL),6.1)
	@tools/vm/run --kernel $(or $(KERNEL),6.1) --udev --interactive --timeout 0 \
		--modules build/modules/$(or $(KERNEL),6.1)/ko --files tests/guest

clean:
	@find scsiport-compat hba tests tools \( -name '*.o' -o -name '*.ko' -o -name '*.mod' -o -name '*.mod.c' \
		-o -name '.*.cmd' -o -name '.*.o.d' -o -name '.*.o.i' -o -name 'modules.order' -o -name 'Module.symvers' \) -delete
	@find scsiport-compat hba tests -type d -name .windows-includes -prune -exec rm -rf {} +
	@grep -rls --include='*_module.c' 'Made by miniport-glue' hba tests | xargs -r rm -f
	@rm -f .*.cmd modules.order Module.symvers
	@rm -rf build/modules build/check build/idioms build/bin build/bin-arm64 build/bench build/ata-cost build/card build/report-card
	@rm -f tools/scsiport-ctl build/version build/scsiport.symvers

distclean: clean
	@rm -rf build

help:
	@echo 'make              build modules and scsiport-ctl for the running kernel (KVER=release or KDIR=folder for another)'
	@echo 'make B=folder     the same there; this folder may be read only. Goes with install too'
	@echo 'make install      install them, with manuals and what miniports are built with (PREFIX=$(PREFIX)); then: modprobe vhba'
	@echo '                  SIGN_KEY=file SIGN_CERT=file: signed, for Secure Boot'
	@echo 'make uninstall    remove what that installed (both: DESTDIR=folder for a package)'
	@echo 'make dkms         install modules that are built again for each new kernel; make dkms-remove removes them'
	@echo 'make dist         a tarball of this version, in build/'
	@echo 'make demo         boot a virtual machine and show what this is, from nothing'
	@echo 'make check        all tests on Debian kernel 6.1, in virtual machines (TESTS="name..." for some, KERNEL=LIST for others)'
	@echo 'make check-debug  the same on a kernel with KASAN, lockdep and more; built once, about 8 minutes'
	@echo 'make check-all    both of these, and what differs between kernels on 6.12, the newest, PREEMPT_RT and arm64'
	@echo 'make check-long   ten minutes of load on PVSCSI in a virtual machine, beside the native driver'
	@echo 'make check-package  Debian packages and make install, in clean systems of Debian 12 and 13 (root only)'
	@echo 'make bench        instructions for each request, all drivers side by side (PROFILE=driver: its functions)'
	@echo 'make bench-plots  draw how they grow, into docs/'
	@echo 'make rooms        draw which source of the port includes which, into docs/'
	@echo 'make bench-time   IOPS and latency by fio, drivers in turn'
	@echo 'make breaks       break the sources, clause by clause: do the tests notice? (about 20 minutes)'
	@echo 'make lint         style checks only'
	@echo 'make vm           a shell in a virtual machine with the modules (KERNEL=6.12 or another: tools/vm/fetch --help)'
	@echo 'make clean        remove what was built; make distclean: kernels and userland of the lab too'
endif
