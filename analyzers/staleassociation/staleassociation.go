package staleassociation

import (
	_ "embed"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/tracked"
)

//go:embed doc.go
var doc string

// Analyzer finds models that are persisted together with loaded associations
// that are no longer what the database has, or should have.
var Analyzer = &analysis.Analyzer{
	Name:     "staleassociation",
	Doc:      ruledoc.MustExtract(doc),
	URL:      ruledoc.URL("staleassociation"),
	Run:      run,
	Requires: []*analysis.Analyzer{directive.Analyzer, tracked.Analyzer},
}

type check struct {
	pass     *analysis.Pass
	set      *directive.Set
	tracked  *tracked.Result
	unit     *tracked.Unit
	reported map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	r := pass.ResultOf[tracked.Analyzer].(*tracked.Result)
	if r == nil {
		return nil, nil // nothing here is filled from rows
	}
	defer r.Lock()()
	c := check{pass: pass, set: pass.ResultOf[directive.Analyzer].(*directive.Set), tracked: r, reported: map[token.Pos]bool{}}
	for _, c.unit = range r.Units {
		for _, s := range c.unit.Saves {
			if s.Insert {
				continue
			}
			for held := range c.held(s) {
				c.deleted(held)
				c.foreignKey(held)
			}
		}
		if optin.On(pass) {
			for _, s := range c.unit.Saves {
				c.resave(s)
			}
		}
	}
	return nil, nil
}

// A held is an association that was loaded into a value, and is still in it
// when the value is saved.
type held struct {
	load *tracked.Load
	save *tracked.Save
	// value is the model that is saved, field its association.
	value, field tracked.Place
	path         string
	rel          *tracked.Relation
}

func (h held) name() string { return h.load.AssociationName(h.path) }

// held yields the associations that s writes as they were loaded.
func (c *check) held(s *tracked.Save) func(yield func(held) bool) {
	return func(yield func(held) bool) {
		for _, l := range c.unit.Loads {
			for _, dest := range l.Dest {
				for _, v := range s.Values {
					for _, value := range c.tracked.Contents(v, s.Call) {
						at, ok := value.Rest(dest)
						if !ok {
							continue
						}
						for _, a := range l.Assocs {
							rels, ok := s.Cascades(at + a.Path)
							if !ok || a.Maybe {
								continue
							}
							field := dest.At(a.Path)
							if !c.tracked.Flows(l.Call, s.Call, c.kills(l, field, v.At(at+a.Path))) {
								continue // nil or another by then
							}
							if !yield(held{l, s, dest, field, a.Path, rels[len(rels)-1]}) {
								return
							}
						}
					}
				}
			}
		}
	}
}

// kills are the assignments to the association, but for its own load.
func (c *check) kills(l *tracked.Load, places ...tracked.Place) []ssa.Instruction {
	var out []ssa.Instruction
	for _, p := range places {
		for _, instr := range c.tracked.WritesTo(c.unit, p) {
			if instr != ssa.Instruction(l.Call) && !c.copies(instr, l) {
				out = append(out, instr)
			}
		}
	}
	for _, link := range c.unit.Links {
		for _, owner := range link.Owner {
			for _, p := range places {
				if owner.At(link.Path) == p {
					out = append(out, link.Call) // the ORM updates the field with the rows
				}
			}
		}
	}
	return out
}

// copies reports whether instr assigns what l loaded: another name for it.
func (c *check) copies(instr ssa.Instruction, l *tracked.Load) bool {
	s, ok := instr.(*ssa.Store)
	return ok && slices.ContainsFunc(c.tracked.Places(s.Val), func(p tracked.Place) bool { return slices.Contains(l.Dest, p) })
}

// deleted reports a save after rows were deleted that the value still holds.
func (c *check) deleted(h held) {
	for _, d := range c.unit.Deletions {
		if h.rel.Elem == nil || d.Model != tracked.TypeName(h.rel.Elem) || !d.Hard || d.Call == h.save.Call ||
			!c.tracked.Flows(h.load.Call, d.Call, nil) || !c.tracked.Flows(d.Call, h.save.Call, c.kills(h.load, h.field)) || !c.concerns(d, h) {
			continue
		}
		model := h.rel.Elem.Obj().Name()
		effect := fmt.Sprintf("%s writes them again", h.save.Verb)
		if h.rel.Kind == tracked.BelongsTo || h.rel.Kind == tracked.HasOne {
			effect = fmt.Sprintf("%s writes it again", h.save.Verb)
		}
		c.report(h.save.Call, "deleted", message.Fit(
			fmt.Sprintf("%s still holds deleted rows of %s: %s, with their old keys; Omit(%q) or set it to nil", h.name(), model, effect, h.rel.Field.Name()),
			fmt.Sprintf("%s still holds deleted rows: %s; omit it or set it to nil", h.name(), effect),
		), h, related{d.Call, "rows of " + model + " are deleted here" + by(d.Through)})
		return
	}
}

