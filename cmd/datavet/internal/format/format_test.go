package format

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"go/token"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

var update = flag.Bool("update", false, "write the golden files")

// sources are the files of the fixture, whose marks «» a finding is about.
var sources = map[string]string{
	"app/shop.go": `package app

func (s *Store) Charge(ctx context.Context, id int64) error {
	return s.db.InTx(ctx, func(tx *sql.Tx) error {
		größe, 🛒 := "幅:	", id; return s.«notify.InvoiceReady(ctx, größe)» // 幅
	})
}

func reuse(db *gorm.DB) {
	q := db.Where("a = ?", "` + "`" + `<&>")
	«q.
		Find(&first)»
	q.Find(&second) // ` + strings.Repeat("a long remark, ", 12) + `«look[T](here)» ` + strings.Repeat(", and on", 12) + `
	«x»
}
`,
	"app/with space/100%:é.go": "package odd\n\n//datavet:enqueue\n\x1b[31m«red»\u202e\n",
	"db/schema.sql":            "CREATE TABLE sites (\n  name text,\r\n  «UNIQUE» (name, deleted_at)\r\n);\n",
}

// A fixture is a folder with the sources, and a report about them.
type fixture struct {
	dir    string
	report report.Report
}

func newFixture(t *testing.T) fixture {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	places := map[string][]token.Position{} // where marks begin and end
	for name, text := range sources {
		path := filepath.Join(dir, name)
		var plain strings.Builder
		for text != "" {
			i := strings.IndexAny(text, "«»")
			if i < 0 {
				plain.WriteString(text)
				break
			}
			plain.WriteString(text[:i])
			before := plain.String()
			places[name] = append(places[name], token.Position{
				Filename: path, Offset: len(before),
				Line: strings.Count(before, "\n") + 1, Column: len(before) - strings.LastIndex(before, "\n"),
			})
			text = text[i+len("«"):]
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(plain.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	shop, odd, schema := places["app/shop.go"], places["app/with space/100%:é.go"], places["db/schema.sql"]
	at := func(name string, line, column int) token.Position {
		return token.Position{Filename: filepath.Join(dir, name), Line: line, Column: column}
	}
	begin := at("app/shop.go", 4, 9)
	sent := report.Finding{
		Rule: "enqueueintx", Category: "mail", Pos: shop[0], End: shop[1], Func: "Store.Charge",
		Message: "mail sent inside a transaction by InvoiceReady: a rollback does not take it back; send after commit",
		Path:    []string{"(*example.com/shop/notify.Client).InvoiceReady", "net/smtp.SendMail"},
		Related: []report.Related{
			{Pos: shop[0], End: shop[1], Message: "the call path is notify.Client.InvoiceReady -> smtp.SendMail"},
			{Pos: begin, End: begin, Message: "the transaction begins here"},
			{Pos: at("app/shop.go", 6, 2), End: at("app/shop.go", 6, 2), Message: "the transaction commits when this returns"},
		},
	}
	bare := sent
	bare.Category = "enqueue"
	bare.Message = "job enqueued inside a transaction: it may run before commit; enqueue after commit"
	r := report.Report{
		Base: filepath.Join(dir, "app"), Root: dir, Version: "v0.7.0-rc.1",
		Packages: 4, Baselined: 2, Unchanged: 1, Elapsed: 1250 * time.Millisecond,
		Findings: []report.Told{
			{
				Finding: sent, Package: "example.com/shop", Severity: report.Error, Fingerprint: "00112233445566aa",
				Steps: []report.Step{
					{Pos: shop[0], End: shop[1], Func: "Store.Charge", Callee: "notify.Client.InvoiceReady"},
					{Pos: at("gone.go", 7, 3), End: at("gone.go", 7, 20), Func: "notify.Client.InvoiceReady", Callee: "smtp.SendMail"},
				},
			},
			{Finding: bare, Package: "example.com/shop", Severity: report.Error, Fingerprint: "00112233445566ab"},
			{
				Finding: report.Finding{
					Rule: "sharedchain", Category: "reused", Pos: shop[2], End: shop[3], Func: "reuse",
					Message: "q is used twice: the second query has the conditions of both, and [links](9); fork the chain",
					Fixes: []report.Fix{
						{Message: "Fork the chain", Edits: []report.Edit{
							{File: shop[2].Filename, Start: shop[6].Offset, End: shop[7].Offset},
							{File: shop[2].Filename, Start: shop[2].Offset, End: shop[2].Offset, New: "q := q.Session(&gorm.Session{}) // <é>\n\t"},
						}},
						{Message: "Edit what is gone", Edits: []report.Edit{{File: filepath.Join(dir, "gone.go"), Start: 1, End: 2}}},
					},
				},
				Package: "example.com/shop", Severity: report.Warning, Fingerprint: "00112233445566ac",
			},
			{
				Finding: report.Finding{Rule: "sharedchain", Category: "ignored", Pos: shop[4], End: shop[5], Func: "reuse", Message: "far to the right"},
				Package: "example.com/shop", Severity: report.Warning, Fingerprint: "00112233445566ad",
			},
			{
				Finding: report.Finding{Rule: "sharedchain", Category: "ignored", Pos: shop[6], End: shop[6], Func: "reuse", Message: "no extent"},
				Package: "example.com/shop", Severity: report.Warning, Fingerprint: "00112233445566ae",
			},
			{
				Finding: report.Finding{Rule: "baddirective", Pos: at("app/with space/100%:é.go", 3, 0), Message: "unknown datavet directive"},
				Package: "example.com/shop/odd", Severity: report.Error, Fingerprint: "00112233445566af",
			},
			{
				Finding: report.Finding{Rule: "txleak", Category: "open", Pos: odd[0], End: odd[1], Message: "50%, a:b\r\nsecond line \x00\x1b"},
				Package: "example.com/shop/odd", Severity: report.Note, Fingerprint: "00112233445566b0",
			},
			{
				Finding: report.Finding{Rule: "softunique", Category: "nullkey", Pos: schema[0], End: schema[1], Message: "a key binds no live row"},
				Package: "example.com/shop/db", Severity: report.Note, Fingerprint: "00112233445566b1",
			},
			{
				Finding: report.Finding{Rule: "txleak", Pos: at("gone.go", 3, 5), End: at("gone.go", 3, 9), Message: "the file is gone"},
				Package: "example.com/shop", Severity: report.Error, Fingerprint: "00112233445566b2",
			},
			{
				Finding: report.Finding{Rule: "txleak", Pos: token.Position{Filename: "/elsewhere/a b.go"}, Message: "no line"},
				Package: "example.com/elsewhere", Severity: report.Error, Fingerprint: "00112233445566b3",
			},
		},
		Problems: []report.Problem{
			{Posn: filepath.Join(dir, "app/broken.go") + ":3:18", Text: "expected ')', found '{'; make it compile, its package is skipped"},
			{Text: "example.com/shop/uses is analysed in part", Warning: true},
		},
	}
	return fixture{dir, r}
}

// write returns the report in a format, with the folder called ROOT.
func (f fixture) write(t *testing.T, name string, o Options) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, name, &f.report, &report.Sources{}, o); err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(b.String(), f.dir, "/ROOT")
}

// golden holds got against a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s: go test -update, and look at the difference; got\n%s", path, got)
	}
}

