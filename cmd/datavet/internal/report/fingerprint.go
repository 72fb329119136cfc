package report

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Fingerprints fills in the fingerprints of list, which is sorted. One names a
// finding within its file as long as the rule, the function around it and its line,
// blanks aside, stay what they are: not where it stands, nor what the message
// says. Of several that are alike in a file each has its own, by their order.
func Fingerprints(list []Told, s *Sources) {
	type place struct{ file, name string }
	seen := map[place]int{}
	for i := range list {
		f := &list[i]
		line := strings.Join(strings.Fields(s.Line(f.Pos.Filename, f.Pos.Line)), "")
		name := fmt.Sprintf("%q %q %q %q", f.Rule, f.Category, f.Func, line)
		at := place{f.Pos.Filename, name}
		sum := sha256.Sum256(fmt.Appendf(nil, "datavet/v1 %s %d", name, seen[at]))
		seen[at]++
		f.Fingerprint = hex.EncodeToString(sum[:8])
	}
}
