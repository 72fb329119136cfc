// Package directive reads the //datavet: comments of a package, and the
// -- datavet:ignore comments of .sql files in which it reports; and what the
// module's settings declare in place of comments.
//
// Passes ask what a function, interface method or func-typed field is
// declared to do:
//
//	var Analyzer = &analysis.Analyzer{Requires: []*analysis.Analyzer{directive.Analyzer}, …}
//	set := pass.ResultOf[directive.Analyzer].(*directive.Set)
//	for _, d := range set.Of(fn) { switch d.Verb { case directive.Enqueues: … } }
//
// Rules report through it, and in no other way:
//
//	directive.Report(pass, set, analysis.Diagnostic{…})
//
// Set.Of answers for
// objects of the pass's own package; a pass that needs the answer in other
// packages puts it into its facts.
package directive

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/datavet/datavet/analyzers/internal/firstparty"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/nearest"
	"github.com/datavet/datavet/analyzers/internal/schema"
)

// A Verb is what a directive declares.
type Verb string

const (
	Enqueues    Verb = "enqueues"     // enqueues a job
	Publishes   Verb = "publishes"    // publishes a message
	Mails       Verb = "mails"        // sends a mail or a message to a person
	Calls       Verb = "calls"        // makes an HTTP or RPC call
	Deletes     Verb = "deletes"      // removes a file or object
	NoEffect    Verb = "no-effect"    // callers see no effect, whatever the body does
	RunsInTx    Verb = "runs-in-tx"   // its func parameter runs inside a transaction
	InTx        Verb = "in-tx"        // is only called inside a transaction
	AfterCommit Verb = "after-commit" // its func parameter runs after commit
	Autonomous  Verb = "autonomous"   // uses its own connection on purpose
	Ignore      Verb = "ignore"       // suppresses findings of rules
)

// verbs is every verb and whether it needs a reason.
var verbs = map[Verb]bool{
	Enqueues: false, Publishes: false, Mails: false, Calls: false, Deletes: false,
	NoEffect: true, RunsInTx: false, InTx: false, AfterCommit: false, Autonomous: true,
	Ignore: true,
}

// A Directive is one //datavet: comment on a declaration, or what settings say in
// its place.
type Directive struct {
	Verb Verb
	Why  string
}

// A Set is the directives of one package.
type Set struct {
	of      map[types.Object][]Directive
	ignores []*ignore
	wrong   []analysis.Diagnostic
	fset    *token.FileSet
	silent  []*ast.File // generated files and test files that are not analysed

	settings settings
	known    *knowledge.View // nil: the settings add nothing to the tables

	mu sync.Mutex // guards ignore.used: rules run in parallel
}

// An ignore is one //datavet:ignore comment.
type ignore struct {
	pos, end token.Pos
	rules    []string
	file     *token.File
	from, to int // lines
	used     map[string]bool
}

// Analyzer reads the directives of a package; its result is a *[Set].
var Analyzer = &analysis.Analyzer{
	Name:       "directives",
	Doc:        "read //datavet: comments",
	Run:        run,
	Requires:   []*analysis.Analyzer{schema.Analyzer},
	ResultType: reflect.TypeFor[*Set](),
}

// Of returns what is declared of obj: a function, an interface method or a
// func-typed field of the set's package, or such a field of another one. What is
// declared of functions elsewhere [Set.Known] has.
func (s *Set) Of(obj types.Object) []Directive {
	switch o := obj.(type) {
	case *types.Func:
		obj = o.Origin()
	case *types.Var:
		obj = o.Origin()
	}
	return s.of[obj]
}

// Empty reports whether the package declares nothing of its objects.
func (s *Set) Empty() bool { return len(s.of) == 0 }

