package enqueueintx_test

import (
	"bytes"
	"go/token"
	"os"
	"regexp"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/datavet/datavet/analyzers/enqueueintx"
	"github.com/datavet/datavet/analyzers/internal/callpath"
)

// Where the begin is a call, the commit is told, too: the call that may make it,
// or the end of the closure that a runner commits after.
func TestCommit(t *testing.T) {
	ends := regexp.MustCompile(`(?i)commit|end\(|done\(|finish`)
	told := map[string]int{}
	for _, result := range analysistest.Run(t, "../../testdata", enqueueintx.Analyzer, "./enqueueintx/...") {
		text := func(pos, end token.Pos) []byte {
			from, to := result.Pass.Fset.Position(pos), result.Pass.Fset.Position(end)
			data, err := os.ReadFile(from.Filename)
			if err != nil {
				t.Fatal(err)
			}
			return data[from.Offset:to.Offset]
		}
		for _, d := range result.Diagnostics {
			begin, commit := -1, -1
			for i, r := range d.Related {
				switch callpath.Role(r.Message) {
				case "begin":
					begin = i
				case "commit":
					commit = i
				}
			}
			at := result.Pass.Fset.Position(d.Pos)
			switch {
			case begin < 0:
				if commit >= 0 {
					t.Errorf("%s: a commit without a begin", at)
				}
				continue
			case commit < 0:
				pos := d.Related[begin].Pos
				if declared := text(pos-token.Pos(result.Pass.Fset.Position(pos).Column-1), pos); !bytes.HasPrefix(declared, []byte("func ")) {
					t.Errorf("%s: no commit of the transaction that begins at %s", at, result.Pass.Fset.Position(pos))
				}
				continue // somebody else commits
			}
			r := d.Related[commit]
			told[r.Message]++
			source := text(r.Pos, r.End)
			if r.Message == callpath.Commit && !ends.Match(source) || r.Message == callpath.CommitAfter && string(source) != "}" {
				t.Errorf("%s: %s: %s", at, r.Message, source)
			}
		}
	}
	if told[callpath.Commit] < 20 || told[callpath.CommitAfter] < 20 {
		t.Error(told)
	}
}
