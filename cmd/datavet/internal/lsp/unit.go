package lsp

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
)

// watched are the files that findings depend on.
var watched = []string{
	"*.go", "*.sql", "go.mod", "go.sum", "go.work", ".datavet.yaml",
	"sqlc.yaml", "sqlc.yml", "sqlc.json",
}

func isWatched(file string) bool {
	return slices.ContainsFunc(watched, func(glob string) bool {
		ok, _ := path.Match(glob, filepath.Base(file))
		return ok
	})
}

// A unit is what is analysed at once: a module, or the modules of a workspace. At
// most one check of it runs at a time.
type unit struct {
	roots  []string // of its modules, sorted
	others []string // folders of other modules that it reads, by replace
	timer  *time.Timer
	// cancel stops the running check; nil if none runs.
	cancel context.CancelFunc
	again  bool      // a check is due when the running one has ended
	asked  bool      // there has been a check, or will be
	since  time.Time // when the last check began; what changed later is not in files
	files  map[string]*analysed
	// messages are what was told without a place.
	messages []string
}

func (u *unit) key() string { return strings.Join(u.roots, "\n") }

// stop cancels what is under way.
func (u *unit) stop() {
	if u.timer != nil {
		u.timer.Stop()
	}
	if u.cancel != nil {
		u.cancel()
	}
	u.again = false
}

// missed reports whether the last check can't have seen the file as it is.
func (u *unit) missed(file string) bool {
	info, err := os.Stat(file)
	return err != nil || info.ModTime().After(u.since)
}

// unitOf returns the unit that the file belongs to; nil if it isn't to be
// analysed.
func (s *server) unitOf(file string) *unit {
	if !isWatched(file) {
		return nil
	}
	u := newUnit(filepath.Dir(file))
	if u == nil || !s.wants(u, file) {
		return nil
	}
	if known := s.units[u.key()]; known != nil {
		return known
	}
	s.units[u.key()] = u
	return u
}

// newUnit returns the unit around dir; nil if dir is in no module, or in a folder
// such as testdata that its module doesn't read.
func newUnit(dir string) *unit {
	root := analyzers.SchemaRoot(dir)
	if !isFile(filepath.Join(root, "go.mod")) {
		return nil
	}
	u := &unit{}
	for _, root := range analyzers.WorkRoots(root) {
		u.roots = append(u.roots, realPath(root))
	}
	slices.Sort(u.roots)
	u.roots = slices.Compact(u.roots)
	for _, root := range u.roots {
		u.others = append(u.others, load.ReplacedBy(root)...)
	}
	return u
}

// wants reports whether u is the client's own code: editors open files of
// dependencies, too, to show a definition.
func (s *server) wants(u *unit, file string) bool {
	if len(s.folders) == 0 {
		return !strings.Contains(filepath.ToSlash(file), "/pkg/mod/")
	}
	return slices.ContainsFunc(u.roots, func(root string) bool {
		return slices.ContainsFunc(s.folders, func(f folder) bool { return within(root, f.path) || within(f.path, root) })
	})
}

// changedOnDisk has analysed what depends on the file: its unit, if that was
// before or the client has saved the file, and others that have been.
func (s *server) changedOnDisk(file string, saved bool) {
	if !isWatched(file) {
		return
	}
	switch filepath.Base(file) {
	case "go.mod", "go.work":
		s.review()
	}
	own := s.unitOf(file)
	if own != nil && (saved || own.asked) {
		s.schedule(own)
	}
	for _, u := range s.units {
		if u != own && u.asked && slices.ContainsFunc(u.others, func(dir string) bool { return within(file, dir) }) {
			s.schedule(u)
		}
	}
}

// review drops the units that are no longer as they were made, and has those of
// open documents analysed.
func (s *server) review() {
	for key, u := range s.units {
		now := newUnit(u.roots[0])
		if now != nil && now.key() == key && s.wants(u, filepath.Join(u.roots[0], "go.mod")) {
			u.others = now.others
			continue
		}
		u.stop()
		delete(s.units, key)
		for _, file := range slices.Sorted(maps.Keys(u.files)) {
			s.publish(file)
		}
	}
	for _, d := range s.docs {
		if u := s.unitOf(d.path); u != nil && !u.asked {
			s.schedule(u)
		}
	}
}

