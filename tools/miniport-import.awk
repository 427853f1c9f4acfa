# SPDX-License-Identifier: GPL-2.0-only
#
# Part of miniport-import: reads one project of a Windows build, whose lines come as FILE<tab>LINE<tab>TEXT, so
# that included files keep their names. Writes WHAT<tab>FILE:LINE<tab>VALUE. For any POSIX awk.
#
#   kind     sources (of the DDK's build), vcxproj, dsp, cmake, makefile
#   config   which configuration, for kinds that have some; all are written as "config"
#
# WHAT: name, type, source, include, define, force (a header before all others), lib, inf, config,
# undefined (a macro that nothing defines), note.

function out(what, text) {
	if (text != "")
		print what "\t" at "\t" text
}

function trim(text) {
	gsub(/^[ \t\f\v]+|[ \t\f\v]+$/, "", text)
	return text
}

function unquote(text) {
	if (text ~ /^".*"$/)
		return substr(text, 2, length(text) - 2)
	return text
}

# replace TEXT OLD NEW: everywhere, none of them being a pattern.
function replace(text, old, new,    i, head) {
	head = ""
	while ((i = index(text, old))) {
		head = head substr(text, 1, i - 1) new
		text = substr(text, i + length(old))
	}
	return head text
}

# $(NAME) and ${NAME} with what is known; $(NAME:.c=.obj) too. What nothing defines stays as it is.
function expand(text,    head, name, end, change, rounds, value) {
	head = ""
	while (match(text, /\$[({][^(){}]*[)}]/)) {
		name = substr(text, RSTART + 2, RLENGTH - 3)
		end = substr(text, RSTART + RLENGTH)
		head = head substr(text, 1, RSTART - 1)
		change = ""
		if (match(name, /:.*=/)) {
			change = substr(name, RSTART + 1)
			name = substr(name, 1, RSTART - 1)
		}
		if (!(name in macro) && (toupper(name) in macro))
			name = toupper(name)
		if (name in macro) {
			value = macro[name]
			if (change != "")
				value = suffixes(value, change)
			if (++rounds < 100)
				text = value end
			else
				text = end
		} else {
			head = head "$(" name ")"
			text = end
		}
	}
	return head text
}

function suffixes(text, change,    n, i, word, from, to, result) {
	from = change
	sub(/=.*/, "", from)
	to = substr(change, length(from) + 2)
	sub(/^%/, "", from)
	sub(/^%/, "", to)
	n = split(expand(text), word, /[ \t]+/)
	result = ""
	for (i = 1; i <= n; i++) {
		if (length(word[i]) > length(from) &&
		    substr(word[i], length(word[i]) - length(from) + 1) == from)
			word[i] = substr(word[i], 1, length(word[i]) - length(from)) to
		result = result (i > 1 ? " " : "") word[i]
	}
	return result
}

# Words of a command line, into word[]; quotes keep blanks and go, a quote behind a backslash stays.
function words(text,    i, c, quoted, n, have, current) {
	n = 0
	have = 0
	current = ""
	for (i = 1; i <= length(text); i++) {
		c = substr(text, i, 1)
		if (c == "\\" && substr(text, i + 1, 1) == "\"") {
			current = current "\""
			have = 1
			i++
		} else if (c == "\"") {
			quoted = !quoted
			have = 1
		} else if ((c == " " || c == "\t") && !quoted) {
			if (have)
				word[++n] = current
			current = ""
			have = 0
		} else {
			current = current c
			have = 1
		}
	}
	if (have)
		word[++n] = current
	return n
}

# Flags of Microsoft's compiler, or of gcc.
function flags(text,    n, i, w) {
	n = words(text)
	for (i = 1; i <= n; i++) {
		w = word[i]
		if (w ~ /^[\/-]FI./)
			out("force", substr(w, 4))
		else if (w ~ /^[\/-]FI$/ || w == "-include")
			out("force", word[++i])
		else if (w ~ /^[\/-][DI]$/)
			out(substr(w, 2) == "D" ? "define" : "include", word[++i])
		else if (w ~ /^[\/-]D./)
			out("define", substr(w, 3))
		else if (w ~ /^[\/-]I./)
			out("include", substr(w, 3))
	}
}

