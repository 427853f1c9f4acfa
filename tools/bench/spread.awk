# SPDX-License-Identifier: GPL-2.0-only
#
# Lines "DRIVER IOPS P50 P99 P99.9" of rounds in turn, microseconds: median, least and most of each.

function insert(list, n, value,   i) {
	for (i = n; i > 1 && list[i - 1] > value; i--)
		list[i] = list[i - 1]
	list[i] = value
}

function spread(name, field,   sorted, i, n) {
	n = rounds[name]
	for (i = 1; i <= n; i++)
		insert(sorted, i, value[name, field, i])
	return sprintf("%.0f (%.0f-%.0f)", (sorted[int((n + 1) / 2)] + sorted[int(n / 2) + 1]) / 2,
		sorted[1], sorted[n])
}

/^#/ || NF != 5 { next }

{
	if (!($1 in rounds))
		order[++names] = $1
	rounds[$1]++
	for (field = 2; field <= 5; field++)
		value[$1, field, rounds[$1]] = $field + 0
}

END {
	format = "%-16s %24s %20s %20s %22s\n"
	printf format, "driver", "requests/s", "median, us", "99 %, us", "99.9 %, us"
	for (i = 1; i <= names; i++)
		printf format, order[i], spread(order[i], 2), spread(order[i], 3), spread(order[i], 4),
			spread(order[i], 5)
}
