package staleassociation

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/directive"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/optin"
	"github.com/datavet/datavet/analyzers/internal/rowaccess"
	"github.com/datavet/datavet/analyzers/internal/ruledoc"
	"github.com/datavet/datavet/analyzers/internal/schema"
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
	Flags:    optin.Flags(),
	Requires: []*analysis.Analyzer{directive.Analyzer, rowaccess.Analyzer, schema.Analyzer, tracked.Analyzer},
}

type check struct {
	pass     *analysis.Pass
	set      *directive.Set
	tracked  *tracked.Result
	rows     *rowaccess.Result
	schema   *schema.Result // nil if there is none
	unit     *tracked.Unit
	reported map[token.Pos]bool
}

func run(pass *analysis.Pass) (any, error) {
	r := pass.ResultOf[tracked.Analyzer].(*tracked.Result)
	if r == nil {
		return nil, nil // nothing here is filled from rows
	}
	rows := pass.ResultOf[rowaccess.Analyzer].(*rowaccess.Result)
	schemas, _ := pass.ResultOf[schema.Analyzer].(*schema.Result)
	defer r.Lock()()
	c := check{pass: pass, set: pass.ResultOf[directive.Analyzer].(*directive.Set), tracked: r, rows: rows, schema: schemas, reported: map[token.Pos]bool{}}
	for _, c.unit = range r.Units {
		for _, s := range c.unit.Saves {
			for held := range c.held(s) {
				if !s.Insert {
					c.deleted(held)
					c.elsewhere(held)
				}
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
	// copy is field in what is saved, if that is a copy of the value.
	copy tracked.Place
	path string
	rel  *tracked.Relation
	// omitted is what the save would have to omit: "Users.Roles".
	omitted string
}

func (h held) name() string { return h.load.AssociationName(h.path) }

// ownerName is the model that has the association.
func (h held) ownerName() string {
	name := h.name()
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i]
	}
	return name
}

// held yields the associations that s writes as they were loaded.
func (c *check) held(s *tracked.Save) func(yield func(held) bool) {
	return func(yield func(held) bool) {
		for _, l := range c.unit.Loads {
			for _, dest := range l.Dest {
				for _, a := range l.Assocs {
					if a.Maybe && l.Through != "" {
						continue // the call may be one that doesn't load it
					}
					if h, ok := c.holds(s, l, dest, a.Path); ok && !yield(h) {
						return
					}
				}
			}
		}
	}
}

// holds returns the association at path of what l loads as it is when s saves
// it.
func (c *check) holds(s *tracked.Save, l *tracked.Load, dest tracked.Place, path string) (held, bool) {
	field := dest.At(path)
	for _, v := range s.Values {
		for _, value := range c.tracked.Contents(v, s.Call) {
			rest, ok := value.Rest(field)
			if !ok {
				continue
			}
			rels, ok := s.Cascades(rest)
			if !ok || !c.tracked.Flows(l.Call, s.Call, c.kills(l, field, v.At(rest))) {
				continue // nil or another by then
			}
			return held{l, s, value, field, v.At(rest), path, rels[len(rels)-1], tracked.OmitName(rels)}, true
		}
	}
	return held{}, false
}

// kills are what ends that places hold what l loaded: assignments, and changes
// of the links, with which the ORM updates the field. Giving it another name
// doesn't.
func (c *check) kills(l *tracked.Load, places ...tracked.Place) []ssa.Instruction {
	return slices.DeleteFunc(c.later(places...), func(instr ssa.Instruction) bool {
		_, isAlloc := instr.(*ssa.Alloc)
		return isAlloc || c.copies(instr, l)
	})
}

// later are the instructions that give places another value.
func (c *check) later(places ...tracked.Place) []ssa.Instruction {
	var out []ssa.Instruction
	for _, p := range places {
		out = append(out, c.tracked.WritesTo(c.unit, p)...)
		for _, link := range c.unit.Links {
			for _, owner := range link.Owner {
				if owner.At(link.Path) == p {
					out = append(out, link.Call)
				}
			}
		}
	}
	return out
}

// copies reports whether instr gives what l loaded another name.
func (c *check) copies(instr ssa.Instruction, l *tracked.Load) bool {
	s, ok := instr.(*ssa.Store)
	return ok && c.within(l, s.Val) && !c.within(l, s.Addr)
}

// within reports whether v is, or is a part of, what l loads.
func (c *check) within(l *tracked.Load, v ssa.Value) bool {
	return slices.ContainsFunc(c.tracked.Places(v), func(p tracked.Place) bool {
		return slices.ContainsFunc(l.Dest, func(dest tracked.Place) bool { _, ok := dest.Rest(p); return ok })
	})
}

// deleted reports a save after a query deleted or moved rows that the value
// still holds.
func (c *check) deleted(h held) {
	for call := range c.unit.Calls() {
		if _, now := call.(*ssa.Call); !now || call == h.save.Call || call == h.load.Call {
			continue // a defer isn't where it stands
		}
		for _, w := range c.rows.Writes(call) {
			what, from := c.takes(w, h)
			if what == "" || !c.concerns(w.Picks, h, call, !from) || !c.tracked.Flows(h.load.Call, call, nil) || !c.tracked.Flows(call, h.save.Call, c.later(h.field)) {
				continue
			}
			again := h.save.Verb + " writes them again"
			if what == "moved" {
				again = h.save.Verb + " moves them back"
			}
			c.report(h.save.Call, "deleted", message.Fit(
				fmt.Sprintf("%s still holds rows that a query %s: %s; Omit(%q) or set it to nil", h.name(), what, again, h.omitted),
				fmt.Sprintf("%s still holds %s rows: %s; omit it or set it to nil", h.name(), what, again),
			), h, related{call, callpath.Rows(w.Table, what, w.Via), w.Via})
			return
		}
	}
}

// takes says what w does to the rows of the association: "deleted", "moved" or
// nothing, and whether they are taken from any value that picks them. Rows that
// are deleted softly stay so, unless all of their columns are written.
func (c *check) takes(w rowaccess.WriteAt, h held) (what string, from bool) {
	if h.rel.Kind == tracked.ManyToMany && strings.EqualFold(w.Table, h.rel.Join) && w.Delete {
		return "deleted", true
	}
	if h.rel.Elem == nil || w.Model != tracked.TypeName(h.rel.Elem) && !c.stands(h.rel.Elem, h.save.ORM, w.Table) {
		return "", false
	}
	if w.Delete || h.save.Full() && c.marks(h.rel.Elem, w) {
		return "deleted", true
	}
	if w.All || h.rel.Kind != tracked.HasMany && h.rel.Kind != tracked.HasOne {
		return "", false
	}
	keys := h.rel.ChildKeys
	if len(keys) == 0 {
		keys = []string{h.ownerName() + "ID"}
	}
	for _, set := range w.Sets {
		if slices.ContainsFunc(keys, func(key string) bool { return strings.EqualFold(key, strings.ReplaceAll(set.Column, "_", "")) }) {
			// Where the new key isn't known, it may be the value's own.
			return "moved", set.Value.Known || set.Value.Param > 0
		}
	}
	return "", false
}

// marks reports whether w deletes rows of a model softly. Only a save that
// writes all of their columns revives them.
func (c *check) marks(model *types.Named, w rowaccess.WriteAt) bool {
	if c.schema == nil {
		return false
	}
	m := c.schema.Model(model)
	return m != nil && m.SoftDelete != nil && slices.ContainsFunc(w.Sets, func(s rowaccess.Set) bool { return strings.EqualFold(s.Column, m.SoftDelete.Column) })
}

// stands reports whether a table is the one of a model.
func (c *check) stands(model *types.Named, orm *knowledge.ORM, table string) bool {
	if c.schema == nil {
		return false
	}
	return table != "" && strings.EqualFold(c.schema.TableName(model, strings.ToLower(orm.Name)), table)
}

// concerns reports whether what picks the rows of w is a part of the value, or
// picked the value when it was loaded. That rows of the same model are written
// isn't enough. what is moved to the value isn't taken from it.
func (c *check) concerns(picks []ssa.Value, h held, at ssa.Instruction, moved bool) bool {
	var known []tracked.Place
	if h.rel.Kind != tracked.BelongsTo {
		for _, l := range c.unit.Loads {
			if slices.ContainsFunc(l.Dest, func(p tracked.Place) bool { _, ok := p.Rest(h.field); return ok }) {
				known = append(known, l.Args...)
			}
		}
		if key := tracked.KeyPath(h.save.Type); key != "" {
			known = append(known, c.tracked.Contents(h.value.At(key), at)...)
		}
	}
	return slices.ContainsFunc(c.tracked.Picked(picks), func(p tracked.Place) bool {
		if _, ok := h.field.Rest(p); ok {
			return true
		}
		rest, inValue := h.value.Rest(p)
		switch {
		case h.rel.Kind == tracked.BelongsTo:
			return inValue && slices.Contains(h.rel.Keys, strings.TrimPrefix(rest, "."))
		case moved && inValue:
			return false
		}
		return inValue || slices.Contains(known, p)
	})
}

// elsewhere reports a save after links were removed through another value of
// the same model.
func (c *check) elsewhere(h held) {
	for _, link := range c.unit.Links {
		if link.Deed == knowledge.Adds || link.Path != h.path || !types.Identical(link.Type, h.load.Type) ||
			slices.ContainsFunc(link.Owner, func(p tracked.Place) bool { _, ok := p.Rest(h.field); return ok }) ||
			!c.tracked.Flows(h.load.Call, link.Call, nil) || !c.tracked.Flows(link.Call, h.save.Call, c.later(h.field)) {
			continue
		}
		var picks []ssa.Value
		for _, owner := range link.Owner {
			for _, s := range c.tracked.Assignments(c.unit, owner.At(tracked.KeyPath(link.Type))) {
				picks = append(picks, s.Val)
			}
		}
		if !c.concerns(picks, h, link.Call, false) {
			continue
		}
		c.report(h.save.Call, "deleted", fmt.Sprintf("%s still holds rows that were unlinked: %s links them again; Omit(%q) or set it to nil", h.name(), h.save.Verb, h.omitted),
			h, related{at: link.Call, says: "rows are unlinked here"})
		return
	}
}

// foreignKey reports a write to the key of a belongs-to whose row is loaded:
// the ORM writes the key of the loaded row over it.
func (c *check) foreignKey(h held) {
	if h.rel.Kind != tracked.BelongsTo || c.rekeyed(h) {
		return
	}
	for _, key := range h.rel.Keys {
		if h.save.Sets(key) && h.save.Through == "" {
			c.report(h.save.Call, "foreignkey", c.says(h), h)
			continue
		}
		kills := c.kills(h.load, h.field, h.copy)
		for _, w := range c.unit.Writes {
			at, ok := h.writes(w, key)
			if !ok || c.fromRow(w, h) || c.assignsToo(w, h) || !c.tracked.Flows(h.load.Call, w.Instr, kills) ||
				!c.tracked.Flows(w.Instr, h.save.Call, append(c.later(h.field, h.copy), c.others(w, at)...)) {
				continue
			}
			c.report(w.Instr, "foreignkey", c.says(h), h, related{at: h.save.Call, says: "it is persisted here" + by(h.save.Through)})
		}
	}
}

// writes reports whether w is to the key beside the association, and where.
func (h held) writes(w *tracked.Write, key string) (tracked.Place, bool) {
	for _, field := range []tracked.Place{h.field, h.copy} {
		field.Path = field.Path[:strings.LastIndexByte(field.Path, '.')] + "." + key
		if slices.Contains(w.Places, field) {
			return field, true
		}
	}
	return tracked.Place{}, false
}

func (c *check) says(h held) string {
	name := h.name()
	return message.Fit(
		fmt.Sprintf("the key of %s is written while its row is loaded: %s writes the row's key over it; assign %s, too, or omit it", name, h.save.Verb, h.rel.Field.Name()),
		fmt.Sprintf("the key of %s is written while its row is loaded: %s keeps the old key; assign the row, too", name, h.save.Verb),
	)
}

// rekeyed reports whether something in the loaded row is assigned: its key, then.
func (c *check) rekeyed(h held) bool {
	return slices.ContainsFunc(c.unit.Writes, func(w *tracked.Write) bool {
		return slices.ContainsFunc(w.Places, func(p tracked.Place) bool { _, ok := h.field.Rest(p); return ok })
	})
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
			fmt.Sprintf("%s, loaded by %s, is saved as it was then: %s that were removed meanwhile come back; Omit(%q)", h.name(), h.load.Through, rows, h.omitted),
			fmt.Sprintf("%s is saved as it was loaded: %s that were removed meanwhile come back; omit it", h.name(), rows),
		), h)
		return
	}
}

