#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-only
#
# Secure Boot: a machine that takes signed modules only takes those that "make install" has signed with a key that
# it knows, and refuses others, in the words of docs/installing.md (signed.prepare looks there).
#
# kernels: 6.1
# cpus: 1
# shellcheck source-path=SCRIPTDIR source=ktap.sh disable=SC2317
. "$(dirname "$0")/ktap.sh"

require dmesg insmod

# refused NAME FOLDER WORDS LOG: insmod ends with these words, and the log has the others.
refused() {
	local since said problem=()

	since=$(log_time)
	if said=$(insmod "$(dirname "$0")/$2/scsiport.ko" 2>&1); then
		rmmod scsiport
		problem+=("it was loaded")
	fi
	[[ $said == *"$3"* ]] || problem+=("insmod says: $said")
	log_has "$since" "$4" || problem+=("the log has no \"$4\":" "$(log_since "$since")")
	ktap_empty "$1" "$(printf '%s\n' "${problem[@]}" | grep . || true)"
}

ktap_match "Secure Boot is on" "Secure boot enabled" "$(dmesg)"
refused "a module without a signature" unsigned "Key was rejected by service" "Loading of unsigned module is rejected"
refused "a module with an unknown key" stranger "Key was rejected by service" "Loading of module with unavailable key is rejected"
if said=$(modprobe vhba 2>&1); then
	ktap_empty "signed modules are loaded, and there is a disk" "$(host_of 0 >/dev/null || echo "there is no host")"
	ktap_match "the log tells the version" "scsiport: version $(cat /sys/module/scsiport/version)\$" "$(dmesg)"
else
	ktap_fail "signed modules are loaded, and there is a disk" "$said"
fi
unload
ktap_exit
