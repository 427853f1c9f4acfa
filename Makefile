# SPDX-License-Identifier: GPL-2.0-only
#
# Every verb of the project; "make help" lists them.

KVER ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KVER)/build
PREFIX ?= /usr/local
MODULE_DIR ?= updates

# Type information for BPF needs a program that Debian's headers do not bring: make it where that is.
BTF := $(if $(shell command -v pahole),,CONFIG_DEBUG_INFO_BTF_MODULES=)

MAKEFLAGS += --no-print-directory

.PHONY: all modules tools install uninstall demo check check-debug check-long bench bench-plots bench-time breaks vm lint clean distclean help

# Where modules go, for a packager: DESTDIR, as all the rest, unless INSTALL_MOD_PATH says something else.
INSTALL_MOD_PATH ?= $(DESTDIR)
run-depmod = depmod $(if $(INSTALL_MOD_PATH),-b $(INSTALL_MOD_PATH)) $(KVER)

all: modules tools

tools: tools/scsiport-ctl

tool-sources := tools/scsiport-ctl.c scsiport-compat/uapi/scsiport_ioctl.h

tools/scsiport-ctl: $(tool-sources)
	$(CC) -O2 -Wall -Wextra $(CFLAGS) $(LDFLAGS) -o $@ $<

# The same for the virtual machines.
build/bin/scsiport-ctl: $(tool-sources)
	@mkdir -p $(@D)
	$(CC) -O2 -Wall -Wextra -Werror -static -o $@ $<

# What tests run in them.
build/bin/sg-readonly: tests/guest/sg-readonly.c
	@mkdir -p $(@D)
	$(CC) -std=gnu11 -O2 -Wall -Wextra -Werror -static -o $@ $<

.PHONY: guest-programs
guest-programs: build/bin/scsiport-ctl build/bin/sg-readonly

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

# miniport-import builds with this tree, so it stays in it, and its manual page does too.
install: modules tools
	$(MAKE) -C $(KDIR) M=$(CURDIR) INSTALL_MOD_PATH=$(INSTALL_MOD_PATH) INSTALL_MOD_DIR=$(MODULE_DIR) \
		modules_install
	$(run-depmod)
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man7 docs/man/*.7
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/share/man/man8 docs/man/*.8
	install -D -m 755 -t $(DESTDIR)$(PREFIX)/sbin tools/scsiport-ctl
	install -D -m 644 -t $(DESTDIR)$(PREFIX)/include/scsiport scsiport-compat/uapi/*.h

uninstall:
	for module in scsiport vhba vhba-hw pvscsi ata; do \
		find $(INSTALL_MOD_PATH)/lib/modules/$(KVER)/$(MODULE_DIR) -name "$$module.ko*" -delete; done
	find $(INSTALL_MOD_PATH)/lib/modules/$(KVER)/$(MODULE_DIR) -depth -type d -empty -delete
	$(run-depmod)
	@# Installed before, without the tool.
	rm -f $(DESTDIR)$(PREFIX)/share/man/man1/miniport-import.1 \
		$(DESTDIR)$(PREFIX)/share/man/man7/scsiport.7 \
		$(DESTDIR)$(PREFIX)/share/man/man8/scsiport-ctl.8 \
		$(DESTDIR)$(PREFIX)/sbin/scsiport-ctl
	rm -rf $(DESTDIR)$(PREFIX)/include/scsiport

demo:
	@tools/demo

check:
	@tools/vm/deps build vm check
	@tests/check $(TESTS)

check-debug:
	@tools/vm/deps build vm check debug
	@tests/check --kernel debug $(TESTS)

check-long:
	@tools/vm/deps build vm
	@tests/check-long

# PROFILE=driver: its functions; DRIVERS="name,...": some of them; KERNEL=6.12.
bench:
	@tools/vm/deps build vm
	@tools/bench/bench --kernel $(or $(KERNEL),6.1) $(if $(PROFILE)$(DRIVERS),--drivers "$(or $(PROFILE),$(DRIVERS))") \
		$(if $(PROFILE),profile,table)

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
	@tests/style

vm:
	@tools/vm/deps build vm
	@tools/vm/build-modules --kernel $(or $(KERNEL),6.1)
	@tools/vm/run --kernel $(or $(KERNEL),6.1) --udev --interactive --timeout 0 \
		--modules build/modules/$(or $(KERNEL),6.1)/ko --files tests

clean:
	@find scsiport-compat hba tests tools \( -name '*.o' -o -name '*.ko' -o -name '*.mod' -o -name '*.mod.c' \
		-o -name '.*.cmd' -o -name '.*.o.i' -o -name 'modules.order' -o -name 'Module.symvers' \) -delete
	@find scsiport-compat hba tests -type d -name .windows-includes -prune -exec rm -rf {} +
	@grep -rls --include='*_module.c' 'Made by miniport-glue' hba tests | xargs -r rm -f
	@rm -f .*.cmd modules.order Module.symvers
	@rm -rf build/modules build/check build/idioms build/bin build/bench build/ata-cost
	@rm -f tools/scsiport-ctl

distclean: clean
	@rm -rf build

help:
	@echo 'make              build modules and scsiport-ctl for the running kernel (KVER=release or KDIR=folder for another)'
	@echo 'make install      install them, with man page (PREFIX=$(PREFIX)); then: modprobe vhba'
	@echo 'make uninstall    remove them (both: DESTDIR=folder for a package)'
	@echo 'make demo         boot a virtual machine and show what this is, from nothing'
	@echo 'make check        all tests on Debian kernels 6.1 and 6.12, in virtual machines (TESTS="name..." for some)'
	@echo 'make check-debug  the same on a kernel with KASAN, lockdep and more; built once, about 8 minutes'
	@echo 'make check-long   ten minutes of load on PVSCSI in a virtual machine, beside the native driver'
	@echo 'make bench        instructions for each request, all drivers side by side (PROFILE=driver: its functions)'
	@echo 'make bench-plots  draw how they grow, into docs/'
	@echo 'make bench-time   IOPS and latency by fio, drivers in turn'
	@echo 'make breaks       break the sources, clause by clause: do the tests notice? (about 20 minutes)'
	@echo 'make lint         style checks only'
	@echo 'make vm           a shell in a virtual machine with the modules (KERNEL=6.1, 6.12, debug or newest)'
	@echo 'make clean        remove what was built; make distclean: kernels and userland of the lab too'