type related struct {
	at   ssa.Instruction
	says string
	path []callpath.Symbol // that begins there
}

func (c *check) report(instr ssa.Instruction, category, text string, h held, more ...related) {
	d := analysis.Diagnostic{Category: category, Message: text, SuggestedFixes: c.omit(h)}
	d.Pos, d.End = c.tracked.Extent(instr)
	if !d.Pos.IsValid() || c.reported[d.Pos] {
		return
	}
	c.reported[d.Pos] = true
	var path []callpath.Symbol
	for _, rel := range append([]related{{at: h.load.Call, says: h.name() + " is loaded here" + by(h.load.Through)}}, more...) {
		if pos, end := c.tracked.Extent(rel.at); pos.IsValid() && pos != d.Pos {
			d.Related = append(d.Related, analysis.RelatedInformation{Pos: pos, End: end, Message: rel.says})
			path = append(path, rel.path...)
		}
	}
	directive.Report(callpath.On(c.pass, path), c.set, d)
}

// omit is the fix that saves the value without the association.
func (c *check) omit(h held) []analysis.SuggestedFix {
	e := c.tracked.Expr(h.save.Call)
	if e == nil || h.save.ORM.Omit == "" || h.save.Through != "" {
		return nil
	}
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	if s := c.pass.TypesInfo.Selections[sel]; s == nil || s.Kind() != types.MethodVal {
		return nil // (*gorm.DB).Save(db, v)
	}
	return []analysis.SuggestedFix{{
		Message:   "Omit " + h.omitted,
		TextEdits: []analysis.TextEdit{{Pos: sel.X.End(), End: sel.X.End(), NewText: fmt.Appendf(nil, ".%s(%q)", h.save.ORM.Omit, h.omitted)}},
	}}
}

func by(fn string) string {
	if fn == "" {
		return ""
	}
	return ", by " + fn
}
