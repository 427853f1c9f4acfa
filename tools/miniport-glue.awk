# SPDX-License-Identifier: GPL-2.0-only
#
# Part of miniport-glue: reads a .inf file, writes C. For any POSIX awk; no interval expressions,
# which mawk does not know.

function complain(line, text) {
	doubtful = 1
	if (quiet)
		return
	said[++said_count] = inf ":" line ": " text
	failed = 1
}

function note(line, text) {
	said[++said_count] = inf ":" line ": note: " text
}

# Everything that there is to say, at the end: what a file of another format is like, line by line, is
# of no use to anybody.
function say(    i) {
	for (i = 1; i <= said_count; i++)
		print said[i] | "cat >&2"
	close("cat >&2")
}

# Form feeds and the like come from editors of old, and are blanks too.
function trim(text) {
	gsub(/^[ \t\f\v]+|[ \t\f\v]+$/, "", text)
	return text
}

# The line without its comment: a semicolon counts outside of quotes only.
function bare(text,    i, c, quoted) {
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\"")
			quoted = !quoted
		else if (c == ";" && !quoted)
			return substr(text, 1, i - 1)
	}
	return text
}

# Splits at separators outside of quotes. Fields keep their quotes.
function fields(text, separator, to,    i, c, quoted, n, start) {
	n = 0
	start = 1
	for (i = 1; i <= length(text) + 1; i++) {
		c = substr(text, i, 1)
		if (c == "\"")
			quoted = !quoted
		else if (i > length(text) || (c == separator && !quoted)) {
			to[++n] = trim(substr(text, start, i - start))
			start = i + 1
		}
	}
	return n
}

# Without its quotes, with %strings% replaced. A doubled quote is one, and "10 % of 20 %" no string.
function value(text, line,    head, name, end) {
	text = trim(text)
	if (text ~ /^".*"$/) {
		text = substr(text, 2, length(text) - 2)
		gsub(/""/, "\"", text)
	}
	head = ""
	while (match(text, /%[^%]*%/)) {
		name = tolower(trim(substr(text, RSTART + 1, RLENGTH - 2)))
		end = substr(text, RSTART + RLENGTH)
		head = head substr(text, 1, RSTART - 1)
		if (name == "")
			head = head "%"
		else if (name in strings)
			head = head strings[name]
		else if (name ~ /^[0-9]+$/ || substr(text, RSTART + 1, 1) == " ")
			head = head substr(text, RSTART, RLENGTH)
		else
			complain(line, substr(text, RSTART, RLENGTH) " is not in [Strings]")
		text = end
	}
	return head text
}

function hex(text,    i, n, d) {
	n = 0
	text = tolower(text)
	for (i = 1; i <= length(text); i++) {
		d = index("0123456789abcdef", substr(text, i, 1))
		if (!d)
			return -1
		n = n * 16 + d - 1
	}
	return length(text) ? n : -1
}

# number TEXT, LINE, NAME: of the field or value that it is of.
function number(text, line, name,    n) {
	text = trim(text)
	if (tolower(text) ~ /^0x/)
		n = hex(substr(text, 3))
	else
		n = text ~ /^[0-9]+$/ ? text + 0 : -1
	if (n < 0 || n > 4294967295) {
		complain(line, name ": " (text == "" ? "the number is missing" : \
			"\"" text "\" is no number of 32 bits"))
		return 0
	}
	return n
}

# ---- reading