func TestGolden(t *testing.T) {
	t.Setenv("GITHUB_WORKSPACE", "")
	f := newFixture(t)
	clean := fixture{f.dir, report.Report{Base: f.dir, Root: f.dir, Version: "(devel)", Packages: 3, Elapsed: time.Second}}
	for _, name := range []string{"text", "sarif", "github", "checkstyle", "junit", "report"} {
		got := f.write(t, name, Options{})
		if name == "sarif" {
			got = withoutHelp(t, got)
		}
		golden(t, "all."+name, got)
		if again := f.write(t, name, Options{}); name != "sarif" && again != got {
			t.Errorf("%s differs from run to run", name)
		}
		if name != "sarif" { // TestSARIFRules has the rest
			golden(t, "none."+name, clean.write(t, name, Options{}))
		}
	}
	golden(t, "color.text", f.write(t, "text", Options{Color: true, Width: 60, Quiet: true}))
}

// withoutHelp leaves the rules that found nothing out of a log, and what pages say
// of the other ones.
func withoutHelp(t *testing.T, text string) string {
	t.Helper()
	var log sarifLog
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&log); err != nil {
		t.Fatal(err)
	}
	run := &log.Runs[0]
	var rules []sarifDescriptor
	index := map[int]int{}
	for i := range run.Results {
		result := &run.Results[i]
		if _, ok := index[result.RuleIndex]; !ok {
			index[result.RuleIndex] = len(rules)
			rule := run.Tool.Driver.Rules[result.RuleIndex]
			if rule.ID != result.RuleID {
				t.Errorf("result %d of %s has the index of %s", i, result.RuleID, rule.ID)
			}
			rule.FullDescription = sarifText{Text: "…"}
			rule.Help = sarifText{Text: "…", Markdown: "…"}
			rules = append(rules, rule)
		}
		result.RuleIndex = index[result.RuleIndex]
	}
	run.Tool.Driver.Rules = rules
	var b strings.Builder
	if err := writeJSON(&b, log); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestSARIFRules: all rules and categories are described, findings or not.
