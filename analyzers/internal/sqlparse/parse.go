package sqlparse

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// A Clause is the place in a statement that a fragment is written for.
type Clause uint8

const (
	WhereClause   Clause = iota // a condition: GORM's Where, squirrel's Expr
	OrderByClause               // keys of ORDER BY
	JoinClause                  // "JOIN t ON …", or "t ON …"
	FromClause                  // tables
	SelectClause                // a list of columns
	SetClause                   // assignments of UPDATE
)

// Parse parses the one statement that text is. Placeholders of every style,
// templates and holes are allowed. The error is an *[Error].
func Parse(text string, d Dialect) (*Statement, error) {
	return inTurn(text, d, func(d Dialect) (*Statement, error) {
		return parseAs(text, d, "", "")
	})
}

// ParseFragment parses a part of a statement; its Query has the Verb Fragment
// and what c says set: Where, OrderBy, Tables and On, Columns, or Sets.
func ParseFragment(text string, c Clause, d Dialect) (*Statement, error) {
	return inTurn(text, d, func(d Dialect) (*Statement, error) {
		var first error
		for _, w := range wrappings(text, c) {
			s, err := parseAs(w.text, d, w.before, w.after)
			if err == nil {
				return fragment(s, text), nil
			}
			if first == nil {
				first = err
			}
		}
		return nil, first
	})
}

// inTurn calls parse with the dialect, or if it is Unknown with each until one
// takes the text. The error is that of the likeliest.
func inTurn(text string, d Dialect, parse func(Dialect) (*Statement, error)) (*Statement, error) {
	if d != Unknown {
		return parse(d)
	}
	var first error
	for _, d := range likely(text) {
		s, err := parse(d)
		if err == nil {
			s.Dialect = Unknown
			return s, nil
		}
		if first == nil {
			first = err
		}
	}
	return nil, first
}

// parseAs parses text between before and after, which are no part of the
// caller's text.
func parseAs(text string, d Dialect, before, after string) (s *Statement, err error) {
	defer func() {
		if r := recover(); r != nil {
			s, err = nil, &Error{Dialect: d, Word: oneLine(fmt.Sprint("parser panics: ", r))}
		}
	}()
	var first error
	for _, retry := range []bool{false, true} {
		p, err := prepare(text, d, retry)
		if err != nil {
			return nil, err
		}
		if before != "" || after != "" {
			p.wrap(before, after)
		}
		s, err := p.parse(d)
		if err == nil {
			return s, nil
		}
		if first == nil {
			first = err
		}
		if !p.holes {
			break
		}
	}
	return nil, first
}

// parse calls the grammar.
func (p *prepared) parse(d Dialect) (*Statement, error) {
	statements, err := grammars[d](p.text)
	if err != nil {
		return nil, p.error(err, d)
	}
	switch len(statements) {
	case 0:
		return nil, &Error{Dialect: d, Word: "no statement"}
	case 1:
	default:
		return nil, &Error{Span: p.back(statements[1].Span), Dialect: d, Word: "more than one statement"}
	}
	p.finish(statements)
	return statements[0], nil
}

func (p *prepared) error(err error, d Dialect) error {
	var e *Error
	if !errors.As(err, &e) {
		e = &Error{Word: err.Error()}
	}
	return &Error{Span: p.back(e.Span), Dialect: d, Word: oneLine(e.Word)}
}

func oneLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	const limit = 200
	if len(s) > limit {
		s = strings.ToValidUTF8(s[:limit], "")
	}
	return s
}

// A wrapping makes a statement of a fragment. Its text is as long as the
// caller's.
type wrapping struct{ before, text, after string }

