package fixes

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// context is how many lines stand around a change.
const context = 3

// Diff writes what Write would change, as a unified diff that git apply and patch
// -p1 take in the folder base, an absolute path.
func (r *Result) Diff(w io.Writer, base string) error {
	if real, err := filepath.EvalSymlinks(base); err == nil {
		base = real // as the names are
	}
	out := bufio.NewWriter(w)
	for _, name := range slices.Sorted(maps.Keys(r.Files)) {
		hunks := hunks(lines(r.old[name]), lines(r.Files[name]))
		if len(hunks) == 0 {
			continue
		}
		if rel, err := filepath.Rel(base, name); err == nil {
			name = rel
		}
		name = filepath.ToSlash(name)
		fmt.Fprintf(out, "--- %s\n+++ %s\n", quoted("a/"+name), quoted("b/"+name))
		for _, h := range hunks {
			h.print(out)
		}
	}
	return out.Flush()
}

// quoted returns the name as git has it in a header.
func quoted(name string) string {
	if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r == '"' || r == '\\' || r == 0x7f }) {
		return strconv.Quote(name)
	}
	if strings.Contains(name, " ") {
		return name + "\t" // ends it
	}
	return name
}

// lines splits text behind line feeds.
func lines(text []byte) [][]byte {
	list := bytes.SplitAfter(text, []byte("\n"))
	if len(list[len(list)-1]) == 0 {
		list = list[:len(list)-1]
	}
	return list
}

// A change puts the lines new[c.to:c.toEnd] in the place of old[c.from:c.fromEnd].
type change struct{ from, fromEnd, to, toEnd int }

// A hunk is changes that are near each other.
type hunk struct {
	old, new [][]byte
	changes  []change
}

func hunks(old, new [][]byte) (list []hunk) {
	for _, c := range changes(old, new) {
		if n := len(list); n > 0 {
			last := &list[n-1].changes
			if c.from-(*last)[len(*last)-1].fromEnd <= 2*context {
				*last = append(*last, c)
				continue
			}
		}
		list = append(list, hunk{old, new, []change{c}})
	}
	return list
}

func (h hunk) print(w io.Writer) {
	first, last := h.changes[0], h.changes[len(h.changes)-1]
	before := min(context, first.from)
	after := min(context, len(h.old)-last.fromEnd)
	from, to := first.from-before, first.to-before
	fmt.Fprintf(w, "@@ -%s +%s @@\n", extent(from, last.fromEnd+after), extent(to, last.toEnd+after))
	for _, c := range h.changes {
		print(w, " ", h.old[from:c.from])
		print(w, "-", h.old[c.from:c.fromEnd])
		print(w, "+", h.new[c.to:c.toEnd])
		from = c.fromEnd
	}
	print(w, " ", h.old[from:from+after])
}

// extent says of lines from start to end which is the first and how many they
// are.
func extent(start, end int) string {
	if start == end {
		return fmt.Sprintf("%d,0", start)
	}
	return fmt.Sprintf("%d,%d", start+1, end-start)
}

func print(w io.Writer, mark string, lines [][]byte) {
	for _, line := range lines {
		fmt.Fprintf(w, "%s%s", mark, line)
		if !bytes.HasSuffix(line, []byte("\n")) {
			fmt.Fprint(w, "\n\\ No newline at end of file\n")
		}
	}
}

// changes returns what makes new of old, by Myers' algorithm: the time it takes
// grows with the square of what differs, which is little.
func changes(old, new [][]byte) []change {
	prefix := 0
	for prefix < len(old) && prefix < len(new) && bytes.Equal(old[prefix], new[prefix]) {
		prefix++
	}
	suffix := 0
	for suffix < len(old)-prefix && suffix < len(new)-prefix && bytes.Equal(old[len(old)-1-suffix], new[len(new)-1-suffix]) {
		suffix++
	}
	a, b := old[prefix:len(old)-suffix], new[prefix:len(new)-suffix]

	// reach[k] is how far in a one comes on the diagonal x-y = k with d steps; the
	// states before each step lead back.
	offset := len(a) + len(b) + 1
	reach := make([]int, 2*offset+1)
	var states [][]int
	d := 0
search:
	for ; ; d++ {
		states = append(states, slices.Clone(reach[offset-d-1:offset+d+2]))
		for k := -d; k <= d; k += 2 {
			x := reach[offset+k-1] + 1
			if k == -d || k != d && reach[offset+k-1] < reach[offset+k+1] {
				x = reach[offset+k+1]
			}
			y := x - k
			for x < len(a) && y < len(b) && bytes.Equal(a[x], b[y]) {
				x, y = x+1, y+1
			}
			reach[offset+k] = x
			if x >= len(a) && y >= len(b) {
				break search
			}
		}
	}

	var list []change // backwards
	x, y := len(a), len(b)
	for ; d > 0; d-- {
		at := func(k int) int { return states[d][k+d+1] }
		k := x - y
		prev := k - 1
		if k == -d || k != d && at(k-1) < at(k+1) {
			prev = k + 1
		}
		px := at(prev)
		py := px - prev
		step := change{px, px, py, py + 1} // a line more
		if prev == k-1 {
			step = change{px, px + 1, py, py} // a line less
		}
		if n := len(list); n > 0 && list[n-1].from == step.fromEnd && list[n-1].to == step.toEnd {
			list[n-1].from, list[n-1].to = step.from, step.to
		} else {
			list = append(list, step)
		}
		x, y = px, py
	}
	slices.Reverse(list)
	for i := range list {
		c := &list[i]
		c.from, c.fromEnd, c.to, c.toEnd = c.from+prefix, c.fromEnd+prefix, c.to+prefix, c.toEnd+prefix
	}
	return list
}
