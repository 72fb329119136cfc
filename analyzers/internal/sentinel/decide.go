package sentinel

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"
)

// decide relates each comparison to the tests of the same field around it.
func (s *search) decide() {
	for _, fn := range s.order {
		for _, c := range fn.compared {
			found := Comparison{
				Field: c.field, Subject: c.subject, Bound: c.bound, Expr: c.cursor.Node().(ast.Expr), Past: c.holds, Negated: negated(c.cursor), Bare: bare(c.cursor),
				Guarded: fn.set[c.field] || s.isMade(c), Numeric: fn.set[c.field],
			}
			for _, t := range fn.tests {
				if t.field != c.field {
					continue
				}
				found.Guarded = true
				found.Numeric = found.Numeric || !t.isZero
				if m := meaning(t, c); m != Unseen {
					s.learn(c.field, m, t)
				}
			}
			for _, other := range fn.compared {
				if other.field == c.field && other.cursor != c.cursor {
					found.Guarded = true // two bounds, or two branches
				}
			}
			if !found.Guarded {
				found.Guarded = s.guardedNearby(fn, c.field)
			}
			s.Comparisons = append(s.Comparisons, found)
		}
	}
}

// isMade reports whether the comparison is of a variable that the function has
// just made with the field set: t := T{ExpiresAt: now.Add(ttl)}.
func (s *search) isMade(c atom) bool {
	id, ok := ast.Unparen(c.subject.X).(*ast.Ident)
	if !ok {
		return false
	}
	v, ok := s.info.Uses[id].(*types.Var)
	if !ok || v.IsField() {
		return false
	}
	made := definition(s.info, s.pass.Files, v)
	if ref, ok := made.(*ast.UnaryExpr); ok {
		made = ref.X
	}
	lit, ok := made.(*ast.CompositeLit)
	return ok && slices.ContainsFunc(lit.Elts, func(elt ast.Expr) bool {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return false
		}
		key, ok := kv.Key.(*ast.Ident)
		return ok && s.info.Uses[key] == c.field && !s.isSentinel(kv.Value)
	})
}

// guardedNearby reports whether a function of the package that calls fn, or is
// called by it, tests the field.
func (s *search) guardedNearby(fn *function, field *types.Var) bool {
	obj := s.object(fn)
	for _, other := range s.order {
		calls := obj != nil && other.called[obj]
		if other == fn || !calls && !fn.called[s.object(other)] {
			continue
		}
		for _, t := range other.tests {
			if t.field == field {
				return true
			}
		}
	}
	return false
}

// object returns the declared function, nil at package level.
func (s *search) object(fn *function) *types.Func {
	decl, ok := fn.node.(*ast.FuncDecl)
	if !ok {
		return nil
	}
	obj, _ := s.info.Defs[decl.Name].(*types.Func)
	return obj
}

func (s *search) learn(field *types.Var, m Meaning, t atom) {
	z := s.of(field)
	switch z.Meaning {
	case Unseen:
		z.Meaning, z.Where, z.Value = m, Position(s.pass, t.cursor.Node().Pos()), cmp.Or(t.value, "zero")
	case m:
	default:
		z.Meaning = Mixed
	}
}

// Position names a place for a message: the file without its folder, and the
// line.
func Position(pass *analysis.Pass, pos token.Pos) string {
	p := pass.Fset.Position(pos)
	return fmt.Sprintf("%s:%d", filepath.Base(p.Filename), p.Line)
}

// meaning returns what a zero test t, together with the comparison c of the
// same field, says that zero means.
func meaning(t, c atom) Meaning {
	if op, ok := joined(t.cursor, c.cursor); ok {
		switch {
		case op == token.LAND && !t.holds, op == token.LOR && t.holds:
			// !zero && past, zero || future: zero isn't among the past.
			return either((op == token.LAND) == c.holds)
		}
		return Unseen
	}
	if inThen, ok := branch(t, c.cursor); ok {
		// if !zero { if past {…} }
		if inThen != t.holds {
			return either(c.holds)
		}
		return Unseen
	}
	return earlyExit(t, c)
}

func either(never bool) Meaning {
	if never {
		return Never
	}
	return Due
}

// joined returns the operator that joins two parts of one boolean expression,
// with the negations around it.
func joined(a, b inspector.Cursor) (token.Token, bool) {
	for p := a.Parent(); ; p = p.Parent() {
		n, ok := p.Node().(*ast.BinaryExpr)
		if !ok {
			switch u := p.Node().(type) {
			case *ast.ParenExpr:
				continue
			case *ast.UnaryExpr:
				if u.Op == token.NOT {
					continue
				}
			}
			return 0, false
		}
		if n.Op != token.LAND && n.Op != token.LOR {
			return 0, false
		}
		if !contains(n, b.Node()) {
			continue
		}
		op := n.Op
		if negated(p) {
			op = token.LAND + token.LOR - op
		}
		return op, true
	}
}

func contains(outer, inner ast.Node) bool {
	return outer.Pos() <= inner.Pos() && inner.End() <= outer.End()
}

// branch reports whether c stands in a branch of an if statement that t is a
// condition of, by itself or as a conjunct, and whether that is the then
// branch.
func branch(t atom, c inspector.Cursor) (then, ok bool) {
	conjunct := true
	for p := t.cursor.Parent(); ; p = p.Parent() {
		switch n := p.Node().(type) {
		case *ast.ParenExpr:
		case *ast.UnaryExpr:
			if n.Op != token.NOT {
				return false, false
			}
		case *ast.BinaryExpr:
			if n.Op != token.LAND {
				conjunct = false
			}
		case *ast.IfStmt:
			switch {
			case contains(n.Body, c.Node()):
				return true, conjunct
			case n.Else != nil && contains(n.Else, c.Node()):
				return false, true
			}
			return false, false
		default:
			return false, false
		}
	}
}

// earlyExit reads "if zero { return false }; return past" and "if zero {
// continue }; if past {…}".
func earlyExit(t, c atom) Meaning {
	var exit *ast.IfStmt
	for p := range t.cursor.Enclosing((*ast.IfStmt)(nil)) {
		exit = p.Node().(*ast.IfStmt)
		break
	}
	if exit == nil || !t.holds || ast.Unparen(exit.Cond) != t.cursor.Node() || exit.Else != nil || c.cursor.Node().Pos() < exit.End() || len(exit.Body.List) == 0 {
		return Unseen
	}
	var result ast.Expr
	switch last := exit.Body.List[len(exit.Body.List)-1].(type) {
	case *ast.ReturnStmt:
		if len(last.Results) == 1 {
			result = last.Results[0]
		}
	case *ast.BranchStmt:
		if last.Tok != token.CONTINUE {
			return Unseen
		}
	default:
		return Unseen
	}
	literal, isIdent := result.(*ast.Ident)
	for p := c.cursor; ; p = p.Parent() {
		switch n := p.Parent().Node().(type) {
		case *ast.ParenExpr, *ast.UnaryExpr, *ast.BinaryExpr:
		case *ast.ReturnStmt:
			if isIdent && (literal.Name == "true" || literal.Name == "false") {
				return either((literal.Name == "false") == c.holds)
			}
			return Unseen
		case *ast.IfStmt:
			if n.Cond == p.Node() && c.holds && (!isIdent || literal.Name == "nil" || literal.Name == "false") {
				return Never
			}
			return Unseen
		default:
			return Unseen
		}
	}
}