# list WHAT TEXT SEPARATOR
function list(what, text, separator,    n, i, part) {
	n = split(text, part, separator)
	for (i = 1; i <= n; i++)
		out(what, unquote(trim(part[i])))
}

# ---- nmake, the DDK's build, Visual C++ 6: assignments and conditions

function condition(text,    n, i, part, any) {
	n = split(text, part, /\|\|/)
	for (i = 1; i <= n; i++)
		any = any || all_of(part[i])
	return any
}

function all_of(text,    n, i, part) {
	n = split(text, part, "&&")
	for (i = 1; i <= n; i++) {
		if (!single(part[i]))
			return 0
	}
	return 1
}

function single(text,    not, left, right, operator) {
	text = trim(text)
	while (text ~ /^\(.*\)$/ && text !~ /^\([^()]*\).*\(/)
		text = trim(substr(text, 2, length(text) - 2))
	while (text ~ /^!/ && text !~ /^!=/) {
		not = !not
		text = trim(substr(text, 2))
	}
	while (text ~ /^\(.*\)$/)
		text = trim(substr(text, 2, length(text) - 2))
	if (tolower(text) ~ /^defined *\(?/) {
		sub(/^[A-Za-z]+ *\(?/, "", text)
		sub(/\)$/, "", text)
		return not ? !(trim(text) in macro) : trim(text) in macro
	}
	text = expand(text)
	# What nothing defines is nothing.
	gsub(/\$\([^()]*\)/, "", text)
	if (match(text, /==|!=|>=|<=|>|</)) {
		operator = substr(text, RSTART, RLENGTH)
		left = unquote(trim(substr(text, 1, RSTART - 1)))
		right = unquote(trim(substr(text, RSTART + RLENGTH)))
		text = compare(left, operator, right)
	} else {
		text = unquote(trim(text))
		text = text != "" && text != "0"
	}
	return not ? !text : text
}

function compare(left, operator, right) {
	if (left ~ /^(0[xX])?[0-9A-Fa-f]+$/ && right ~ /^(0[xX])?[0-9A-Fa-f]+$/) {
		left = number(left)
		right = number(right)
	}
	if (operator == "==")
		return left == right
	if (operator == "!=")
		return left != right
	if (operator == ">=")
		return left >= right
	if (operator == "<=")
		return left <= right
	return operator == ">" ? left > right : left < right
}

function number(text,    i, n) {
	if (text !~ /^0[xX]/)
		return text + 0
	n = 0
	for (i = 3; i <= length(text); i++)
		n = n * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
	return n
}

# What is read below a condition that does not hold is not read. taken: some branch was.
function directive(text,    verb, rest) {
	sub(/^![ \t]*/, "", text)
	verb = tolower(text)
	sub(/[^a-z].*/, "", verb)
	rest = trim(substr(text, length(verb) + 1))
	if (verb == "else" && tolower(rest) ~ /^if/) {
		verb = "else" tolower(rest)
		sub(/[^a-z].*/, "", verb)
		rest = trim(substr(rest, length(verb) - 3))
	}
	if (verb == "if" || verb == "ifdef" || verb == "ifndef") {
		depth++
		outer[depth] = skipping
		taken[depth] = 0
		branch(verb, rest)
	} else if (verb ~ /^else/ && depth > 0) {
		verb = substr(verb, 5)
		branch(verb == "" ? "always" : verb, rest)
	} else if (verb == "endif" && depth > 0) {
		skipping = outer[depth--]
	}
}

function branch(verb, rest,    holds) {
	if (verb == "always")
		holds = 1
	else if (verb == "if")
		holds = condition(rest)
	else
		holds = (verb == "ifdef") == (trim(rest) in macro)
	skipping = outer[depth] || taken[depth] || !holds
	taken[depth] = taken[depth] || holds
}

# GNU make's: ifeq (a,b), ifdef a, else, endif.
function gnu_directive(text,    a, b) {
	if (text ~ /^ifn?eq/) {
		a = expand(text)
		gsub(/\$\([^()]*\)/, "", a)
		sub(/^ifn?eq *\(?/, "", a)
		sub(/\) *$/, "", a)
		gsub(/["\047]/, "", a)
		b = a
		sub(/,.*/, "", a)
		sub(/^[^,]*,/, "", b)
		directive("!if \"" trim(a) "\"" (text ~ /^ifneq/ ? "!=" : "==") "\"" trim(b) "\"")
	} else {
		directive("!" text)
	}
}

# The logical lines of a makefile: macros, in the order of the file, and the other lines in rule[].
function read_makefile(comment,    i, text, name, value, add) {
	for (i = 1; i <= lines; i++) {
		at = place[i]
		text = line[i]
		if (!comment && text ~ /^[ \t]*#/)
			continue
		while (text ~ /\\[ \t]*$/ && text !~ /^[ \t]*!/ && i < lines) {
			sub(/\\[ \t]*$/, "", text)
			i++
			if (line[i] ~ /^[ \t]*#/)
				text = text " \\"
			else
				text = text " " line[i]
		}
		sub(/\\[ \t]*$/, "", text)
		if (text ~ /^[ \t]*!/) {
			directive(trim(text))
			continue
		}
		if (text ~ /^(ifn?eq[ \t(]|ifn?def[ \t]|else([ \t]|$)|endif([ \t]|$))/) {
			gnu_directive(text)
			continue
		}
		if (skipping)
			continue
		sub(/(^|[ \t])#.*/, "", text)
		if (text ~ /^[ ]*[A-Za-z_0-9.]+[ \t]*[:+?]?=/) {
			name = trim(text)
			sub(/[ \t]*[:+?]?=.*/, "", name)
			value = text
			sub(/^[^=]*=/, "", value)
			value = trim(value)
			add = text ~ /^[^=]*[+]=/
			if (text ~ /^[^=]*[?]=/ && (name in macro))
				continue
			# A macro may be made of what it was before.
			value = replace(value, "$(" name ")", macro[name])
			if (!(name in where))
				order[++orders] = name
			macro[name] = add && (name in macro) ? macro[name] " " value : value
			where[name] = at
		} else if (trim(text) != "") {
			rule[++rules] = text
			rule_at[rules] = at
		}
	}
}

# ---- sources: the file of the DDK's build

function read_sources(    i, n, name) {
	# A free build for AMD64.
	macro["FREEBUILD"] = macro["AMD64"] = macro["_AMD64_"] = 1
	macro["386"] = macro["IA64"] = macro["ARM"] = 0
	macro["DDKBUILDENV"] = macro["BUILD_ALT_DIR"] = "fre"
	macro["TARGETCPU"] = macro["_BUILDARCH"] = macro["TARGET_DIRECTORY"] = "AMD64"
	macro["O"] = "obj"
	macro["OBJ_PATH"] = "."
	read_makefile(0)
	at = where["TARGETNAME"]
	out("name", trim(expand(macro["TARGETNAME"])))
	at = where["TARGETTYPE"]
	out("type", toupper(trim(expand(macro["TARGETTYPE"]))))
	n = split("SOURCES AMD64_SOURCES", name, " ")
	for (i = 1; i <= n; i++) {
		at = where[name[i]]
		list("source", expand(macro[name[i]]), "[ \t]+")
	}
	at = where["INCLUDES"]
	list("include", expand(macro["INCLUDES"]), ";")
	n = split("C_DEFINES USER_C_FLAGS AMD64_FLAGS", name, " ")
	for (i = 1; i <= n; i++) {
		at = where[name[i]]
		flags(expand(macro[name[i]]))
	}
	n = split("TARGETLIBS AMD64_LIBS LINKLIBS", name, " ")
	for (i = 1; i <= n; i++) {
		at = where[name[i]]
		list("lib", expand(macro[name[i]]), "[ \t]+")
	}
	at = where["INF_NAME"]
	if (macro["INF_NAME"] != "")
		out("inf", trim(expand(macro["INF_NAME"])) ".inx")
}

# ---- makefile: lists of objects, best effort

function read_rules(    i, k, n, name, list_of, part) {
	macro["O"] = macro["OUTDIR"] = macro["INTDIR"] = macro["OBJDIR"] = "."
	read_makefile(0)
	for (i = 1; i <= orders; i++)
		makefile_macro(order[i])
	for (i = 1; i <= rules; i++) {
		if (rule[i] !~ /^[^\t :]+\.(sys|SYS|ko|dll)[ \t]*:/ || named)
			continue
		at = rule_at[i]
		name = expand(rule[i])
		sub(/[ \t]*:.*/, "", name)
		out("name", name)
		named = 1
		# Without a list, what the rule says that the module is made of.
		if (!listed) {
			list_of = expand(rule[i])
			sub(/^[^:]*:/, "", list_of)
			n = split(list_of, part, /[ \t]+/)
			for (k = 1; k <= n; k++) {
				if (tolower(part[k]) ~ /\.(obj|o)$/)
					out("source", part[k])
			}
		}
	}
}

function makefile_macro(name,    n, i, part, text) {
	at = where[name]
	text = expand(macro[name])
	if (at == "")
		return
	if (toupper(name) ~ /^(C|CC|CXX|CPP|EXTRA_C|USER_C_|MY_?C?)_?(FLAGS|OPTS|DEFINES|DEFS)$/ ||
	    toupper(name) ~ /^(DEFINES|DEFS|INCLUDES?|INCS?|CDEFS|EXTRA_CFLAGS|CPPFLAGS)$/) {
		flags(text)
		if (toupper(name) ~ /^INC/ && text !~ /[\/-]I/)
			list("include", text, ";")
	} else if (toupper(name) ~ /(^|_)(OBJS?|OBJECTS|OBJECT_FILES|SRCS?|SOURCES|C_?FILES)$/) {
		n = split(text, part, /[ \t]+/)
		for (i = 1; i <= n; i++) {
			if (tolower(part[i]) ~ /\.(obj|o|c|cpp|cxx|cc)$/) {
				listed = 1
				out("source", part[i])
			}
		}
	} else if (toupper(name) ~ /^(TARGET|TARGETNAME|NAME|PROJ|PROJECT|DRIVER|DRIVERNAME|MODULE|OUTPUT)$/ &&
		   text ~ /^[A-Za-z0-9_.\\\/-]+$/ && !named) {
		out("name", text)
		named = 1
	} else if (toupper(name) ~ /LIBS?$|LINK/) {
		list("lib", text, "[ \t]+")
	}
}

# ---- .dsp: Visual C++ 6

function read_dsp(    i, text, value) {
	macro["CFG"] = config
	for (i = 1; i <= lines; i++) {
		at = place[i]
		text = line[i]
		if (text ~ /^!MESSAGE ".*" \(based on/) {
			split(text, part, "\"")
			out("config", part[2])
			continue
		}
		if (text ~ /^!/) {
			directive(text)
			continue
		}
		if (text ~ /^# Microsoft Developer Studio Project File/) {
			split(text, part, "\"")
			project = part[2]
		}
		if (text ~ /^# TARGTYPE/ && text ~ /Console App/)
			out("type", "PROGRAM")
		if (text ~ /^# TARGTYPE/ && text ~ /Static Lib/)
			out("type", "LIBRARY")
		if (skipping)
			continue
		if (text ~ /^# ADD CPP/)
			flags(substr(text, 10))
		else if (text ~ /^# ADD LINK32/)
			linked(substr(text, 13))
		else if (text ~ /^# Begin Source File/)
			source = ""
		else if (text ~ /^SOURCE=/) {
			source = unquote(trim(substr(text, 8)))
			source_at = at
		} else if (text ~ /^# PROP Exclude_From_Build 1/)
			source = ""
		else if (text ~ /^# End Source File/) {
			value = at
			at = source_at
			if (tolower(source) ~ /\.in[fx]$/)
				out("inf", source)
			else if (tolower(source) !~ /\.(h|hpp|txt|ico|bmp)$/)
				out("source", source)
			at = value
		}
	}
	if (!named)
		out("name", project)
}

# What the linker gets: libraries, and the name of what it makes.
function linked(text,    n, i, w) {
	n = words(text)
	for (i = 1; i <= n; i++) {
		w = word[i]
		if (tolower(w) ~ /\.lib$/)
			out("lib", w)
		else if (tolower(w) ~ /^[\/-]out:.*\.sys$/) {
			sub(/^.*[:\\\/]/, "", w)
			out("name", w)
			named = 1
		}
	}
}

# ---- .vcxproj, and the .props that it imports: one element after the other

function attribute(tag, name,    i, rest, quote) {
	i = match(tag, "[ \t\n]" name "[ \t\n]*=[ \t\n]*[\"\047]")
	if (!i)
		return ""
	quote = substr(tag, RSTART + RLENGTH - 1, 1)
	rest = substr(tag, RSTART + RLENGTH)
	return plain_xml(substr(rest, 1, index(rest, quote) - 1))
}

function plain_xml(text) {
	gsub(/&quot;/, "\"", text)
	gsub(/&apos;/, "\047", text)
	gsub(/&lt;/, "<", text)
	gsub(/&gt;/, ">", text)
	gsub(/&amp;/, "\\&", text)
	return text
}

# A condition of MSBuild, as far as machines write them.
function msbuild(text,    n, i, part, any, all, j, m, piece) {
	if (text == "")
		return 1
	text = expand(text)
	gsub(/\$\([^()]*\)/, "", text)
	any = 0
	n = split(text, part, / [oO][rR] /)
	for (i = 1; i <= n; i++) {
		all = 1
		m = split(part[i], piece, / [aA][nN][dD] /)
		for (j = 1; j <= m; j++)
			all = all && msbuild_one(piece[j])
		any = any || all
	}
	return any
}

function msbuild_one(text,    left, right, i) {
	text = trim(text)
	gsub(/^\(|\)$/, "", text)
	if (tolower(text) ~ /^exists/)
		return 1
	i = match(text, /==|!=/)
	if (!i)
		return tolower(text) !~ /false/
	left = tolower(trim(substr(text, 1, i - 1)))
	right = tolower(trim(substr(text, i + 2)))
	gsub(/\047/, "", left)
	gsub(/\047/, "", right)
	return substr(text, i, 2) == "==" ? left == right : left != right
}

function read_vcxproj(    i, whole, place_of) {
	level = 0
	holds_at[0] = 1
	macro["Configuration"] = config
	sub(/\|.*/, "", macro["Configuration"])
	macro["Platform"] = config
	sub(/^[^|]*\|/, "", macro["Platform"])
	macro["ProjectDir"] = "./"
	macro["MSBuildProjectDirectory"] = "."
	macro["ProjectName"] = macro["MSBuildProjectName"] = project_name
	macro["SolutionDir"] = solution
	for (i = 1; i <= lines; i++) {
		whole = whole (whole == "" ? "" : "\n") line[i]
		if (place_of == "")
			place_of = place[i]
		# A tag may go over many lines, a text too.
		if (whole !~ />[ \t]*$/ && i < lines)
			continue
		parse_xml(whole, place_of)
		whole = ""
		place_of = ""
	}
}

function parse_xml(text, where_is,    end, tag, body) {
	at = where_is
	macro["MSBuildThisFileDirectory"] = at
	sub(/[^\/]*$/, "", macro["MSBuildThisFileDirectory"])
	while ((end = index(text, "<"))) {
		text = substr(text, end + 1)
		if (substr(text, 1, 3) == "!--") {
			end = index(text, "-->")
			text = end ? substr(text, end + 3) : ""
			continue
		}
		end = index(text, ">")
		if (!end)
			return
		tag = substr(text, 1, end - 1)
		text = substr(text, end + 1)
		body = text
		sub(/<.*/, "", body)
		if (tag ~ /^[?!]/)
			continue
		if (tag ~ /^\//)
			close_tag()
		else {
			open_tag(tag, trim(plain_xml(body)), where_is)
			if (tag ~ /\/$/)
				close_tag()
		}
	}
}

function open_tag(tag, body, where_is,    name) {
	name = tag
	sub(/[ \t\n\/].*/, "", name)
	element[++level] = name
	holds_at[level] = holds_at[level - 1] && msbuild(attribute(tag, "Condition"))
	if (name == "ProjectConfiguration")
		out("config", attribute(tag, "Include"))
	if (!holds_at[level])
		return
	if (element[level - 1] == "PropertyGroup") {
		property(name, body)
	} else if (element[level - 1] == "ItemGroup" && attribute(tag, "Include") != "") {
		item = attribute(tag, "Include")
		item_kind = name
		item_at = where_is
		item_level = level
	} else if (level == item_level + 1 && item != "") {
		if (name == "ExcludedFromBuild" && tolower(body) ~ /true/)
			item = ""
		else
			setting(name, body)
	} else if (element[level - 2] == "ItemDefinitionGroup") {
		setting(name, body)
	}
}

function close_tag(    saved) {
	if (level == item_level && item != "") {
		saved = at
		at = item_at
		item = expand(item)
		if (item_kind == "Inf" || tolower(item) ~ /\.in[fx]$/)
			out("inf", item)
		else if (item_kind == "ClCompile" || item_kind == "ResourceCompile" ||
			 item_kind ~ /^M?ASM$/ || item_kind == "MessageCompile" || item_kind == "CustomBuild")
			list("source", item, ";")
		at = saved
	}
	if (level == item_level) {
		item = ""
		item_level = -1
	}
	if (level > 0)
		level--
}

function property(name, body) {
	if (name == "ConfigurationType")
		type_is = expand(body)
	macro[name] = replace(body, "$(" name ")", macro[name])
	if (name == "IncludePath")
		list("include", expand(macro[name]), ";")
	if (name == "TargetName")
		target_is = expand(body)
}

function setting(name, body) {
	body = expand(body)
	if (name == "AdditionalIncludeDirectories")
		list("include", body, ";")
	else if (name == "PreprocessorDefinitions")
		list("define", body, ";")
	else if (name == "ForcedIncludeFiles")
		list("force", body, ";")
	else if (name == "AdditionalDependencies")
		list("lib", body, ";")
	else if (name == "AdditionalOptions")
		flags(body)
	else if (name == "OutputFile" && tolower(body) ~ /\.sys$/ && body !~ /\$\(/)
		target_is = body
}

# ---- CMakeLists.txt: commands and their words

function read_cmake(    i, text, c, j, quoted, name, inside, n, current, have) {
	macro["CMAKE_SYSTEM_NAME"] = "Windows"
	macro["WIN32"] = macro["MSVC"] = "TRUE"
	macro["CMAKE_SOURCE_DIR"] = macro["PROJECT_SOURCE_DIR"] = root
	macro["CMAKE_CURRENT_SOURCE_DIR"] = macro["CMAKE_CURRENT_LIST_DIR"] = "."
	macro["CMAKE_SIZEOF_VOID_P"] = 8
	macro["CMAKE_BUILD_TYPE"] = "Release"
	name = ""
	inside = 0
	for (i = 1; i <= lines; i++) {
		text = line[i]
		for (j = 1; j <= length(text) + 1; j++) {
			c = j > length(text) ? "\n" : substr(text, j, 1)
			if (quoted) {
				if (c == "\\" && j < length(text))
					current = current substr(text, ++j, 1)
				else if (c == "\"")
					quoted = 0
				else
					current = current c
				continue
			}
			if (c == "#")
				break
			if (!inside) {
				if (c == "(") {
					inside = 1
					arguments = 0
					current = ""
					have = 0
					at = place[i]
				} else if (c ~ /[ \t\n]/) {
					if (c == "\n")
						name = ""
				} else
					name = name c
				continue
			}
			if (c == "\"") {
				quoted = have = 1
				continue
			}
			if (c == "(")
				inside++
			if (c == ")")
				inside--
			if (c ~ /[ \t\n()]/) {
				if (have)
					argument[++arguments] = current
				current = ""
				have = 0
				if (c ~ /[()]/ && inside > 0)
					argument[++arguments] = c
				if (!inside) {
					command(tolower(name))
					name = ""
				}
				continue
			}
			current = current c
			have = 1
		}
		# A comment ends the word before it, too.
		if (have && !quoted && inside) {
			argument[++arguments] = current
			current = ""
			have = 0
		}
	}
}

function true_of(text) {
	if (text in macro)
		text = macro[text]
	else if (text !~ /^(1|ON|YES|TRUE|Y|[1-9][0-9]*)$/)
		return 0
	return text != "" && toupper(text) !~ /^(0|OFF|NO|FALSE|N|IGNORE|NOTFOUND)$/
}

# if() with NOT, AND, OR, STREQUAL, EQUAL, MATCHES, DEFINED; from left to right.
function cmake_if(    i, value, not, result, joined, left) {
	result = 0
	joined = "OR"
	for (i = 1; i <= arguments; i++) {
		if (argument[i] == "NOT") {
			not = !not
			continue
		}
		if (argument[i] == "AND" || argument[i] == "OR") {
			joined = argument[i]
			continue
		}
		if (argument[i] ~ /^[()]$/)
			continue
		if (argument[i] == "DEFINED") {
			i++
			value = argument[i] in macro
		} else if (argument[i + 1] ~ /^(STREQUAL|EQUAL|MATCHES|VERSION_[A-Z_]*)$/ && i + 2 <= arguments) {
			left = argument[i] in macro ? macro[argument[i]] : expand(argument[i])
			if (argument[i + 1] == "MATCHES")
				value = left ~ argument[i + 2]
			else
				value = left == expand(argument[i + 2])
			i += 2
		} else
			value = true_of(expand(argument[i]))
		value = not ? !value : value
		not = 0
		result = joined == "AND" ? result && value : result || value
	}
	return result
}

function cmake_branch(holds) {
	skipping = outer[depth] || taken[depth] || !holds
	taken[depth] = taken[depth] || holds
}

function command(name,    i, text, first) {
	if (name == "if") {
		depth++
		outer[depth] = skipping
		taken[depth] = 0
		cmake_branch(cmake_if())
		return
	}
	if (name == "elseif" || name == "else") {
		if (depth > 0)
			cmake_branch(name == "else" || cmake_if())
		return
	}
	if (name == "endif") {
		if (depth > 0)
			skipping = outer[depth--]
		return
	}
	if (skipping)
		return
	first = expand(argument[1])
	belongs(name ~ /^target_/ ? first : "")
	text = ""
	for (i = 2; i <= arguments; i++)
		text = text (text == "" ? "" : ";") argument[i]
	if (name == "set") {
		sub(/;(CACHE|PARENT_SCOPE)(;.*)?$/, "", text)
		macro[first] = expand(text)
	} else if (name == "option") {
		if (!(first in macro))
			macro[first] = arguments >= 3 ? argument[3] : "OFF"
	} else if (name == "project") {
		macro["PROJECT_NAME"] = macro["CMAKE_PROJECT_NAME"] = first
	} else if (name == "list" && first == "APPEND") {
		sub(/^[^;]*;?/, "", text)
		first = argument[2]
		macro[first] = macro[first] (macro[first] == "" ? "" : ";") expand(text)
	} else if (name == "file" && first ~ /^GLOB/) {
		sub(/^[^;]*;?/, "", text)
		macro[argument[2]] = text
	} else if (name ~ /^(add_library|add_executable|target_sources|(wdk|km|kmdf|ddk)_add_(driver|library)|add_driver)$/) {
		cmake_target(name, first, text)
	} else if (name ~ /include_directories$/) {
		cmake_words(name ~ /^target/ ? "" : first, text, "include")
	} else if (name ~ /^(add|target)_compile_(definitions)$/ || name == "add_definitions") {
		cmake_words(name ~ /^target/ ? "" : first, text, "define")
	} else if (name ~ /^(add|target)_compile_options$/) {
		cmake_words(name ~ /^target/ ? "" : first, text, "flag")
	} else if (name == "target_link_libraries") {
		cmake_words("", text, "lib")
	}
	belongs("")
}

# Of several targets, what comes after "of" is about that one; after one without a name, about all.
function cmake_target(name, first, text) {
	if (name != "target_sources" && !(first in targets)) {
		targets[first] = 1
		out("target", first)
	}
	belongs(first)
	cmake_words("", text, "source")
}

function belongs(target) {
	print "of\t" at "\t" target
}

function cmake_words(first, text, what,    n, i, part, w) {
	n = split(expand((first == "" ? "" : first ";") text), part, ";")
	for (i = 1; i <= n; i++) {
		w = trim(part[i])
		if (w ~ /^(PRIVATE|PUBLIC|INTERFACE|SYSTEM|BEFORE|AFTER|SHARED|STATIC|MODULE|OBJECT|WIN32|EXCLUDE_FROM_ALL)$/)
			continue
		if (w ~ /^(WINVER|KMDF|NTDDI_VERSION|CUSTOM_ENTRY_POINT|EXTENDED_CPP_FEATURES)$/) {
			# Words of FindWdk's, with a value.
			i++
			continue
		}
		if (w ~ /\$</) {
			out("note", "the generator expression " w " is left out")
			continue
		}
		if (what == "define") {
			sub(/^[\/-]D/, "", w)
			if (w !~ /^[\/-]/)
				out("define", w)
		} else if (what == "flag")
			flags(w)
		else if (what == "source" && tolower(w) ~ /\.in[fx]$/)
			out("inf", w)
		else if (what == "source" && tolower(w) ~ /\.(h|hpp)$/)
			continue
		else
			out(what, w)
	}
}

# ---- switch: where C files include storport.h, and under which conditions

# +d NAME: if it is defined; -d: if not; +v, -v: if it is another number than 0, or not; ? for all others.
function meaning(text) {
	text = trim(text)
	sub(/\/[\/*].*/, "", text)
	gsub(/[ \t]+/, "", text)
	while (text ~ /^\([^()]*(\([^()]*\))?[^()]*\)$/)
		text = substr(text, 2, length(text) - 2)
	if (text ~ /^!?defined\(?[A-Za-z_0-9]+\)?$/) {
		kept = text ~ /^!/ ? "-d " : "+d "
		gsub(/^!?defined\(?|\)$/, "", text)
		return kept text
	}
	if (text ~ /^!?\(?[A-Za-z_][A-Za-z_0-9]*(==1|!=0|>0)?\)?$/) {
		kept = text ~ /^!/ ? "-v " : "+v "
		gsub(/^!?\(?|(==1|!=0|>0)?\)?$/, "", text)
		return kept text
	}
	if (text ~ /^[A-Za-z_][A-Za-z_0-9]*==0$/)
		return "-v " substr(text, 1, length(text) - 3)
	return "? " text
}

function other(text) {
	if (text ~ /^[+]/)
		return "-" substr(text, 2)
	if (text ~ /^-/)
		return "+" substr(text, 2)
	return text
}

function read_switch(    i, j, text, verb, rest, chain) {
	for (i = 1; i <= lines; i++) {
		if (place[i] ~ /:1$/)
			depth = 0
		at = place[i]
		text = trim(line[i])
		if (text ~ /ScsiPortInitialize[ \t]*\(/)
			out("scsiport", "x")
		if (text ~ /StorPortInitialize[ \t]*\(/)
			out("storport", "x")
		if (text !~ /^#/)
			continue
		sub(/^#[ \t]*/, "", text)
		verb = text
		sub(/[^a-z].*/, "", verb)
		rest = trim(substr(text, length(verb) + 1))
		if (verb == "ifdef" || verb == "ifndef") {
			sub(/[^A-Za-z_0-9].*/, "", rest)
			chain_of[++depth] = (verb == "ifdef" ? "+d " : "-d ") rest
			# Not the guard of a header.
			if (verb == "ifndef" && line[i + 1] ~ ("#[ \t]*define[ \t]+" rest "[ \t]*$"))
				chain_of[depth] = ""
		} else if (verb == "if")
			chain_of[++depth] = meaning(rest)
		else if (verb == "else" && depth > 0)
			chain_of[depth] = other(chain_of[depth])
		else if (verb == "elif" && depth > 0)
			chain_of[depth] = chain_of[depth] ~ /^[+]/ && meaning(rest) ~ /^[?]/ ? \
				other(chain_of[depth]) : meaning(rest)
		else if (verb == "endif" && depth > 0)
			depth--
		else if (verb == "define") {
			sub(/[^A-Za-z_0-9].*/, "", rest)
			out("defines", rest)
		} else if (verb == "include" && tolower(rest) ~ /^[<"]storport\.h[>"]/) {
			chain = ""
			for (j = depth; j > 0; j--)
				chain = chain (chain == "" || chain_of[j] == "" ? "" : ";") chain_of[j]
			print "include\t" at "\t" chain
		}
	}
}

BEGIN { FS = "\t" }

{
	lines++
	place[lines] = $1 ":" $2
	line[lines] = substr($0, length($1) + length($2) + 3)
}

END {
	depth = 0
	item_level = -1
	if (kind == "sources")
		read_sources()
	else if (kind == "dsp")
		read_dsp()
	else if (kind == "cmake")
		read_cmake()
	else if (kind == "makefile")
		read_rules()
	else if (kind == "switch")
		read_switch()
	else {
		read_vcxproj()
		at = place[lines]
		out("name", target_is != "" ? target_is : project_name)
		out("type", type_is)
	}
}
