# SPDX-License-Identifier: GPL-2.0-only
#
# The page of a report card, from the findings: as text, HTML or JSON (form).

function escape(text) {
	if (form == "html") {
		gsub(/&/, "\\&amp;", text)
		gsub(/</, "\\&lt;", text)
		gsub(/>/, "\\&gt;", text)
	} else if (form == "json") {
		gsub(/\\/, "\\\\", text)
		gsub(/"/, "\\\"", text)
		gsub(/[\001-\037]/, " ", text)
	}
	return text
}

# The lines of a file, or nothing.
function content(file,   line, text) {
	while ((getline line < file) > 0)
		text = text line "\n"
	close(file)
	return text
}

function verdict_of() {
	if (count["miniport"])
		return count["miniport"] " fault" (count["miniport"] == 1 ? "" : "s") " of the miniport" \
			(count["port"] ? ", " count["port"] " of the port" : "")
	return count["port"] ? count["port"] " faults of the port" : "no fault"
}

function write_text(  i, section) {
	print "Report card of " name ": " verdict_of()
	print ""
	printf "scsiport %s, kernels %s; %d min %d s\n", version, kernels, seconds / 60, seconds % 60
	if (parameters != "")
		print "parameters: " parameters
	print count["pass"] + 0 " passed, " count["miniport"] + 0 " miniport, " count["port"] + 0 " port, " \
		count["advice"] + 0 " advice, " count["skip"] + 0 " skipped"
	for (i = 1; i <= n; i++) {
		if (what[i] != section) {
			section = what[i]
			print "\n" toupper(section)
		}
		printf "  %-8s %-6s %s\n", verdict[i] == "pass" ? "ok" : toupper(verdict[i]), phase[i], title[i]
		if (detail[i] != "")
			print "                  " detail[i]
	}
	print "\nLIMITS AND UNITS\n" content(limits)
	print "HOW LONG ROUTINES TAKE (one instruction is 1 ns)\n" content(histograms ".txt")
}

function write_json(  i) {
	printf "{\"name\": \"%s\", \"scsiport\": \"%s\", \"kernels\": \"%s\", \"seconds\": %d, ", escape(name), escape(version), \
		escape(kernels), seconds
	printf "\"parameters\": \"%s\", \"qemu\": \"%s\",\n", escape(parameters), escape(qemu)
	printf "\"pass\": %d, \"miniport\": %d, \"port\": %d, \"advice\": %d, \"skip\": %d,\n\"findings\": [\n", count["pass"], \
		count["miniport"], count["port"], count["advice"], count["skip"]
	for (i = 1; i <= n; i++)
		printf "{\"section\": \"%s\", \"phase\": \"%s\", \"verdict\": \"%s\", \"title\": \"%s\", \"detail\": \"%s\"}%s\n", \
			what[i], phase[i], verdict[i], escape(title[i]), escape(detail[i]), i < n ? "," : ""
	print "]}"
}

function write_html(  i, section) {
	print "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Report card of " escape(name) "</title>\n<style>"
	print "body { font: 15px/1.4 sans-serif; max-width: 60em; margin: 2em auto; color: #222 }"
	print "table { border-collapse: collapse; width: 100% } td { padding: 2px 8px; vertical-align: top; border-top: 1px solid #ddd }"
	print ".pass { color: #208040 } .miniport, .port { color: #c03030; font-weight: bold } .advice, .skip { color: #806020 }"
	print "pre { background: #f4f4f4; padding: 8px; overflow-x: auto } .detail { color: #555 }\n</style></head><body>"
	print "<h1>Report card of " escape(name) "</h1>\n<p><b>" verdict_of() "</b></p>"
	printf "<p>scsiport %s, kernels %s; %d min %d s. %d passed, %d miniport, %d port, %d advice, %d skipped.</p>\n", \
		escape(version), escape(kernels), seconds / 60, seconds % 60, count["pass"], count["miniport"], count["port"], \
		count["advice"], count["skip"]
	for (i = 1; i <= n; i++) {
		if (what[i] != section) {
			if (section != "")
				print "</table>"
			section = what[i]
			print "<h2>" section "</h2>\n<table>"
		}
		printf "<tr><td class=\"%s\">%s</td><td>%s</td><td>%s%s</td></tr>\n", verdict[i], verdict[i], phase[i], \
			escape(title[i]), detail[i] == "" ? "" : "<br><span class=\"detail\">" escape(detail[i]) "</span>"
	}
	print "</table>\n<h2>limits and units</h2>\n<pre>" escape(content(limits)) "</pre>"
	print "<h2>how long routines take</h2>\n<p>One instruction is a nanosecond.</p>\n" content(histograms ".svg") "\n</body></html>"
}

BEGIN {
	# In this order, whatever machine found it.
	order = "limits load scsi data recovery budget cost verifier kernel"
}

{
	phase[NR] = $1
	what[NR] = $2
	verdict[NR] = $3
	title[NR] = $4
	detail[NR] = $5
	count[$3]++
}

function sort_findings(  words, sections, i, j, m) {
	sections = split(order, words, " ")
	for (i = 1; i <= sections; i++) {
		for (j = 1; j <= NR; j++) {
			if (what[j] != words[i])
				continue
			m++
			sorted[m] = j
		}
	}
	n = m
	for (i = 1; i <= n; i++) {
		j = sorted[i]
		p2[i] = phase[j]; w2[i] = what[j]; v2[i] = verdict[j]; t2[i] = title[j]; d2[i] = detail[j]
	}
	for (i = 1; i <= n; i++) {
		phase[i] = p2[i]; what[i] = w2[i]; verdict[i] = v2[i]; title[i] = t2[i]; detail[i] = d2[i]
	}
}

END {
	sort_findings()
	if (form == "json")
		write_json()
	else if (form == "html")
		write_html()
	else
		write_text()
}
