#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# windows-includes.sh FOLDER INCLUDE SOURCE...
#
# Windows finds a header under any letter case, and with backslashes in its path. For every #include in the
# sources (folders, or files) that Linux would not find, but Windows would, in the folder of the
# file that asks, in the sources in this order, in INCLUDE, or anywhere among the sources, a header of exactly
# that name is made in FOLDER, which leads to the real one. What is there and right is left alone, so
# that make sees no change.
#
# Names with backslashes or spaces would upset what reads the compiler's lists of dependencies. They
# go to FOLDER/system, which is to be given as a folder of system headers, as those are not listed; a line
# mark makes the real header an ordinary one again.
set -eu

folder=$1
include=$2
shift 2
mkdir -p "$folder/system"

new=$folder/.new.$$
trap 'rm -f "$new" "$new.files" "$new.wants"' EXIT

# Every header that there is: its path in lower case, and as it is.
{
	find -H "$include" -name '*.[hH]' 2>/dev/null
	find -H "$@" -type d -name '.?*' -prune -o -type f -name '*.[hH]*' -print 2>/dev/null || true
} | sort -u >"$new.files"

# FILE<tab>NAME for every #include of a name, as it is written.
find -H "$@" -type d -name '.?*' -prune -o -type f -name '*.[chCH]*' -print 2>/dev/null |
	while IFS= read -r file; do
		sed -n 's/^[[:space:]]*#[[:space:]]*include[[:space:]]*[<"]\([^>"]*\)[>"].*/\1/p' "$file" |
			tr -d '\r' | awk -v file="$file" '{ print file "\t" $0 }'
	done | sort -u >"$new.wants"

awk -v headers="$include" -v folder="$folder" -v places="$(printf '%s\n' "$@")" '
	function dir_of(path) { return match(path, /.*\//) ? substr(path, 1, RLENGTH - 1) : "." }
	# A path without "." and "..".
	function plain(path,	part, n, i, kept, depth, result) {
		n = split(path, part, "/")
		for (i = 1; i <= n; i++) {
			if (part[i] == "." || (part[i] == "" && i > 1))
				continue
			if (part[i] == ".." && depth > 0 && kept[depth] != "" && kept[depth] != "..")
				depth--
			else
				kept[++depth] = part[i]
		}
		for (i = 1; i <= depth; i++)
			result = result (i > 1 ? "/" : "") kept[i]
		return result
	}
	BEGIN {
		FS = "\t"
		place_count = split(places, place, "\n")
	}
	NR == FNR {
		path = plain($0)
		real[path] = 1
		lower[tolower(path)] = path
		name = path
		sub(/.*\//, "", name)
		if (!(tolower(name) in by_name))
			by_name[tolower(name)] = path
		if (index(path, plain(headers) "/") == 1)
			ours[tolower(substr(path, length(plain(headers)) + 2))] = path
		next
	}
	{
		wanted = $2
		path = wanted
		gsub(/\\/, "/", path)
		target = ""
		for (i = 0; i <= place_count && target == ""; i++) {
			here = plain((i ? place[i] : dir_of($1)) "/" path)
			if (wanted == path && (here in real))
				next
			if (tolower(here) in lower)
				target = lower[tolower(here)]
		}
		if (target == "" && wanted == path && (plain(headers) "/" path) in real)
			next
		if (target != "")
			;
		else if (tolower(path) in ours)
			target = ours[tolower(path)]
		else {
			# What Linux code includes, which lies beside a miniport at times, is not meant.
			if (path ~ /^(linux|asm|uapi)\//)
				next
			# Among the sources, wherever the longest part of the path is right.
			name = tolower(path)
			sub(/^(\.\.?\/)+/, "", name)
			target = ""
			while (target == "" && name != "") {
				if (index(name, "/") == 0 && (name in by_name))
					target = by_name[name]
				for (candidate in lower)
					if (target == "" && index(name, "/") && length(candidate) > length(name) &&
					    substr(candidate, length(candidate) - length(name)) == "/" name)
						target = lower[candidate]
				if (!sub(/^[^\/]*\//, "", name))
					name = ""
			}
			if (target == "")
				next
		}
		print wanted "\t" target
	}' "$new.files" "$new.wants" | sort -u >"$new"

tab=$(printf '\t')
while IFS=$tab read -r name target; do
	case $target in
	/*) ;;
	*) target=$(pwd)/$target ;;
	esac
	line="#include \"$target\""
	case $name in
	*\\* | *' '*)
		name=system/$name
		line="# 1 \"windows-includes.sh\"
$line"
		;;
	esac
	case $name in
	*/*) mkdir -p "$folder/${name%/*}" ;;
	esac
	if [ ! -f "$folder/$name" ] || [ "$(cat "$folder/$name")" != "$line" ]; then
		printf '%s\n' "$line" >"$folder/$name"
	fi
done <"$new"