// concerns reports whether what d deletes is said by the value: an element of
// the association, its key, or the key of the value itself. That rows of the
// same model are deleted isn't enough.
func (c *check) concerns(d *tracked.Deletion, h held) bool {
	return slices.ContainsFunc(d.Args, func(v ssa.Value) bool {
		return slices.ContainsFunc(c.tracked.Places(v), func(p tracked.Place) bool {
			if _, ok := h.field.Rest(p); ok {
				return true
			}
			rest, ok := h.value.Rest(p)
			if !ok || h.rel.Kind == tracked.BelongsTo || h.rel.Kind == tracked.ManyToMany {
				return ok && slices.Contains(h.rel.Keys, strings.TrimPrefix(rest, "."))
			}
			owner, isKey := tracked.KeyOwner(h.load.Type, rest)
			return rest == "" || isKey && owner == ""
		})
	})
}

// foreignKey reports a write to the key of a belongs-to whose row is loaded:
// the ORM writes the key of the loaded row over it.
func (c *check) foreignKey(h held) {
	if h.rel.Kind != tracked.BelongsTo {
		return
	}
	owner := h.field
	owner.Path = owner.Path[:strings.LastIndexByte(owner.Path, '.')]
	for _, key := range h.rel.Keys {
		if h.save.Sets(key) && h.save.Through == "" {
			c.report(h.save.Call, "foreignkey", c.says(h, key), h)
			continue
		}
		for _, w := range c.unit.Writes {
			if !slices.Contains(w.Places, owner.At("."+key)) || !c.tracked.Flows(h.load.Call, w.Instr, c.kills(h.load, h.field)) ||
				!c.tracked.Flows(w.Instr, h.save.Call, append(c.kills(h.load, h.field), c.others(w, owner.At("."+key))...)) || c.fromRow(w, h) || c.assignsToo(w, h) {
				continue
			}
			c.report(w.Instr, "foreignkey", c.says(h, key), h, related{h.save.Call, "it is persisted here" + by(h.save.Through)})
		}
	}
}

func (c *check) says(h held, key string) string {
	name := h.name()
	short := name[strings.LastIndexByte(name, '.')+1:]
	return message.Fit(
		fmt.Sprintf("%s is written while %s is loaded: %s writes the key of the loaded row over it; assign %s, too, or omit it", key, name, h.save.Verb, short),
		fmt.Sprintf("%s is written while %s is loaded: %s keeps the old key; assign %s, too", key, short, h.save.Verb, short),
	)
}

// others are the later writes of the same key.
func (c *check) others(w *tracked.Write, p tracked.Place) []ssa.Instruction {
	var out []ssa.Instruction
	for _, other := range c.unit.Writes {
		if other != w && other.Instr != w.Instr && slices.Contains(other.Places, p) {
			out = append(out, other.Instr)
		}
	}
	return out
}

// fromRow reports whether the key that w writes is that of the loaded row.
func (c *check) fromRow(w *tracked.Write, h held) bool {
	return w.Val != nil && slices.ContainsFunc(c.tracked.Places(w.Val), func(p tracked.Place) bool { _, ok := h.value.Rest(p); return ok })
}

// assignsToo reports whether the call that w stands for also assigns the
// association.
func (c *check) assignsToo(w *tracked.Write, h held) bool {
	return slices.ContainsFunc(c.unit.Writes, func(other *tracked.Write) bool {
		return other.Instr == w.Instr && slices.Contains(other.Places, h.field)
	})
}

// resave reports a value that another function loaded with its to-many
// associations, and that is saved whole.
func (c *check) resave(s *tracked.Save) {
	if s.Insert {
		return
	}
	for h := range c.held(s) {
		if h.load.Through == "" || h.rel.Kind != tracked.HasMany && h.rel.Kind != tracked.ManyToMany || strings.Contains(h.path[1:], ".") {
			continue
		}
		rows := "rows"
		if h.rel.Kind == tracked.ManyToMany {
			rows = "links"
		}
		c.report(s.Call, "resave", message.Fit(
			fmt.Sprintf("%s, loaded by %s, is saved as it was then: %s that were removed meanwhile come back; Omit(%q)", h.name(), h.load.Through, rows, h.rel.Field.Name()),
			fmt.Sprintf("%s is saved as it was loaded: %s that were removed meanwhile come back; omit it", h.name(), rows),
		), h)
		return
	}
}

type related struct {
	at   ssa.Instruction
	says string
}

func (c *check) report(instr ssa.Instruction, category, text string, h held, more ...related) {
	d := analysis.Diagnostic{Category: category, Message: text}
	d.Pos, d.End = c.tracked.Extent(instr)
	if !d.Pos.IsValid() || c.reported[d.Pos] {
		return
	}
	c.reported[d.Pos] = true
	for _, rel := range append([]related{{h.load.Call, h.name() + " is loaded here" + by(h.load.Through)}}, more...) {
		if pos, end := c.tracked.Extent(rel.at); pos.IsValid() && pos != d.Pos {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: rel.says})
		}
	}
	directive.Report(c.pass, c.set, d)
}

func by(fn string) string {
	if fn == "" {
		return ""
	}
	return ", by " + fn
}