func TestSARIFRules(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, "sarif", &report.Report{Root: t.TempDir(), Version: "(devel)"}, &report.Sources{}, Options{}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if run.Results == nil || !run.Invocations[0].ExecutionSuccessful || run.Tool.Driver.SemanticVersion != "" {
		t.Errorf("results %v, invocations %v, driver %s", run.Results, run.Invocations, run.Tool.Driver.SemanticVersion)
	}
	rules := map[string]sarifDescriptor{}
	for _, d := range run.Tool.Driver.Rules {
		if _, ok := rules[d.ID]; ok {
			t.Errorf("%s twice", d.ID)
		}
		rules[d.ID] = d
		for what, text := range map[string]string{
			"short description": d.ShortDescription.Text, "full description": d.FullDescription.Text,
			"help": d.Help.Text, "help in Markdown": d.Help.Markdown,
		} {
			if text == "" {
				t.Errorf("%s: no %s", d.ID, what)
			}
		}
		if len(d.ShortDescription.Text) > longest || len([]rune(d.FullDescription.Text)) > longest {
			t.Errorf("%s: a description is longer than GitHub takes", d.ID)
		}
	}
	for _, rule := range analyzers.Rules {
		name := rule.Analyzer.Name
		if d := rules[name]; d.HelpURI != rule.Analyzer.URL || d.DefaultConfiguration.Enabled != rule.Default {
			t.Errorf("%s: %+v", name, d)
		}
		for _, category := range rule.OptIn {
			d := rules[name+"/"+category]
			if d.HelpURI != rule.Analyzer.URL+"#"+category || d.DefaultConfiguration != (sarifConfiguration{false, "warning"}) {
				t.Errorf("%s/%s: %+v", name, category, d)
			}
		}
	}
	if d := rules["enqueueintx/mail"]; d.DefaultConfiguration != (sarifConfiguration{true, "error"}) || !strings.Contains(d.Help.Markdown, "nothing takes it back") {
		t.Errorf("enqueueintx/mail: %+v", d)
	}
}