function keep(text) {
	text = trim(text)
	if (text == "")
		return
	if (section == "") {
		complain(pending_line, "this is in no section: " text)
		return
	}
	if (gsub(/"/, "&", text) % 2)
		complain(pending_line, "a quote has no end: " text)
	lines++
	line_section[lines] = section
	line_text[lines] = text
	line_number[lines] = pending_line
}

BEGIN {
	sections = 0
	lines = 0
	failed = 0
}

# Ctrl-Z is where a text of DOS ends, whatever follows.
{
	if (ended)
		next
	ended = sub(/\032.*/, "")
	sub(/\r$/, "")
	text = trim(bare($0))
	# A comment among continued lines is none of them; a section ends a list with a comma too many.
	if (pending != "" && text == "" && $0 ~ /;/)
		next
	if (pending != "" && text ~ /^\[/) {
		keep(pending)
		pending = ""
	}
	if (pending == "")
		pending_line = NR
	text = pending text
	if (text ~ /\\$/ && text !~ /^\[/) {
		pending = trim(substr(text, 1, length(text) - 1)) " "
		next
	}
	pending = ""
	if (text == "")
		next
	if (text ~ /^\[/) {
		if (text !~ /^\[[^]]+\]$/) {
			complain(NR, "a section's name has no end: " text)
			next
		}
		section = tolower(trim(substr(text, 2, length(text) - 2)))
		gsub(/^"|"$/, "", section)
		known[section] = 1
		next
	}
	keep(text)
}

# key KEY of a line, or "" if it has none.
function split_line(i,    at) {
	at = fields(line_text[i], "=", part)
	if (at < 2) {
		key = ""
		rest = line_text[i]
		return
	}
	key = part[1]
	rest = trim(substr(line_text[i], index(line_text[i], "=") + 1))
	# A quoted key may hold the character itself.
	if (key ~ /^"/)
		rest = trim(substr(line_text[i], length(key) + index(substr(line_text[i],
			length(key) + 1), "=") + 1))
}

# Strings first, since everything else uses them. Those of a language are better than none.
function read_strings(    i, name, pass) {
	for (pass = 1; pass <= 2; pass++) {
		for (i = 1; i <= lines; i++) {
			if (pass == 1 ? line_section[i] != "strings" : line_section[i] !~ /^strings\./)
				continue
			split_line(i)
			name = tolower(key)
			gsub(/^"|"$/, "", name)
			if (name == "")
				note(line_number[i], "no \"=\", so this names no string: " line_text[i])
			else if (!(name in strings))
				strings[name] = value(rest, line_number[i])
		}
	}
}

# What [Version] says of a name, for people only: a string that is missing there is nobody's mistake.
function about(name,    i, text) {
	for (i = 1; i <= lines; i++) {
		if (line_section[i] != "version")
			continue
		split_line(i)
		if (tolower(key) != name)
			continue
		quiet = 1
		doubtful = 0
		text = value(rest, line_number[i])
		quiet = 0
		return doubtful ? "" : text
	}
	return ""
}

# One hardware id: PCI\VEN_xxxx&DEV_yyyy[&SUBSYS_sssssvvvv][&REV_rr], PCI\VEN_xxxx[&CC_..], PCI\CC_ccss[pp].
function pci_id(id, line,    n, i, p, vendor, device, subvendor, subdevice, class, mask, entry) {
	id = tolower(id)
	if (substr(id, 1, 4) != "pci\\")
		return
	vendor = device = subvendor = subdevice = "PCI_ANY_ID"
	class = mask = "0"
	n = split(substr(id, 5), p, "&")
	for (i = 1; i <= n; i++) {
		if (p[i] ~ /^ven_[0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/)
			vendor = "0x" substr(p[i], 5)
		else if (p[i] ~ /^dev_[0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/)
			device = "0x" substr(p[i], 5)
		else if (p[i] ~ /^subsys_[0-9a-f]+$/ && length(p[i]) == 15) {
			subdevice = "0x" substr(p[i], 8, 4)
			subvendor = "0x" substr(p[i], 12, 4)
		} else if (p[i] ~ /^cc_[0-9a-f]+$/ && (length(p[i]) == 7 || length(p[i]) == 9)) {
			class = "0x" substr(p[i], 4) (length(p[i]) == 7 ? "00" : "")
			mask = length(p[i]) == 7 ? "0xffff00" : "0xffffff"
		} else if (p[i] !~ /^rev_[0-9a-f][0-9a-f]$/) {
			# Linux ids know no revision: the miniport looks at it, if it matters.
			complain(line, "\"" p[i] "\" is no part of a PCI id: " id)
			return
		}
	}
	if (vendor == "PCI_ANY_ID" && class == "0") {
		complain(line, "this id fits every device: " id)
		return
	}
	entry = ".vendor = " vendor ", .device = " device ", .subvendor = " subvendor \
		", .subdevice = " subdevice (class == "0" ? "" : ", .class = " class ", .class_mask = " mask)
	if (!(entry in have_id)) {
		have_id[entry] = 1
		ids[++id_count] = entry
	}
}

# The Models sections that [Manufacturer] names, for whatever system.
function read_models(    i, j, n, name, f) {
	for (i = 1; i <= lines; i++) {
		if (line_section[i] != "manufacturer")
			continue
		split_line(i)
		n = fields(rest, ",", f)
		name = tolower(value(f[1], line_number[i]))
		if (name == "") {
			complain(line_number[i], "no Models section: " line_text[i])
			continue
		}
		models[name] = 1
		for (j = 2; j <= n; j++)
			models[name "." tolower(value(f[j], line_number[i]))] = 1
		for (j = 1; j < n; j++)
			found = found || (name "." tolower(value(f[j + 1], line_number[i]))) in known
		if (!(name in known) && !found)
			complain(line_number[i], "there is no section [" name "]")
		found = 0
	}
	for (i = 1; i <= lines; i++) {
		if (!(line_section[i] in models))
			continue
		split_line(i)
		n = fields(rest, ",", f)
		if (key == "" || n < 2) {
			complain(line_number[i], "no \"description = install section, hardware id\": " \
				line_text[i])
			continue
		}
		if (title == "")
			title = value(key, line_number[i])
		for (j = 2; j <= n; j++)
			pci_id(value(f[j], line_number[i]), line_number[i])
	}
}

# A REG_BINARY of bytes, lowest first, as a number in C.
function binary(f, from, n, line, name,    i, b, text) {
	text = ""
	for (i = from; i <= n; i++) {
		b = f[i]
		sub(/^0[xX]/, "", b)
		if (hex(b) < 0 || hex(b) > 255 || i - from > 7) {
			complain(line, name ": this is no number of up to 8 bytes, lowest first")
			return "0"
		}
		text = sprintf("%02x", hex(b)) text
	}
	if (text == "")
		complain(line, name ": the bytes are missing")
	return "0x" text "ULL"
}

function c_string(text) {
	gsub(/\\/, "&&", text)
	gsub(/"/, "\\\"", text)
	return "\"" text "\""
}

function set_default(field, text) {
	if (!(field in defaults))
		fields_set[++field_count] = field
	defaults[field] = text
}

# A character of 8 bits as C writes it, in octal: what follows cannot be part of it.
function c_byte(n) {
	return sprintf("\\%03o", n)
}

# What a miniport finds under its RegistryPath: a line of C for the table that nt/service.c reads. What is
# wrong with a value is said by whom it concerns.
function table_entry(subkey, name, flags, type, f, n, line,    i, kind, data, size, number_, b) {
	kind = int(flags / 65536) % 16
	size = 0
	quiet = 1
	doubtful = 0
	data = ""
	if (type == "number") {
		kind = "REG_DWORD"
		number_ = number(n >= 5 ? value(f[5], line) : "0", line, name)
		for (size = 0; size < 4; size++) {
			data = data c_byte(number_ % 256)
			number_ = int(number_ / 256)
		}
	} else if (type == "binary") {
		kind = kind == 1 ? "REG_DWORD" : kind == 2 ? "REG_NONE" : "REG_BINARY"
		for (i = 5; i <= n; i++) {
			b = f[i]
			sub(/^0[xX]/, "", b)
			if (hex(b) < 0 || hex(b) > 255)
				doubtful = 1
			else
				data = data c_byte(hex(b))
			size++
		}
	} else {
		for (i = 5; i <= (kind == 1 ? n : 5); i++) {
			b = i <= n ? value(f[i], line) : ""
			data = data "\" " substr(c_string(b), 1, length(c_string(b)) - 1) "\\0"
			size += length(b) + 1
		}
		data = substr(data, 4) (kind == 1 ? "\\0" : "")
		size += kind == 1
		kind = kind == 1 ? "REG_MULTI_SZ" : kind == 2 ? "REG_EXPAND_SZ" : "REG_SZ"
	}
	gsub(/\\+/, "\\", subkey)
	quiet = 0
	if (!doubtful)
		entries[++entry_count] = c_string(subkey) ", " c_string(name) ", " kind ", \"" data "\", " size
}

# HKR, subkey, name, flags, data...
function registry(i,    n, f, subkey, shown, name, flags, line, type, interface) {
	line = line_number[i]
	n = fields(line_text[i], ",", f)
	if (tolower(f[1]) != "hkr")
		return
	subkey = tolower(value(f[2], line))
	gsub(/\\+/, "\\", subkey)
	if (subkey !~ /^parameters(\\|$)/)
		return
	name = n >= 3 ? value(f[3], line) : ""
	flags = n >= 4 && f[4] != "" ? number(value(f[4], line), line, "flags of \"" name "\"") : 0
	# FLG_ADDREG_DELVAL and FLG_ADDREG_KEYONLY: no value is set.
	if (int(flags / 4) % 2 || int(flags / 16) % 2)
		return
	# FLG_ADDREG_BINVALUETYPE, and the type above it: 1 binary, 0x10001 a number, or its bytes.
	type = flags % 2 ? (int(flags / 65536) == 1 && n <= 5 ? "number" : "binary") : "text"
	table_entry(value(f[2], line), name, flags, type, f, n, line)
	if (subkey == "parameters\\pnpinterface") {
		interface = number(name, line, "PnpInterface")
		if (interface < 32)
			pnp = pnp (pnp == "" ? "" : " | ") "BIT(" interface ")"
		else
			complain(line, "PnpInterface: there is no interface type " interface)
		return
	}
	if (subkey !~ /^parameters(\\device)?$/)
		return
	shown = name
	name = tolower(name)
	if (name == "driverparameter" || name == "driverparameters") {
		if (type != "text")
			complain(line, shown ": must be text")
		set_default("driver_parameter", c_string(n >= 5 ? value(f[5], line) : ""))
	} else if (name in registry_switch) {
		set_default(registry_switch[name], "true")
	} else if (name in registry_number) {
		if (type == "binary")
			set_default(registry_number[name], binary(f, 5, n, line, shown))
		else
			set_default(registry_number[name],
				number(n >= 5 ? value(f[5], line) : "", line, shown))
	} else if (name != "") {
		note(line, "\"" shown "\" means nothing here but to the miniport")
	}
}

# Registry values are in the sections that some AddReg names; which one belongs to whom does not
# matter, since only those of the service begin with Parameters.
function read_registry(    i, j, n, f, name) {
	split("maximumsglist numberofrequests maximumlogicalunit initiatortargetid iotimeoutvalue " \
		"uncachedextalignment minimumucxaddress maximumucxaddress", f, " ")
	split("maximum_sg_list number_of_requests maximum_logical_unit initiator_target_id " \
		"io_timeout_value uncached_ext_alignment minimum_ucx_address maximum_ucx_address", part, " ")
	for (i = 1; i <= 8; i++)
		registry_number[f[i]] = part[i]
	split("disablesynchronoustransfers disabledisconnects disabletaggedqueuing " \
		"disablemultiplerequests", f, " ")
	split("disable_synchronous_transfers disable_disconnects disable_tagged_queuing " \
		"disable_multiple_requests", part, " ")
	for (i = 1; i <= 4; i++)
		registry_switch[f[i]] = part[i]
	for (i = 1; i <= lines; i++) {
		split_line(i)
		if (tolower(key) != "addreg")
			continue
		n = fields(rest, ",", f)
		for (j = 1; j <= n; j++)
			adds[tolower(value(f[j], line_number[i]))] = line_number[i]
	}
	for (name in adds) {
		if (name != "" && !(name in known))
			note(adds[name], "AddReg: there is no section [" name "]")
	}
	for (i = 1; i <= lines; i++) {
		if (line_section[i] in adds)
			registry(i)
	}
}

# Ids from the command line: vendor:device, in hexadecimal.
function more_ids(    n, i, p, list) {
	n = split(pci_ids, list, /[ \t,]+/)
	for (i = 1; i <= n; i++) {
		if (list[i] == "")
			continue
		if (tolower(list[i]) !~ /^[0-9a-f][0-9a-f][0-9a-f][0-9a-f]:[0-9a-f][0-9a-f][0-9a-f][0-9a-f]$/) {
			said[++said_count] = "miniport-glue: \"" list[i] "\" is no PCI id, as 15ad:07c0 is"
			failed = 1
			continue
		}
		split(list[i], p, ":")
		pci_id("PCI\\VEN_" p[1] "&DEV_" p[2], 0)
	}
}

# A file without [Version]. That of Windows NT 4 is a program for its text-mode setup.
function wrong_format() {
	if (("identification" in known) && ("options" in known)) {
		said_count = 0
		complain(1, "this is an oemsetup.inf of Windows NT 4, which has no PCI ids. Use the .inf of the" \
			" package for Windows 2000 or later instead, which has a section [Version] (" module "-inf :=" \
			" FILE in the Makefile), or none, and say " module "-pci-ids := VENDOR:DEVICE there")
	} else if (("disks" in known) && ("defaults" in known)) {
		said_count = 0
		complain(1, "this is a txtsetup.oem, for a floppy disk of Windows' setup. Use the .inf of the" \
			" same package instead (" module "-inf := FILE in the Makefile)")
	} else {
		complain(1, "there is no section [Version]: this is no .inf file")
	}
}

# ---- writing

function write_ids(    i, n, names) {
	if (id_count) {
		print "static const struct pci_device_id " c "_pci_ids[] = {"
		for (i = 1; i <= id_count; i++)
			print "\t{ " ids[i] " },"
		print "\t{ }"
		print "};"
		if (autoload != "no")
			print "MODULE_DEVICE_TABLE(pci, " c "_pci_ids);\n"
	}
	n = split(platform_ids, names, /[ \t,]+/)
	if (n) {
		print "static const struct platform_device_id " c "_platform_ids[] = {"
		for (i = 1; i <= n; i++) {
			if (names[i] != "")
				print "\t{ .name = " c_string(names[i]) " },"
		}
		print "\t{ }"
		print "};"
		if (autoload != "no")
			print "MODULE_DEVICE_TABLE(platform, " c "_platform_ids);\n"
	}
}

function write_registry(    i) {
	if (!entry_count)
		return
	print "enum { REG_NONE, REG_SZ, REG_EXPAND_SZ, REG_BINARY, REG_DWORD, REG_MULTI_SZ = 7 };\n"
	print "static const struct port_registry_value " c "_registry[] = {"
	for (i = 1; i <= entry_count; i++)
		print "\t{ " entries[i] " },"
	print "\t{ }"
	print "};\n"
}

function write_module(    i) {
	print "static struct port_miniport " c " = {"
	print "\t.name = " c_string(module) ","
	print "\t.owner = THIS_MODULE,"
	print "\t.driver_entry = DriverEntry,"
	if (id_count)
		print "\t.pci_ids = " c "_pci_ids,"
	if (platform_ids ~ /[^ \t]/)
		print "\t.platform_ids = " c "_platform_ids,"
	if (entry_count)
		print "\t.registry = " c "_registry,"
	print "\t.reset_hold = 4,"
	if (!("initiator_target_id" in defaults))
		set_default("initiator_target_id", "PORT_NO_INITIATOR")
	if (pnp != "")
		set_default("pnp_interfaces", pnp)
	for (i = 1; i <= field_count; i++)
		print "\t." fields_set[i] " = " defaults[fields_set[i]] ","
	print "};\n"
	print "PORT_MINIPORT_PARAMETERS(" c ");"
	print "port_module_miniport(" c ");\n"
}

END {
	if (pending != "" && !ended)
		complain(NR, "the last line is continued")
	keep(pending)
	if (inf != "" && !("version" in known)) {
		wrong_format()
		say()
		exit 1
	}
	read_strings()
	read_models()
	read_registry()
	more_ids()
	say()
	if (failed)
		exit 1
	c = module
	gsub(/[^A-Za-z0-9_]/, "_", c)
	print "// SPDX-License-Identifier: GPL-2.0-only"
	print "/* Made by miniport-glue" (inf == "" ? "" : " from " inf) "; it will be made again. */"
	print "#include <linux/module.h>\n"
	print "#include \"miniport_module.h\"\n"
	print "unsigned int DriverEntry(void *driver_object, void *registry_path);\n"
	write_ids()
	write_registry()
	write_module()
	if (softdep != "")
		print "MODULE_SOFTDEP(" c_string(softdep) ");"
	if (description == "")
		description = title == "" ? module " (ScsiPort miniport)" : title " (ScsiPort miniport)"
	print "MODULE_DESCRIPTION(" c_string(description) ");"
	if (author == "")
		author = about("provider")
	if (author != "")
		print "MODULE_AUTHOR(" c_string(author) ");"
	# DriverVer is a date, and a version after a comma.
	if (version == "" && split(about("driverver"), part, ",") > 1)
		version = trim(part[2])
	if (version != "")
		print "MODULE_VERSION(" c_string(version) ");"
	print "MODULE_LICENSE(" c_string(license) ");"
}
