# SPDX-License-Identifier: GPL-2.0-only
#
# Two report cards, card.json each, one finding on each line: what is another verdict, or on one of them only.

function field(name,   text) {
	if (!match($0, "\"" name "\": \"([^\"\\\\]|\\\\.)*\""))
		return ""
	text = substr($0, RSTART, RLENGTH)
	sub("^\"" name "\": \"", "", text)
	sub(/"$/, "", text)
	gsub(/\\"/, "\"", text)
	return text
}

FNR == 1 {
	card++
	name[card] = field("name")
}

/^\{"section": / {
	key = field("phase") " " field("section") ": " field("title")
	if (!(key in seen))
		order[++n] = key
	seen[key] = 1
	verdict[card, key] = field("verdict")
}

END {
	if (card != 2 || !n) {
		print "report-card: these are no two cards" >"/dev/stderr"
		exit 2
	}
	print "first:  " name[1] " (" ARGV[1] ")\nsecond: " name[2] " (" ARGV[2] ")\n"
	for (i = 1; i <= n; i++) {
		first = verdict[1, order[i]] == "" ? "-" : verdict[1, order[i]]
		second = verdict[2, order[i]] == "" ? "-" : verdict[2, order[i]]
		if (first == second)
			continue
		printf "%-8s -> %-8s %s\n", first, second, order[i]
		changed = 1
	}
	if (!changed)
		print "no difference"
	exit changed
}
