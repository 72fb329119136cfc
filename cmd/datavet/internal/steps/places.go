package steps

import (
	"go/token"
	"slices"
	"strings"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A Place is one that a finding speaks of, beside its own.
type Place struct {
	Pos, End token.Position
	Text     string
}

// Happening returns the places of f that are on the way to what was found, in the
// order that things happen in: where the transaction begins, the calls on the path,
// and where it commits. The other ones, which only have to do with it, are asides.
func Happening(f report.Told) (begin, calls, commit, asides []Place) {
	for _, r := range f.Related {
		p := Place{r.Pos, r.End, r.Message}
		switch role := analyzers.RelatedRole(r.Message); {
		case role == "begin":
			begin = append(begin, p)
		case role == "commit":
			commit = append(commit, p)
		case role == "path" && len(f.Steps) > 0:
		case role == "call" && len(f.Steps) > 0:
			p.Text = withoutPath(p.Text)
			asides = append(asides, p)
		default:
			asides = append(asides, p)
		}
	}
	for _, s := range f.Steps {
		calls = append(calls, Place{s.Pos, s.End, s.Func + " calls " + s.Callee})
	}
	return begin, calls, commit, asides
}

// withoutPath returns what the message of a call says beside the names on the path
// that begins there, which steps show with their places: "done here" of "done here:
// mail -> smtp.SendMail".
func withoutPath(message string) string {
	message, _, _ = strings.Cut(message, ": ")
	message, _, _ = strings.Cut(message, ", by ")
	return message
}

// Places returns all places of f beside its own, the asides first.
func Places(f report.Told) []Place {
	begin, calls, commit, asides := Happening(f)
	return slices.Concat(asides, begin, calls, commit)
}