// Ignored reports whether a directive suppresses rule at pos, and records
// that it did.
func (s *Set) Ignored(rule string, pos token.Pos) bool {
	file := s.fset.File(pos)
	if file == nil {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	ignored := false
	for _, ig := range s.ignores {
		if ig.covers(file, pos) && slices.Contains(ig.rules, rule) {
			ig.used[rule] = true
			ignored = true
		}
	}
	return ignored
}

// covers reports whether pos, which is in file, is on the lines of ig. A .sql
// file may be in the file set twice.
func (ig *ignore) covers(file *token.File, pos token.Pos) bool {
	if ig.file.Name() != file.Name() {
		return false
	}
	line := file.PositionFor(pos, false).Line
	return ig.from <= line && line <= ig.to
}

// Report reports d unless a directive or the settings suppress it, or it stands
// in a generated file or in a test file that isn't analysed.
func Report(pass *analysis.Pass, set *Set, d analysis.Diagnostic) {
	if !set.Silences(pass.Analyzer.Name, d.Pos) {
		pass.Report(d)
	}
}

// Silences reports whether a finding of rule at pos isn't reported: the rule is
// off in the module, a directive suppresses it, the place is excluded, or the
// file is generated.
func (s *Set) Silences(rule string, pos token.Pos) bool {
	return s.off(rule) || s.isSilent(pos) || s.Ignored(rule, pos) || s.excluded(rule, pos)
}

func (s *Set) isSilent(pos token.Pos) bool {
	return slices.ContainsFunc(s.silent, func(file *ast.File) bool {
		return file.FileStart <= pos && pos <= file.FileEnd
	})
}

func run(pass *analysis.Pass) (any, error) {
	tables := pass.ResultOf[schema.Analyzer].(*schema.Result)
	r := reader{
		pass:   pass,
		set:    &Set{of: map[types.Object][]Directive{}, fset: pass.Fset, settings: settingsOf(tables)},
		placed: map[*ast.Comment]bool{},
	}
	if !firstparty.Is(pass) {
		return r.set, nil
	}
	for _, file := range pass.Files {
		test := firstparty.SkipFile(pass, file)
		if test || firstparty.Generated(file) {
			r.set.silent = append(r.set.silent, file)
		}
		if !test {
			r.file(file)
		}
	}
	if tables != nil {
		r.sqlFiles(tables)
	}
	r.settled()
	return r.set, nil
}

type reader struct {
	pass   *analysis.Pass
	set    *Set
	placed map[*ast.Comment]bool // comments on a declaration that takes directives

	settingsFile *token.File // nil until something is wrong in it
	settingsText []byte
}

func (r *reader) file(file *ast.File) {
	if !mentions(file) {
		return
	}
	for _, decl := range file.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			r.declared(r.pass.TypesInfo.Defs[decl.Name], decl.Doc)
			r.ignoreWithin(decl)
		case *ast.GenDecl:
			ast.Inspect(decl, r.members)
		}
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			r.comment(group, c)
		}
	}
}

// mentions spares the walk of files without directives, nearly all.
func mentions(file *ast.File) bool {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if strings.Contains(c.Text, "datavet:") {
				return true
			}
		}
	}
	return false
}

// members collects the directives on interface methods and func-typed fields.
func (r *reader) members(n ast.Node) bool {
	var fields *ast.FieldList
	switch n := n.(type) {
	case *ast.InterfaceType:
		fields = n.Methods
	case *ast.StructType:
		fields = n.Fields
	default:
		return true
	}
	for _, field := range fields.List {
		for _, name := range field.Names {
			obj := r.pass.TypesInfo.Defs[name]
			if obj == nil {
				continue
			}
			if _, ok := obj.Type().Underlying().(*types.Signature); ok {
				r.declared(obj, field.Doc)
				r.declared(obj, field.Comment)
			}
		}
	}
	return true
}

// declared notes what the comments of doc declare of obj.
func (r *reader) declared(obj types.Object, doc *ast.CommentGroup) {
	if doc == nil {
		return
	}
	for _, c := range doc.List {
		verb, args, ok := parse(c)
		if _, known := verbs[verb]; ok && known && verb != Ignore {
			r.placed[c] = true
			if obj != nil { // nil for func _() {}
				r.set.of[obj] = append(r.set.of[obj], Directive{verb, args})
			}
		}
	}
}

// ignoreWithin notes the ignores in the doc comment of fn: they cover all of
// it.
func (r *reader) ignoreWithin(fn *ast.FuncDecl) {
	if fn.Doc == nil {
		return
	}
	for _, c := range fn.Doc.List {
		if verb, args, ok := parse(c); ok && verb == Ignore {
			r.placed[c] = true
			r.ignore(c, args, fn.Pos(), r.line(fn.End()))
		}
	}
}