// schedule has u analysed when no more changes come. A check that runs is of
// files that are no more.
func (s *server) schedule(u *unit) {
	u.asked = true
	if u.cancel != nil {
		u.cancel()
	}
	if u.timer != nil {
		u.timer.Reset(s.settle)
		return
	}
	u.timer = time.AfterFunc(s.settle, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.start(u)
	})
}

// start analyses u, at once or after the check that still runs.
func (s *server) start(u *unit) {
	if s.state != initialized || s.units[u.key()] != u || s.ctx.Err() != nil {
		return
	}
	if u.cancel != nil {
		u.again = true
		return
	}
	ctx, cancel := context.WithCancel(s.ctx)
	u.cancel = cancel
	s.beside(func() {
		defer func() {
			s.mu.Lock()
			defer s.mu.Unlock()
			cancel()
			u.cancel = nil
			if u.again {
				u.again = false
				s.start(u)
			}
		}()
		s.run(ctx, u)
	})
}

// run analyses u and tells the client the outcome, unless ctx is done before.
func (s *server) run(ctx context.Context, u *unit) {
	select {
	case <-ctx.Done():
		return
	case s.slot <- struct{}{}:
		defer func() { <-s.slot }()
	}
	s.mu.Lock()
	since := time.Now()
	u.since = since
	dir := u.roots[0]
	var patterns []string
	for _, root := range u.roots {
		patterns = append(patterns, pattern(dir, root))
	}
	s.mu.Unlock()

	done := s.progress("datavet " + filepath.Base(dir))
	r, err := s.check(ctx, dir, patterns...)
	done()
	if ctx.Err() != nil {
		return
	}
	var files map[string]*analysed
	var messages []message
	if err != nil {
		messages = append(messages, message{severityError, err.Error()})
	} else {
		files, messages = s.digest(r, since)
	}

	s.mu.Lock()
	defer s.mu.Unlock()
	if ctx.Err() != nil || s.units[u.key()] != u {
		return
	}
	s.say(u, messages)
	if err != nil {
		return // what was found before is what is known
	}
	s.log(severityInformation, fmt.Sprintf("%s: findings: %d, %s", dir, len(r.Findings), time.Since(since).Round(time.Millisecond)))
	old := u.files
	u.files = files
	for _, file := range slices.Sorted(maps.Keys(old)) {
		if files[file] == nil {
			s.publish(file)
		}
	}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		s.publish(file)
	}
	for _, d := range s.docs { // so that clients see that there is nothing
		if files[d.path] == nil && old[d.path] == nil && s.unitOf(d.path) == u {
			s.send(d.path, publishParams{URI: d.uri, Version: &d.version, Diagnostics: []diagnostic{}})
		}
	}
}

// say tells messages of a check of u. One that was told by the last check is only
// logged again.
func (s *server) say(u *unit, messages []message) {
	var texts []string
	for _, m := range messages {
		texts = append(texts, m.text)
	}
	for _, text := range u.messages {
		if !slices.Contains(texts, text) {
			delete(s.told, text)
		}
	}
	u.messages = texts
	for _, m := range messages {
		s.tell(m.severity, m.text)
	}
}

// pattern returns the pattern for all packages below root as seen from dir.
func pattern(dir, root string) string {
	rel, err := filepath.Rel(dir, root)
	if err != nil {
		rel = root
	}
	rel = filepath.ToSlash(rel)
	switch {
	case rel == ".":
		return "./..."
	case strings.HasPrefix(rel, "../"), filepath.IsAbs(root) && rel == filepath.ToSlash(root):
		return rel + "/..."
	}
	return "./" + rel + "/..."
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.Mode().IsRegular()
}