// TestSARIFRegions reads regions back: they hold what was marked.
func TestSARIFRegions(t *testing.T) {
	f := newFixture(t)
	var log sarifLog
	if err := json.Unmarshal([]byte(f.write(t, "sarif", Options{})), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	text := func(location sarifPhysicalLocation) string {
		name, err := url.PathUnescape(strings.TrimPrefix(location.ArtifactLocation.URI, "./"))
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(filepath.Join(f.dir, name))
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.SplitAfter(string(content), "\n")
		at := location.Region
		var units []uint16
		for line := at.StartLine; line <= at.EndLine; line++ {
			u := utf16.Encode([]rune(lines[line-1]))
			start, end := 0, len(u)
			if line == at.StartLine {
				start = at.StartColumn - 1
			}
			if line == at.EndLine {
				end = at.EndColumn - 1
			}
			units = append(units, u[start:end]...)
		}
		return string(utf16.Decode(units))
	}
	for i, want := range map[int]string{
		0: "notify.InvoiceReady(ctx, größe)",
		2: "q.\n\t\tFind(&first)",
		3: "look[T](here)",
		4: "x",
		5: "//datavet:enqueue",
		6: "red",
		7: "UNIQUE",
	} {
		if got := text(results[i].Locations[0].PhysicalLocation); got != want {
			t.Errorf("result %d is about %q, want %q", i, got, want)
		}
	}
	if fixes := results[2].Fixes; len(fixes) != 1 || len(fixes[0].ArtifactChanges) != 1 {
		t.Errorf("fixes %+v, want the one whose file is there", fixes)
	}
	for i, want := range []string{
		"the transaction begins here; Store.Charge calls notify.Client.InvoiceReady; " +
			"notify.Client.InvoiceReady calls smtp.SendMail; the transaction commits when this returns",
		"the transaction begins here; " + f.report.Findings[1].Message + "; the transaction commits when this returns",
	} {
		var texts []string
		for _, l := range results[i].CodeFlows[0].ThreadFlows[0].Locations {
			texts = append(texts, l.Location.Message.Text)
		}
		if got := strings.Join(texts, "; "); got != want {
			t.Errorf("the flow of result %d is %s, want %s", i, got, want)
		}
	}
}

func TestReportRoundTrip(t *testing.T) {
	f := newFixture(t)
	var got report.Report
	var b bytes.Buffer
	if err := Write(&b, "report", &f.report, &report.Sources{}, Options{}); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(b.String(), `\u003c`) {
		t.Error("< is escaped")
	}
	decoder := json.NewDecoder(&b)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, f.report) {
		t.Errorf("got %+v\nwant %+v", got, f.report)
	}
}

// TestGitHub reads the commands back as GitHub's runner does.
func TestGitHub(t *testing.T) {
	f := newFixture(t)
	t.Setenv("GITHUB_WORKSPACE", filepath.Dir(f.dir))
	folder := filepath.Base(f.dir)
	command := regexp.MustCompile(`^::(error|warning|notice) ([^:]*)::(.*)$`)
	unescape := strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%")
	lines := strings.Split(strings.TrimSuffix(f.write(t, "github", Options{}), "\n"), "\n")
	if len(lines) != len(f.report.Findings) {
		t.Fatalf("%d lines for %d findings", len(lines), len(f.report.Findings))
	}
	for i, line := range lines {
		m := command.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("no command: %s", line)
			continue
		}
		properties := map[string]string{}
		for property := range strings.SplitSeq(m[2], ",") {
			key, value, _ := strings.Cut(property, "=")
			properties[key] = unescape.Replace(value)
		}
		want := f.report.Findings[i]
		file := filepath.ToSlash(filepath.Join(folder, strings.TrimPrefix(want.Pos.Filename, f.dir)))
		if want.Package == "example.com/elsewhere" {
			file = want.Pos.Filename
		}
		if properties["file"] != file {
			t.Errorf("file %q, want %q", properties["file"], file)
		}
		if got := unescape.Replace(m[3]); !strings.HasPrefix(got, want.Message) {
			t.Errorf("message %q, want %q", got, want.Message)
		}
	}
}

// TestXML reads the documents back.
func TestXML(t *testing.T) {
	f := newFixture(t)
	var style checkstyleLog
	if err := xml.Unmarshal([]byte(f.write(t, "checkstyle", Options{})), &style); err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, file := range style.Files {
		n += len(file.Errors)
	}
	if n != len(f.report.Findings) {
		t.Errorf("%d errors for %d findings", n, len(f.report.Findings))
	}
	var unit junitSuites
	if err := xml.Unmarshal([]byte(f.write(t, "junit", Options{})), &unit); err != nil {
		t.Fatal(err)
	}
	if unit.Failures != len(f.report.Findings) || unit.Errors != 1 || unit.Tests != unit.Failures+1 {
		t.Errorf("%d tests, %d failures, %d errors", unit.Tests, unit.Failures, unit.Errors)
	}
	names := map[string]bool{}
	for _, suite := range unit.Suites {
		for _, c := range suite.Cases {
			if names[c.Class+c.Name] {
				t.Errorf("two tests are called %s", c.Name)
			}
			names[c.Class+c.Name] = true
		}
	}
}

