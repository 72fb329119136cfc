package fixes

import (
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// TestEdits: edits of lines make of the old text what was meant.
func TestEdits(t *testing.T) {
	for _, test := range []struct{ old, new string }{
		{"", ""},
		{"", "a\n"},
		{"a\n", ""},
		{"a\nb\nc\n", "a\nB\nc\n"},
		{"a\nb\nc\nd\n", "x\na\nc\nd\ny"},
		{"a\nb", "a\nb\n"},
		{"ä\r\nö\r\n", "ä\r\nü\r\n"},
	} {
		r := &Result{Files: map[string][]byte{"f": []byte(test.new)}, old: map[string][]byte{"f": []byte(test.old)}}
		edits := r.Edits("f")
		got, end := "", 0
		for _, e := range edits {
			if e.Start < end || e.Sum != report.Sum([]byte(test.old)) {
				t.Errorf("%q to %q: %+v", test.old, test.new, edits)
			}
			got += test.old[end:e.Start] + e.New
			end = e.End
		}
		if got += test.old[end:]; got != test.new {
			t.Errorf("%q to %q: %q by %+v", test.old, test.new, got, edits)
		}
	}
}
