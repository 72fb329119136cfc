package standalone

import (
	"bytes"
	"encoding/gob"
	"go/token"
	"maps"
	"path/filepath"
	"slices"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A print is what the keys of importers are made of.
type print struct {
	// own is a hash of what the package declares, and of its facts.
	own cache.Key
	// api is a hash of all that importers may see: of this package, of those
	// whose types it mentions, and what its imports declare themselves.
	api cache.Key
}

// An entry is what is kept of a package.
type entry struct {
	// AsksForSchema says that the results depend on the schema, too, and are to be
	// found under another key.
	AsksForSchema bool

	Own       cache.Key
	Mentioned []string // packages whose types its declarations mention
	Findings  []report.Finding
	Facts     []byte
	Distant   bool
	// Places are the files of other packages that findings point at. Their
	// content isn't part of the key.
	Places map[string]cache.Key
}

// key returns the key of t, nil if it can't be kept.
func (r *runner) key(t *task) *cache.Key {
	if r.Store == nil || len(t.unit.Errors) > 0 { // loading says what they are
		return nil
	}
	defer r.Measure("keys")()
	h, err := r.Keys.unit(t.unit)
	if err != nil {
		return nil // loading says it
	}
	for _, path := range slices.Sorted(maps.Keys(t.unit.Imports)) {
		h.String(path)
		imported := t.unit.Imports[path]
		dep := r.tasks[imported]
		switch {
		case dep == nil:
			h.Key(r.Keys.Version(imported))
		case dep.print == nil:
			return nil
		default:
			h.Key(dep.print.api)
		}
	}
	// To decide on what packages far below have left open it takes the types of
	// all between.
	if len(t.below) > 0 {
		h.String("") // no path
		for _, below := range t.closure() {
			if below.print == nil {
				return nil
			}
			h.String(below.unit.PkgPath)
			h.Key(below.print.api)
		}
	}
	key := h.Sum()
	return &key
}

// lookUp takes what is found in t from the cache.
func (r *runner) lookUp(t *task, key cache.Key) bool {
	defer r.Measure("cache")()
	e, ok := r.get(key)
	if ok && e.AsksForSchema {
		e, ok = r.get(r.Keys.withSchema(key, t.unit))
	}
	if !ok {
		return false
	}
	base := base(t.unit)
	for name, want := range e.Places {
		if got, err := r.Keys.content(absolute(base, name)); err != nil || got != want {
			return false
		}
	}
	t.findings = e.Findings
	mapNames(t.findings, func(name string) string { return absolute(base, name) })
	r.setFacts(t, e.Facts, e.Distant)
	r.setPrint(t, e.Own, e.Mentioned)
	return true
}

// get returns the entry under key. What isn't one is none: whatever the key says,
// another program has put it there.
func (r *runner) get(key cache.Key) (e entry, ok bool) {
	data, ok := r.Store.Get(key)
	return e, ok && gob.NewDecoder(bytes.NewReader(data)).Decode(&e) == nil
}

func (r *runner) put(key cache.Key, e entry) {
	var b bytes.Buffer
	if gob.NewEncoder(&b).Encode(e) == nil {
		r.Store.Put(key, b.Bytes())
	}
}

// keep puts what was found in t into the cache.
func (r *runner) keep(t *task, key cache.Key, encoded []byte) {
	defer r.Measure("cache")()
	if r.Keys.changed.Load() {
		return
	}
	declares, mentioned := declared(t.unit.Types)
	h := cache.NewHash("own")
	h.Key(declares)
	h.Bytes(encoded)
	e := entry{Own: h.Sum(), Mentioned: mentioned, Facts: encoded, Distant: t.leaves, Places: map[string]cache.Key{}}
	own := map[string]bool{}
	for _, name := range t.unit.GoFiles {
		own[name] = true
	}
	for _, list := range [][]string{t.unit.OtherFiles, t.unit.EmbedFiles} {
		for _, name := range list {
			own[name] = true
			// The key is of what was read to make it, the result of what was
			// read since.
			if want, err := r.Keys.content(name); err != nil || read(name) != (content{key: want}) {
				return
			}
		}
	}
	base := base(t.unit)
	e.Findings = clone(t.findings)
	mapNames(e.Findings, func(name string) string {
		short := relative(base, name)
		if _, seen := e.Places[short]; name != "" && !own[name] && !seen {
			key, err := r.Keys.content(name)
			if err != nil {
				key = cache.Key{} // never that of a content
			}
			e.Places[short] = key
		}
		return short
	})
	r.setPrint(t, e.Own, mentioned)
	if r.Keys.asksForSchema(t.unit.Types) {
		r.put(key, entry{AsksForSchema: true})
		key = r.Keys.withSchema(key, t.unit)
	}
	r.put(key, e)
}

// setPrint makes t usable in the keys of its importers, if its dependencies
// are.
func (r *runner) setPrint(t *task, own cache.Key, mentioned []string) {
	h := cache.NewHash("api")
	h.Key(own)
	for _, path := range slices.Sorted(maps.Keys(t.unit.Imports)) {
		h.String(path)
		imported := t.unit.Imports[path]
		dep := r.tasks[imported]
		switch {
		case dep == nil:
			h.Key(r.Keys.Version(imported))
		case dep.print == nil:
			return
		default:
			h.Key(dep.print.own)
		}
	}
	h.String("") // no path
	for _, path := range mentioned {
		below := r.find(t, path)
		h.String(path)
		switch {
		case below == nil:
			if p := r.foreign()[path]; p != nil {
				h.Key(r.Keys.Version(p))
			}
		case below.print == nil:
			return
		default:
			h.Key(below.print.api)
		}
	}
	t.print = &print{own, h.Sum()}
}

func clone(list []report.Finding) []report.Finding {
	list = slices.Clone(list)
	for i := range list {
		list[i].Related = slices.Clone(list[i].Related)
		list[i].Fixes = slices.Clone(list[i].Fixes)
		for j := range list[i].Fixes {
			list[i].Fixes[j].Edits = slices.Clone(list[i].Fixes[j].Edits)
		}
	}
	return list
}

// mapNames replaces the names of files in list.
func mapNames(list []report.Finding, name func(string) string) {
	place := func(p *token.Position) { p.Filename = name(p.Filename) }
	for i := range list {
		f := &list[i]
		place(&f.Pos)
		place(&f.End)
		for j := range f.Related {
			place(&f.Related[j].Pos)
			place(&f.Related[j].End)
		}
		for j := range f.Fixes {
			for k := range f.Fixes[j].Edits {
				e := &f.Fixes[j].Edits[k]
				e.File = name(e.File)
			}
		}
	}
}

func absolute(base, name string) string {
	if name == "" || filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(base, name)
}
