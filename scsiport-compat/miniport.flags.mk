# SPDX-License-Identifier: GPL-2.0-only
#
# How a miniport's sources are compiled; scsiport-compat is this folder. miniport.mk uses it.
miniport-flags := -I$(scsiport-compat)/include
