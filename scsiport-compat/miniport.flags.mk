# SPDX-License-Identifier: GPL-2.0-only
miniport-flags := -I$(dir $(lastword $(MAKEFILE_LIST)))include -fno-builtin -fsigned-char -fms-extensions -mms-bitfields
