package fixes

import "github.com/datavet/datavet/cmd/datavet/internal/report"

// Edits returns what Write would change in the file called name: edits of whole
// lines, in their order, none of which touches another.
func (r *Result) Edits(name string) []report.Edit {
	old := r.old[name]
	before, after := lines(old), lines(r.Files[name])
	sum := report.Sum(old)
	var list []report.Edit
	at, start := 0, 0 // a line, and its offset
	for _, c := range changes(before, after) {
		start += length(before[at:c.from])
		end := start + length(before[c.from:c.fromEnd])
		var text []byte
		for _, line := range after[c.to:c.toEnd] {
			text = append(text, line...)
		}
		list = append(list, report.Edit{File: name, Start: start, End: end, New: string(text), Sum: sum})
		at, start = c.fromEnd, end
	}
	return list
}

func length(lines [][]byte) int {
	n := 0
	for _, line := range lines {
		n += len(line)
	}
	return n
}