// wrappings returns the statements to try for a fragment.
func wrappings(text string, c Clause) []wrapping {
	first := firstWord(text)
	word := lower(text[first.Start:first.End])
	// A fragment may bring its own keyword.
	blank := func(n int) string {
		return strings.Repeat(" ", n) + text[n:]
	}
	switch c {
	case OrderByClause:
		if word == "order" {
			return []wrapping{{"SELECT 1 FROM t ", text, ""}}
		}
		return []wrapping{{"SELECT 1 FROM t ORDER BY ", text, ""}}
	case JoinClause:
		switch word {
		case "join", "left", "right", "inner", "full", "cross", "natural", "straight_join":
			return []wrapping{{"SELECT 1 FROM t ", text, ""}, {"SELECT 1 FROM t ", text, " ON 1=1"}}
		}
		return []wrapping{{"SELECT 1 FROM t JOIN ", text, ""}, {"SELECT 1 FROM t CROSS JOIN ", text, ""}, {"SELECT 1 FROM t ", text, ""}}
	case FromClause:
		if word == "from" {
			return []wrapping{{"SELECT 1 ", text, ""}}
		}
		return []wrapping{{"SELECT 1 FROM ", text, ""}}
	case SelectClause:
		if word == "select" {
			return []wrapping{{"", text, ""}}
		}
		return []wrapping{{"SELECT ", text, ""}, {"SELECT ", text, " FROM t"}}
	case SetClause:
		if word == "set" {
			return []wrapping{{"UPDATE t ", text, ""}}
		}
		return []wrapping{{"UPDATE t SET ", text, ""}}
	}
	switch word {
	case "where", "order", "limit", "group", "having", "for":
		return []wrapping{{"SELECT 1 FROM t ", text, ""}}
	case "and", "or":
		return []wrapping{{"SELECT 1 FROM t WHERE ", blank(first.End), ""}}
	}
	return []wrapping{{"SELECT 1 FROM t WHERE ", text, ""}}
}

// firstWord returns where the first word of a text stands.
func firstWord(text string) Span {
	i := 0
	for i < len(text) && space(text[i]) {
		i++
	}
	j := i
	for j < len(text) && letter(text[j]) {
		j++
	}
	return Span{i, j}
}

// fragment returns the statement that a fragment was wrapped in without the
// wrapping.
func fragment(s *Statement, text string) *Statement {
	whole := Span{0, len(text)}
	q := s.Query
	if q == nil {
		return &Statement{Span: whole, Dialect: s.Dialect, Query: &Query{Verb: Fragment, Span: whole}}
	}
	q.Verb, q.Span, s.Span = Fragment, whole, whole
	tables := q.Tables[:0]
	for _, t := range q.Tables {
		if t.Span.End > t.Span.Start || t.Sub != nil {
			tables = append(tables, t)
		}
	}
	q.Tables = tables
	q.Selected = slices.DeleteFunc(q.Selected, func(o Operand) bool { return o.Span.End <= o.Span.Start })
	if strings.EqualFold(strings.TrimSpace(text[:firstWord(text).End]), "or") {
		q.Holed = true // The condition that it widens isn't here.
	}
	return s
}

// cues are words that are at home in one dialect.
var cues = [...][]string{
	PostgreSQL: {"::", "$1", "returning", "ilike", "serial", "timestamptz", "with time zone", "jsonb", "any(", "any (",
		"distinct on", "plpgsql", "bytea", "nextval(", "create extension", "gen_random_uuid", "character varying", "$$"},
	MySQL: {"`", "auto_increment", "engine=", "engine =", "on duplicate key", "insert ignore", "unsigned", "tinyint(",
		"date_sub(", "date_add(", "unix_timestamp(", "charset", "utf8mb4", "longtext", "datetime(", "\ndelimiter ", "delimiter $$"},
	SQLite: {"autoincrement", "pragma ", "insert or ", "('now'", "strftime(", "unixepoch", "without rowid", " glob ",
		"sqlite_", "integer primary key"},
}

// likely returns the dialects in the order to try for a text: those with the
// most cues first.
func likely(text string) [3]Dialect {
	text = strings.ToLower(text[:min(len(text), 1<<14)])
	var votes [SQLite + 1]int
	for d, words := range cues {
		for _, w := range words {
			if strings.Contains(text, w) {
				votes[d]++
			}
		}
	}
	order := [3]Dialect{PostgreSQL, MySQL, SQLite}
	slices.SortStableFunc(order[:], func(a, b Dialect) int { return votes[b] - votes[a] })
	return order
}
