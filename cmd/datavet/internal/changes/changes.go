// Package changes knows which lines have changed since a revision of git's.
package changes

import (
	"context"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// Changes are the lines of the working tree that a revision doesn't have.
type Changes struct {
	top   string // of the working tree, symbolic links resolved
	files map[string]*lines
	// dirs are folders of which git doesn't say more than that they changed:
	// submodules, and repositories in the working tree. They end with a slash.
	dirs []string

	mu   sync.Mutex
	real map[string]string // folders with symbolic links resolved
}

// lines are those of a file that have changed.
type lines struct {
	all    bool
	ranges []lineRange // sorted
	// removed are those of the ranges where something else stood.
	removed []lineRange
}

type lineRange struct{ first, last int }

// has reports whether a line from first to last has changed.
func (l *lines) has(first, last int) bool {
	return l.all || meet(l.ranges, first, last)
}

// meet reports whether a line from first to last is in one of the ranges.
func meet(ranges []lineRange, first, last int) bool {
	return slices.ContainsFunc(ranges, func(r lineRange) bool { return r.first <= last && first <= r.last })
}

func (c *Changes) of(file string) *lines {
	l := c.files[file]
	if l == nil {
		l = &lines{}
		c.files[file] = l
	}
	return l
}

// Since compares the working tree of the repository around dir, untracked files
// included, with the commit at which the history of HEAD left that of rev, or
// with rev if they have none in common. The error says what to do.
func Since(ctx context.Context, dir, rev string) (*Changes, error) {
	g, err := open(ctx, dir)
	if err != nil {
		return nil, err
	}
	base, err := g.base(ctx, rev)
	if err != nil {
		return nil, err
	}
	c := &Changes{top: g.dir, files: map[string]*lines{}, real: map[string]string{}}
	diff, err := g.run(ctx, "-c", "core.quotePath=true", "diff", "--no-color", "--no-ext-diff", "--no-textconv",
		"--unified=0", "--inter-hunk-context=0", "--find-renames", "--submodule=short", "--ignore-submodules=none",
		"--src-prefix=a/", "--dst-prefix=b/", base, "--")
	if err != nil {
		return nil, err
	}
	if err := c.parse(diff); err != nil {
		return nil, err
	}
	untracked, err := g.run(ctx, "ls-files", "-z", "--others", "--exclude-standard")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(string(untracked), "\x00") {
		switch {
		case name == "":
		case strings.HasSuffix(name, "/"):
			c.dirs = append(c.dirs, name)
		default:
			c.of(name).all = true
		}
	}
	return c, nil
}

// Touch reports whether a line of the finding has changed, of a place that is
// related to it or that its texts name, or of a step on its call path; or whether
// lines are gone between the finding and a related place in its function, such as
// the deferred rollback after the begin of a transaction that is left open now.
func (c *Changes) Touch(t report.Told) bool {
	if c.changed(t.Pos, t.End) || c.named(t.Message) || c.gone(t) {
		return true
	}
	return slices.ContainsFunc(t.Related, func(r report.Related) bool { return c.changed(r.Pos, r.End) || c.named(r.Message) }) ||
		slices.ContainsFunc(t.Steps, func(s report.Step) bool { return c.changed(s.Pos, s.End) })
}

// gone reports whether lines are gone, or others now, between the places of t in
// its file.
func (c *Changes) gone(t report.Told) bool {
	name, _ := c.name(t.Pos.Filename)
	l := c.files[name]
	if l == nil || t.Func == "" {
		return false
	}
	first, last := t.Pos.Line, t.Pos.Line
	for _, r := range t.Related {
		if r.Pos.Filename == t.Pos.Filename {
			first, last = min(first, r.Pos.Line), max(last, r.Pos.Line)
		}
	}
	return meet(l.removed, first, last)
}

// place is one in the schema, relative to the module, or without its folder where
// the message would be too long: positions can't be in files of other packages.
var place = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`([^\s():;,]+\.(?:go|sql)):(\d+)`) })

// named reports whether a line that text names has changed, in any file that may
// be meant.
func (c *Changes) named(text string) bool {
	for _, m := range place().FindAllStringSubmatch(text, -1) {
		line, _ := strconv.Atoi(m[2]) // digits
		for name, l := range c.files {
			if (name == m[1] || strings.HasSuffix(name, "/"+m[1])) && l.has(line, line) {
				return true
			}
		}
	}
	return false
}

// changed reports whether a line from pos to end has changed. Of files outside of
// the working tree that isn't known: they count as changed.
func (c *Changes) changed(pos, end token.Position) bool {
	name, ok := c.name(pos.Filename)
	if !ok || slices.ContainsFunc(c.dirs, func(dir string) bool { return strings.HasPrefix(name, dir) }) {
		return true
	}
	l := c.files[name]
	if l == nil {
		return false
	}
	last := pos.Line
	if end.Filename == pos.Filename {
		last = max(last, end.Line)
	}
	return l.has(pos.Line, last)
}

// name returns what git calls a file, and whether it is in the working tree.
func (c *Changes) name(file string) (string, bool) {
	dir := filepath.Dir(file)
	c.mu.Lock()
	real, known := c.real[dir]
	if !known {
		var err error
		if real, err = filepath.EvalSymlinks(dir); err != nil {
			real = dir
		}
		c.real[dir] = real
	}
	c.mu.Unlock()
	rel, err := filepath.Rel(c.top, filepath.Join(real, filepath.Base(file)))
	return filepath.ToSlash(rel), err == nil && filepath.IsLocal(rel)
}
