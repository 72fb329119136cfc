package sqlparse

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"
)

// seeds adds the statements of the tests, with the dialect's number before
// each text.
func seeds(f *testing.F) {
	data, err := os.ReadFile("testdata/postgres.txt")
	if err != nil {
		f.Fatal(err)
	}
	for part := range strings.SplitSeq(string(data), "\n\n") {
		text, _, _ := strings.Cut(part, "\n--\n")
		f.Add(uint8(PostgreSQL), strings.ReplaceAll(text, `\h`, string(Hole)))
	}
	for _, text := range []string{
		"REPLACE INTO `a` (b) VALUES (?, ?) ON DUPLICATE KEY UPDATE b = VALUES(b)",
		"SELECT * FROM t WHERE d < DATE_SUB(NOW(), INTERVAL 1 DAY) AND e <=> NULL LIMIT ?, 3",
		"CREATE TABLE t (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, d DATETIME NOT NULL DEFAULT '0000-00-00', KEY k (d)) ENGINE=InnoDB",
	} {
		f.Add(uint8(MySQL), text)
	}
	for _, text := range []string{
		"INSERT OR IGNORE INTO [a b] VALUES (?1, datetime('now')), (:x, -1)",
		"SELECT * FROM t WHERE d < unixepoch('now') AND e IS NOT 3 AND f GLOB 'x*'",
	} {
		f.Add(uint8(SQLite), text)
	}
}

// FuzzPreprocess checks that every byte that isn't rewritten maps to itself.
func FuzzPreprocess(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, dialect uint8, text string) {
		for _, retry := range []bool{false, true} {
			p, err := prepare(text, Dialect(dialect%4), retry)
			if err == nil {
				checkEdits(t, p)
			}
		}
	})
}

// FuzzGuard checks that no text makes a parser panic or takes it long.
func FuzzGuard(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, dialect uint8, text string) {
		// Texts that are built to be hard repeat something.
		for _, text := range []string{text, strings.Repeat(text, 40)} {
			start := time.Now()
			d := Dialect(dialect % 4)
			_, err := Parse(text, d)
			if err != nil {
				var e *Error
				if !errors.As(err, &e) {
					t.Fatalf("%T: %v", err, err)
				}
				if e.Span.Start < 0 || e.Span.End > len(text) || e.Span.End < e.Span.Start || strings.Contains(e.Word, "\n") {
					t.Fatalf("error %+v of a text of %d bytes", e, len(text))
				}
				// A panic is held, but none may be ours.
				if strings.HasPrefix(err.Error(), "parser panics: runtime error") {
					t.Fatal(err)
				}
			}
			_, _ = ParseFragment(text, Clause(dialect/4)%(SetClause+1), d)
			Split(text, d)
			// Generous, as the fuzzer's workers share the machine.
			if took, limit := time.Since(start), 2*time.Second+time.Duration(len(text))*20*time.Microsecond; took > limit {
				t.Fatalf("%d bytes took %v", len(text), took)
			}
		}
	})
}

// FuzzModel checks that every span of a model lies in the text and in order,
// and that a model is a tree but for its queries.
func FuzzModel(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, dialect uint8, text string) {
		d := Dialect(dialect % 4)
		var s *Statement
		var err error
		if c := dialect / 4; c == 0 {
			s, err = Parse(text, d)
		} else {
			s, err = ParseFragment(text, Clause(c-1)%(SetClause+1), d)
		}
		if err != nil {
			return
		}
		checkModel(t, text, s)
		_ = dump(text, s)
	})
}

func checkModel(t *testing.T, text string, s *Statement) {
	t.Helper()
	in := func(what any, span Span) {
		if span.Start < 0 || span.End > len(text) || span.Start > span.End {
			t.Fatalf("span %v of %s in a text of %d bytes: %q", span, fmt.Sprint(what), len(text), text)
		}
	}
	conds := map[*Cond]bool{}
	operands := map[*Operand]bool{}
	w := &walker{
		span: func(s Span) Span { in("a part", s); return s },
		operand: func(o *Operand) {
			if operands[o] {
				t.Fatalf("operand %+v is shared in %q", o, text)
			}
			operands[o] = true
		},
		cond: func(c *Cond) {
			if conds[c] {
				t.Fatalf("condition %+v is shared in %q", c, text)
			}
			conds[c] = true
			switch {
			case (c.Op == Leaf) != (c.Cmp != nil),
				(c.Op == And || c.Op == Or) && len(c.Parts) < 2,
				c.Op == Not && len(c.Parts) != 1,
				(c.Op == Leaf || c.Op == Opaque) && len(c.Parts) > 0:
				t.Fatalf("malformed condition %+v in %q", c, text)
			}
			for _, p := range c.Parts {
				if p == nil || p.Op == c.Op && c.Op != Not {
					t.Fatalf("condition isn't flat in %q", text)
				}
			}
		},
	}
	w.statement(s)
}
