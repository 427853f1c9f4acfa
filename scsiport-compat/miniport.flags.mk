# SPDX-License-Identifier: GPL-2.0-only
#
# How a miniport's sources are compiled; scsiport-compat is this folder. miniport.mk uses it.
miniport-flags := -I$(scsiport-compat)/include
# Old C may warn, but must compile.
miniport-flags += -Wno-error=strict-prototypes -Wno-error=old-style-definition
