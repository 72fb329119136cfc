package page

import (
	"bytes"
	"fmt"
	"go/token"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

const ordersGo = `// Package orders takes orders.
package orders

import (
	"context"
	"database/sql"
)

// Place stores an order and charges for it.
func (s *Service) Place(ctx context.Context, in Order) error {
	return s.store.InTx(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, ` + "`INSERT INTO orders (customer_id, product_id, cents) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`" + `, in.Customer, in.Product, in.Cents)
		if err != nil {
			return err
		}

		if err := s.gateway.Charge(ctx, in.ID, in.Cents); err != nil { // may be refused
			return err
		}
		return nil
	})
}

func (s *Service) leak(ctx context.Context) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if _, err := tx.Exec("DELETE FROM orders"); err != nil {
		return err
	}
	return tx.Commit()
}
`

const gatewayGo = `package gateway

func (c *Client) Charge(ctx context.Context, id int64, cents int) error {
	return c.post(ctx, "/charges", id, cents)
}

func (c *Client) post(ctx context.Context, path string, args ...any) error {
	_, err := c.http.Do(c.request(ctx, path, args))
	return err
}
`

// What may stand in a program's text, and mustn't reach the page.
const evilGo = "package evil\n\n" +
	"const a = `</script><script>pwned=1</script><img src=https://example.com/x onerror=pwned=1>`\n" +
	"const b = \"user\u202e \u2066// admin\u2069\" // \u200bhidden\n" +
	"const c = \"\xff\xfe \x00 \x1b[31m\"\n" +
	"const d = \"%LONG%\"\n"

const schemaSQL = "CREATE TABLE folders (\r\n\tid BIGINT PRIMARY KEY,\r\n\tdeleted_at BIGINT NOT NULL DEFAULT 0,\r\n\tUNIQUE (name, deleted_at)\r\n);\r\n"

// A shop is a folder with sources, and the report of a run on it.
type shop struct {
	t   *testing.T
	dir string
	*report.Report
}

// newShop returns a report that has a finding of each kind that looks its own way.
func newShop(t *testing.T) *shop {
	s := emptyShop(t)
	s.write("orders/orders.go", ordersGo)
	s.write("gateway/gateway.go", gatewayGo)
	s.write("evil/evil.go", strings.ReplaceAll(evilGo, "%LONG%", strings.Repeat("long ", 5000)))
	s.write("schema.sql", schemaSQL)
	s.Baselined, s.Unchanged = 3, 1

	for _, key := range slices.Sorted(maps.Keys(hazards)) {
		rule, category, _ := strings.Cut(key, "/")
		f := s.finding(rule, category, "orders/orders.go", "s.gateway.Charge(ctx, in.ID, in.Cents)")
		f.Func = "Service.Place"
		f.Message = "job, message or what it is <that> left inside a transaction via Charge: a rollback does not undo it; call after commit"
		f.Related = []report.Related{s.related("orders/orders.go", "InTx", "the transaction begins here"), s.related("orders/orders.go", "})\n}", "the transaction commits when this returns")}
		switch category {
		case "call":
			f.Message = "remote call made inside a transaction via Charge -> post -> http.Client.Do: a rollback does not undo it; call after commit"
			f.Related = append(f.Related, s.related("orders/orders.go", "s.gateway.Charge(ctx", "the call path is Charge -> post -> http.Client.Do"))
			f.Steps = []report.Step{
				s.step("orders/orders.go", "s.gateway.Charge(ctx, in.ID, in.Cents)", "orders.Service.Place", "gateway.Client.Charge"),
				s.step("gateway/gateway.go", `c.post(ctx, "/charges", id, cents)`, "gateway.Client.Charge", "gateway.Client.post"),
				s.step("gateway/gateway.go", "c.http.Do(c.request(ctx, path, args))", "gateway.Client.post", "http.Client.Do"),
			}
		case "publish":
			f.Related = append(f.Related[:1], s.related("orders/orders.go", "s.gateway.Charge(ctx", "the call path is "+strings.Repeat("ratherLongNameOfAFunctionThatPublishes -> ", 6)+"some.library.ClientWithAVeryLongName.PublishWithContextAndOptions"))
		case "storage":
			f.Related[0] = s.related("gateway/gateway.go", "c.http", "the transaction begins here")
			f.Related[1] = s.related("gateway/gateway.go", "return err", "the transaction commits here")
		case "open":
			f.Message = "transaction left open on this return: its connection and its locks stay taken; roll it back here or defer Rollback after Begin"
			f.Pos, f.End = s.at("orders/orders.go", "return err\n\t}\n\treturn tx.Commit()")
			f.End = f.Pos
			f.Related = []report.Related{s.related("orders/orders.go", "s.db.BeginTx", "the transaction begins here")}
			f.Severity = report.Warning
		}
		s.Findings = append(s.Findings, f)
	}

	f := s.finding("txleak", "commit", "orders/orders.go", "tx.Commit()")
	f.Message = "commit error dropped: a failed commit looks like a success and the rows are lost; check the result's Error"
	f.Severity = report.Note
	f.Fixes = []report.Fix{{Message: "Check the commit's error", Edits: []report.Edit{
		s.edit("orders/orders.go", "\"database/sql\"\n", "\"database/sql\"\n\t\"fmt\"\n"),
		s.edit("orders/orders.go", "return tx.Commit()", "if err := tx.Commit(); err != nil {\n\t\treturn fmt.Errorf(\"commit: %w\", err)\n\t}\n\treturn nil"),
	}}}
	s.Findings = append(s.Findings, f)

	for _, text := range []string{"`</script>", "\"user", "\"\xff", "long \"\n"} {
		f := s.finding("zerocondition", "unchecked", "evil/evil.go", text)
		f.Package = "example.com/shop/evil"
		f.Message = "</script><script>pwned=1</script> \u202e" + text
		s.Findings = append(s.Findings, f)
	}
	f = s.finding("softunique", "live", "schema.sql", "UNIQUE (name, deleted_at)")
	f.Package = ""
	f.Message = "a message that is made in no usual way"
	s.Findings = append(s.Findings, f)
	f = s.finding("directive", "", "gone.go", "")
	f.Message = "a finding in a file that isn't there: it has no excerpt; see that the page is written"
	s.Findings = append(s.Findings, f)

	s.Problems = []report.Problem{
		{Posn: filepath.Join(s.dir, "broken/broken.go") + ":3:1", Text: "expected declaration, found <EOF>"},
		{Text: "example.com/shop/late is skipped: its types are incomplete because example.com/shop/broken is broken; mend that first"},
		{Text: ".datavet.yaml: schema: no file matches db/*.sql", Warning: true},
	}
	return s
}

func emptyShop(t *testing.T) *shop {
	dir := filepath.Join(t.TempDir(), "shop")
	return &shop{t, dir, &report.Report{Base: dir, Root: dir, Version: "v0.7.0", Packages: 12, Elapsed: 1234 * time.Millisecond}}
}

// bigShop returns a report of n findings.
func bigShop(t *testing.T, n int) *shop {
	s := newShop(t)
	few := s.Findings
	s.Findings = nil
	for i := range n {
		f := few[i%len(few)]
		f.Package = fmt.Sprintf("example.com/shop/part%02d", i%40)
		s.Findings = append(s.Findings, f)
	}
	return s
}

func (s *shop) write(name, text string) {
	s.t.Helper()
	name = filepath.Join(s.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		s.t.Fatal(err)
	}
}

func (s *shop) finding(rule, category, file, text string) report.Told {
	s.t.Helper()
	f := report.Told{Package: "example.com/shop/orders", Severity: report.Error}
	f.Rule, f.Category = rule, category
	f.Pos, f.End = s.at(file, text)
	return f
}

func (s *shop) related(file, text, message string) report.Related {
	s.t.Helper()
	pos, _ := s.at(file, text)
	return report.Related{Pos: pos, End: pos, Message: message}
}

func (s *shop) step(file, text, fn, callee string) report.Step {
	s.t.Helper()
	pos, end := s.at(file, text)
	return report.Step{Pos: pos, End: end, Func: fn, Callee: callee}
}

func (s *shop) edit(file, text, by string) report.Edit {
	s.t.Helper()
	pos, end := s.at(file, text)
	return report.Edit{File: pos.Filename, Start: pos.Offset, End: end.Offset, New: by}
}

// at returns where text stands first in a file; a file that is missing has none.
func (s *shop) at(file, text string) (pos, end token.Position) {
	s.t.Helper()
	name := filepath.Join(s.dir, file)
	data, err := os.ReadFile(name)
	if err != nil {
		return token.Position{Filename: name, Line: 7, Column: 1}, token.Position{}
	}
	i := bytes.Index(data, []byte(text))
	if i < 0 {
		s.t.Fatalf("%s has no %q", file, text)
	}
	position := func(offset int) token.Position {
		before := data[:offset]
		return token.Position{Filename: name, Offset: offset, Line: bytes.Count(before, []byte("\n")) + 1, Column: offset - bytes.LastIndexByte(before, '\n')}
	}
	return position(i), position(i + len(text))
}

// page returns the page as text.
func (s *shop) page() string {
	s.t.Helper()
	sources := &report.Sources{}
	report.Fingerprints(s.Findings, sources)
	var b strings.Builder
	if err := Write(&b, s.Report, sources); err != nil {
		s.t.Fatal(err)
	}
	return b.String()
}

// file writes the page to a file and returns its address.
func (s *shop) file() string {
	s.t.Helper()
	name := filepath.Join(s.t.TempDir(), "datavet.html")
	if err := os.WriteFile(name, []byte(s.page()), 0o666); err != nil {
		s.t.Fatal(err)
	}
	return "file://" + filepath.ToSlash(name)
}