// ignore notes the ignore c that covers the lines from that of from up to
// line to.
func (r *reader) ignore(c *ast.Comment, args string, from token.Pos, to int) {
	rules, _ := ignoreArgs(args)
	r.set.ignores = append(r.set.ignores, &ignore{
		pos: c.Pos(), end: c.End(), rules: rules,
		file: r.pass.Fset.File(from), from: r.line(from), to: to,
		used: map[string]bool{},
	})
}

// comment finds what is wrong with c, and notes an ignore that stands beside
// or above code.
func (r *reader) comment(group *ast.CommentGroup, c *ast.Comment) {
	verb, args, ok := parse(c)
	if !ok {
		if verb, ok := spaced(c); ok {
			r.wrongf(c, "datavet directive with a space after //: it has no effect; write //datavet:%s", verb)
		}
		return
	}
	needsReason, known := verbs[verb]
	switch {
	case !known:
		r.wrongf(c, "unknown datavet directive %q: it has no effect; %s", verb, nearest.Suggest(string(verb), verbNames()))
	case verb == Ignore:
		rules, why := ignoreArgs(args)
		if len(rules) == 0 {
			r.wrongf(c, "datavet directive ignore without a rule: it has no effect; write //datavet:ignore rule why")
			return
		}
		if why == "" {
			r.wrongf(c, "datavet directive ignore without a reason: nobody can tell whether it still holds; write //datavet:ignore %s why", strings.Join(rules, ","))
		}
		if r.placed[c] {
			return
		}
		to := r.line(c.Pos())
		if r.alone(c) {
			to = r.line(group.End()) + 1
		}
		r.ignore(c, args, c.Pos(), to)
	case !r.placed[c]:
		r.wrongf(c, "datavet directive %s in the wrong place: it has no effect; put it above a function, interface method or func field", verb)
	case needsReason && args == "":
		r.wrongf(c, "datavet directive %s without a reason: nobody can tell whether it still holds; write //datavet:%[1]s why", verb)
	}
}

// alone reports whether nothing stands before c on its line.
func (r *reader) alone(c *ast.Comment) bool {
	tf := r.pass.Fset.File(c.Pos())
	src, err := firstparty.ReadFile(r.pass, tf.Name())
	start, end := tf.Offset(tf.LineStart(r.line(c.Pos()))), tf.Offset(c.Pos())
	if err != nil || end > len(src) {
		return false // the file has changed since it was parsed
	}
	return strings.TrimSpace(string(src[start:end])) == ""
}

// line is the line in the file itself, whatever //line directives say.
func (r *reader) line(pos token.Pos) int { return r.pass.Fset.PositionFor(pos, false).Line }

func (r *reader) wrongf(c *ast.Comment, format string, args ...any) {
	r.set.wrong = append(r.set.wrong, analysis.Diagnostic{Pos: c.Pos(), End: c.End(), Message: fmt.Sprintf(format, args...)})
}

// parse splits a //datavet: comment.
func parse(c *ast.Comment) (verb Verb, args string, ok bool) {
	d, ok := ast.ParseDirective(c.Slash, c.Text)
	if !ok || d.Tool != "datavet" {
		return "", "", false
	}
	// As elsewhere, a second comment ends the first: analysistest's wants.
	args, _, _ = strings.Cut(d.Args, "//")
	return Verb(d.Name), strings.TrimSpace(args), true
}

// spaced recognizes a known directive that is none because of a blank after
// the slashes.
func spaced(c *ast.Comment) (verb string, ok bool) {
	text, ok := strings.CutPrefix(strings.TrimLeft(strings.TrimPrefix(c.Text, "//"), " \t"), "datavet:")
	verb, _, _ = strings.Cut(text, " ")
	_, known := verbs[Verb(verb)]
	return verb, ok && known
}

// ignoreArgs splits the arguments of an ignore.
func ignoreArgs(args string) (rules []string, why string) {
	list, why, _ := strings.Cut(args, " ")
	for rule := range strings.SplitSeq(list, ",") {
		if rule != "" {
			rules = append(rules, rule)
		}
	}
	return rules, strings.TrimSpace(why)
}

func verbNames() []string {
	var names []string
	for verb := range verbs {
		names = append(names, string(verb))
	}
	slices.Sort(names)
	return names
}