// TestTextForm: each finding is one line, and what belongs to it begins with a
// tab; nothing moves a terminal's cursor.
func TestTextForm(t *testing.T) {
	f := newFixture(t)
	for _, width := range []int{0, 1, 40, 60, 80, 200} {
		got := f.write(t, "text", Options{Width: width})
		n := 0
		for line := range strings.Lines(got) {
			if !strings.HasPrefix(line, "\t") {
				n++
			} else if strings.Contains(line, " | ") && indent+columns(cells(strings.TrimSpace(line))) > max(width, indent+minWidth+len("10 | ")) && width > 0 {
				t.Errorf("width %d: too long: %q", width, line)
			}
			if strings.ContainsAny(line, "\x1b\u202e") {
				t.Errorf("escape sequence in %q", line)
			}
		}
		if n != len(f.report.Findings) {
			t.Errorf("width %d: %d lines for %d findings in\n%s", width, n, len(f.report.Findings), got)
		}
	}
}

func TestSummary(t *testing.T) {
	f := newFixture(t)
	var b strings.Builder
	Summary(&b, &f.report, Options{})
	Summary(&b, &f.report, Options{Summary: true, Quiet: true})
	if b.Len() > 0 {
		t.Errorf("got %q unasked", b.String())
	}
	Summary(&b, &f.report, Options{Summary: true})
	Summary(&b, &report.Report{Packages: 1, Elapsed: 83 * time.Second}, Options{Summary: true})
	const want = "10 findings (5 errors, 3 warnings, 2 notes) in 4 of 4 packages, 1.2 s; 2 in the baseline; 1 in unchanged lines\n" +
		"No findings in 1 package, 1m23s\n"
	if b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}

func TestParse(t *testing.T) {
	got, err := Parse("text, sarif:out/datavet.sarif,html:./index.html")
	if want := []Spec{{"text", ""}, {"sarif", filepath.Join("out", "datavet.sarif")}, {"html", "index.html"}}; err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, %v", got, err)
	}
	for value, want := range map[string]string{
		"":                "name a format",
		"text,":           "name a format",
		"sarfi":           `unknown format "sarfi": did you mean "sarif"?`,
		"teamcity:a":      `unknown format "teamcity": choose from text, json, `,
		"SARIF":           `unknown format "SARIF": `,
		"sarif:":          `"sarif:" lacks the file's name`,
		"text,sarif":      "text and sarif both go to stdout: give one a file, as sarif:FILE",
		"text,text":       "text and text both go to stdout",
		"text:a,sarif:a":  "text and sarif both go to a: name two files",
		"text:a,json:./a": "text and json both go to a",
	} {
		if _, err := Parse(value); err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("Parse(%q): %v, want %s", value, err, want)
		}
	}
	for _, name := range Names {
		if _, ok := writers[name]; ok == (name == JSON) {
			t.Errorf("%s: writer %t", name, ok)
		}
	}
}

func TestWriteFile(t *testing.T) {
	dir := t.TempDir()
	text := func(s string) func(io.Writer) error {
		return func(w io.Writer) error {
			_, err := io.WriteString(w, s)
			return err
		}
	}
	name := filepath.Join(dir, "out.sarif")
	content := func() string {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	if err := WriteFile(name, text("one")); err != nil || content() != "one" {
		t.Fatalf("%v, %q", err, content())
	}
	if err := os.Chmod(name, 0o640); err != nil {
		t.Fatal(err)
	}
	link := filepath.Join(dir, "link")
	if err := os.Symlink("out.sarif", link); err != nil {
		t.Fatal(err)
	}
	if err := WriteFile(link, text("two")); err != nil || content() != "two" {
		t.Errorf("%v, %q", err, content())
	}
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is one no more: %v", err)
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	err := WriteFile(name, func(w io.Writer) error {
		if err := text("half")(w); err != nil {
			return err
		}
		return errors.New("no more")
	})
	if err == nil || content() != "two" {
		t.Errorf("%v, %q", err, content())
	}
	for path, want := range map[string]string{
		filepath.Join(dir, "none", "out"): "no such file or directory; make its folder first",
		dir:                               "is a directory",
		filepath.Join(name, "out"):        "not a directory",
	} {
		if err := WriteFile(path, text("")); err == nil || err.Error() != path+" can't be written: "+want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	if err := WriteFile(os.DevNull, text("away")); err != nil {
		t.Error(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}
