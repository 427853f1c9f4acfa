# SPDX-License-Identifier: GPL-2.0-only
#
# awk -f figures.awk drivers plan functions: what each request cost. Of the repetitions of a measurement
# the least counts: whatever else the guest did meanwhile only adds.

BEGIN { OFS = "\t" }

FNR == 1 { file++ }

file == 1 && !/^#/ {
	split($0, column, "\t")
	own[column[1]] = "," column[2] ","
	next
}

file == 1 { next }

file == 2 {
	line[++lines] = $0
	for (i = 0; i < $10; i++)
		line_of[$1 + i] = lines
	next
}

# add WHAT N: to the mark at hand.
function add(what, n) {
	sum[$1, what] += n
	if (!(what in seen)) {
		seen[what] = ++kinds
		kind[kinds] = what
	}
}

{
	split(line[line_of[$1]], plan, " ")
	if ($2 == "user") {
		add("user", $4)
		next
	}
	if (index(own[plan[2]], "," $2 ",")) {
		add($2, $4)
		add("driver", $4)
		add("port", $5)
		add("clears", $6)
		add("repeated", $7)
	} else {
		add("other", $4)
	}
	add("path", $4)
	if ($2 != "kernel")
		next
	if ($3 ~ /^_raw_(spin|read|write)_(try)?lock/)
		add("locks", $8)
	else if ($3 ~ /^(__)?k[mvz]*alloc|^kmem_cache_alloc|^mempool_alloc$|^__alloc_pages$|^__vmalloc/)
		add("allocations", $8)
	else if ($3 ~ /^(__)?memset(_orig|_erms)?$/)
		add("clears", $8)
}

END {
	for (l = 1; l <= lines; l++) {
		split(line[l], plan, " ")
		depth = plan[5]
		requests = int((plan[9] + depth - 1) / depth) * depth
		for (k = 1; k <= kinds; k++) {
			what = kind[k]
			least = -1
			for (mark = plan[1]; mark < plan[1] + plan[10]; mark++) {
				if (!((mark, what) in sum) && !((mark, "path") in sum))
					continue
				n = sum[mark, what] + 0
				if (least < 0 || n < least)
					least = n
			}
			if (what == "other" || least < 0)
				continue
			# A module of another driver.
			if (!index(own[plan[2]], "," what ",") &&
			    what !~ /^(user|driver|port|clears|repeated|path|locks|allocations)$/)
				continue
			print plan[2], plan[3], plan[4], depth, plan[6], plan[7], plan[8], what,
				sprintf("%.2f", least / requests)
		}
	}
}
