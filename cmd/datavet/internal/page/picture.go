package page

import (
	"path/filepath"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A role is what a related place is in a transaction.
type role int

const (
	other role = iota
	begins
	commits
	onPath // of the call path, which a finding has as steps, too
)

func roleOf(r report.Related) role {
	switch analyzers.RelatedRole(r.Message) {
	case "begin":
		return begins
	case "commit":
		return commits
	case "path":
		return onPath
	}
	return other
}

// callPath returns the functions on a finding's call path.
func callPath(t *report.Told) []string {
	var names []string
	for _, s := range t.Steps {
		names = append(names, s.Callee)
	}
	if names == nil {
		for _, symbol := range t.Path {
			names = append(names, analyzers.SymbolName(symbol))
		}
	}
	return names
}

// A hazard is what a picture says of a kind of finding.
type hazard struct {
	Early string // what an effect is, as the transaction is still open
	Left  string // what is left of it after a rollback
	// What follows if the transaction commits, and if it rolls back.
	CommitText, RollbackText string
}

// leftOpen is the key of what has no end.
const leftOpen = "txleak/open"

// hazards are what pictures say, by rule and category.
var hazards = map[string]hazard{
	"enqueueintx/enqueue": {"too early", "job still runs",
		"a worker may have looked for the rows before it could see them.",
		"the rows are gone, and the job runs all the same."},
	"enqueueintx/publish": {"too early", "message is out",
		"who got the message may have read the rows as they were.",
		"the rows are gone, and the message has told of them."},
	"enqueueintx/mail": {"too early", "mail is sent",
		"the mail may have been there before the rows.",
		"the rows are gone, and nothing takes the mail back."},
	"enqueueintx/call": {"too early", "call was made",
		"the transaction has held its locks while the call waited for its answer.",
		"the rows are gone, and the other side keeps what the call did."},
	"enqueueintx/storage": {"too early", "file is gone",
		"the file was missing while its row could still be read.",
		"the row is back, and the file isn't."},
	"enqueueintx/hook": {"too early", "it is out",
		"what left may have been used before the rows could be seen.",
		"the rows are gone, and what left isn't taken back."},
	"outerhandle/outer": {"unseen", "query stands",
		"the query hasn't seen what the transaction changed, and may have waited for its locks.",
		"the rows are gone, and what the query wrote stays."},
	leftOpen: {},
}

// A picture shows a transaction on a time line. Places across are in percent of
// its width, so that text keeps its size; those down are in pixels.
type picture struct {
	hazard
	Effect, Where       string
	Begin, Commit, Here string // where they are
	Steps               []step
	Open                bool // nothing ends the transaction
	Sentence            string

	Height, Bar, Rollback int
}

// A step is a call on the way out, its name with and without what qualifies it.
type step struct {
	Qualifier, Name string
	Y               int
}

const (
	maxLabel  = 24 // characters that fit in a narrow page
	maxFile   = 10
	maxWide   = 40 // in a wide page
	maxSteps  = 4
	stepPitch = 16
)

// picture returns the picture of a finding about a transaction, nil for others
// and where the transaction's beginning is unknown.
func (b *builder) picture(t *report.Told) *picture {
	key := t.Rule + "/" + t.Category
	h, ok := hazards[key]
	if !ok {
		return nil
	}
	p := &picture{hazard: h, Open: key == leftOpen, Here: "line " + strconv.Itoa(t.Pos.Line)}
	for _, r := range t.Related {
		where := "line " + strconv.Itoa(r.Pos.Line)
		if r.Pos.Filename != t.Pos.Filename {
			where = shorten(plain(filepath.Base(r.Pos.Filename)), maxFile) + ":" + strconv.Itoa(r.Pos.Line)
		}
		switch roleOf(r) {
		case begins:
			p.Begin = where
		case commits:
			p.Commit = where
		}
	}
	if p.Begin == "" {
		return nil
	}
	if p.Open {
		p.Bar, p.Height = 8, 52
		p.Sentence = "The transaction begins (" + p.Begin + ") and is still open when the function returns (" + p.Here + ")."
		return p
	}
	what, _, _ := strings.Cut(t.Message, ": ")
	what, _, _ = strings.Cut(what, " inside ")
	p.Effect = shorten(plain(what), maxLabel)
	path := callPath(t)
	if len(path) == 0 {
		path = b.called(t)
	}
	if len(path) > maxSteps {
		path = append(append([]string(nil), path[:maxSteps-2]...), "…", path[len(path)-1])
	}
	p.Bar = 48 + stepPitch*len(path)
	for i, name := range path {
		p.Steps = append(p.Steps, newStep(name, p.Bar-10-stepPitch*i))
	}
	p.Rollback = p.Bar + 62
	p.Height = p.Rollback + 36
	p.Sentence = "The transaction begins (" + p.Begin + "); " + plain(what) + " (" + p.Here + "); only then it commits"
	if p.Commit != "" {
		p.Sentence += " (" + p.Commit + ")"
	}
	p.Sentence += ", or rolls back."
	return p
}

func newStep(name string, y int) step {
	name = plain(name)
	i := strings.LastIndex(name, ".") + 1
	short := shorten(name[i:], maxLabel)
	return step{shorten(name[:i], maxWide-utf8.RuneCountInString(short)), short, y}
}

// called returns what the source at a finding calls.
func (b *builder) called(t *report.Told) []string {
	text := b.sources.Line(t.Pos.Filename, t.Pos.Line)
	if t.Pos.Column < 1 || t.Pos.Column > len(text) {
		return nil
	}
	name, _, ok := strings.Cut(text[t.Pos.Column-1:], "(")
	if !ok || strings.ContainsAny(name, " \t") {
		return nil
	}
	return []string{name}
}

// shorten returns text in at most n characters.
func shorten(text string, n int) string {
	if utf8.RuneCountInString(text) <= n {
		return text
	}
	return string([]rune(text)[:n-1]) + "…"
}
