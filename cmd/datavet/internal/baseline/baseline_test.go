package baseline

import (
	"errors"
	"go/format"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

// A project is a folder of files in which each line with "send(" has a finding.
type project struct {
	t   *testing.T
	dir string
}

func newProject(t *testing.T) project {
	t.Helper()
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return project{t, dir}
}

func (p project) baseline() string { return filepath.Join(p.dir, Name) }

func (p project) write(name, text string) {
	p.t.Helper()
	name = filepath.Join(p.dir, name)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		p.t.Fatal(err)
	}
}

func (p project) remove(name string) {
	p.t.Helper()
	if err := os.Remove(filepath.Join(p.dir, name)); err != nil {
		p.t.Fatal(err)
	}
}

var inFunc = regexp.MustCompile(`^func (\w+)`)

// find returns the findings in files.
func (p project) find() []report.Told {
	p.t.Helper()
	var list []report.Told
	names, err := filepath.Glob(filepath.Join(p.dir, "*.go"))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			p.t.Fatal(err)
		}
		fn := ""
		for i, text := range strings.Split(string(data), "\n") {
			if m := inFunc.FindStringSubmatch(text); m != nil {
				fn = m[1]
			}
			if column := strings.Index(text, "send("); column >= 0 {
				pos := token.Position{Filename: name, Line: i + 1, Column: column + 1}
				list = append(list, report.Told{Finding: report.Finding{
					Rule: "enqueueintx", Category: "enqueue", Pos: pos, End: pos, Func: fn, Message: "job enqueued: send < commit",
				}})
			}
		}
	}
	report.Fingerprints(list, new(report.Sources))
	return list
}

func all(string, string, string) bool  { return true }
func none(string, string, string) bool { return false }

func (p project) read() *File {
	p.t.Helper()
	f, err := Read(p.baseline())
	if err != nil {
		p.t.Fatal(err)
	}
	return f
}

func (p project) update(reason string, seen Seen) Change {
	p.t.Helper()
	old, err := Read(p.baseline())
	if errors.Is(err, fs.ErrNotExist) {
		old, err = nil, nil
	}
	if err != nil {
		p.t.Fatal(err)
	}
	done, err := Update(p.baseline(), old, p.find(), reason, seen)
	if err != nil {
		p.t.Fatal(err)
	}
	return done
}

// want checks what is told: places, and warnings that contain texts.
func (p project) want(seen Seen, places []string, hidden int, gone ...string) {
	p.t.Helper()
	kept, n, problems := p.read().Apply(p.find(), seen)
	var got []string
	for _, t := range kept {
		t.Pos.Filename = filepath.Base(t.Pos.Filename)
		got = append(got, t.Pos.String())
	}
	if !slices.Equal(got, places) || n != hidden {
		p.t.Errorf("told %q and %d hidden, want %q and %d", got, n, places, hidden)
	}
	same := len(problems) == len(gone)
	for i := 0; same && i < len(gone); i++ {
		same = problems[i].Warning && strings.Contains(problems[i].Posn+": "+problems[i].Text, gone[i])
	}
	if !same {
		p.t.Errorf("warnings %v, want %q", problems, gone)
	}
}

const before = `package p

func a() {
	send(1)
}

func b() {
	if true {
		send(2)
		send(2)
	}
}
`

func TestStability(t *testing.T) {
	_, fromB, _ := strings.Cut(before, "}\n")
	for name, test := range map[string]struct {
		after  string
		places []string
		hidden int
		gone   []string
	}{
		"as it was":              {before, nil, 3, nil},
		"lines above":            {strings.Replace(before, "p\n", "p\n\n// Some\n// lines.\n", 1), nil, 3, nil},
		"indented":               {strings.ReplaceAll(before, "\t\t", "\t \t   "), nil, 3, nil},
		"CRLF":                   {strings.ReplaceAll(before, "\n", "\r\n"), nil, 3, nil},
		"moved":                  {"package p\n" + fromB + "\nfunc a() {\n\tsend(1)\n}\n", nil, 3, nil},
		"a twin repaired":        {strings.Replace(before, "\t\tsend(2)\n", "", 1), nil, 2, []string{": the finding is gone (enqueueintx in a.go); datavet baseline brings"}},
		"a twin more":            {strings.Replace(before, "send(2)", "send(2)\n\t\tsend(2)", 1), []string{"a.go:11:3"}, 3, nil},
		"the line changed":       {strings.Replace(before, "send(1)", "send(3)", 1), []string{"a.go:4:2"}, 2, []string{".json:4:1: the finding is gone"}},
		"the function renamed":   {strings.Replace(before, "func a", "func c", 1), []string{"a.go:4:2"}, 2, []string{".json:4:1: the finding is gone"}},
		"the same line in other": {strings.Replace(before, "\n\tsend(1)", "", 1) + "\nfunc c() {\n\tsend(1)\n}\n", []string{"a.go:14:2"}, 2, []string{"the finding is gone"}},
		"all repaired":           {"package p\n", nil, 0, []string{"gone", "gone", "gone"}},
	} {
		t.Run(name, func(t *testing.T) {
			p := newProject(t)
			p.write("a.go", before)
			if done := p.update("why", all); done != (Change{Added: 3}) {
				t.Errorf("written: %s", done)
			}
			p.write("a.go", test.after)
			p.want(all, test.places, test.hidden, test.gone...)
			p.want(none, test.places, test.hidden)
			if done, want := p.update("why", all), (Change{Added: len(test.places), Dropped: len(test.gone), Kept: test.hidden}); done != want {
				t.Errorf("updated: %s, want %s", done, want)
			}
			p.want(all, nil, len(test.places)+test.hidden)
		})
	}
}

func TestGofmt(t *testing.T) {
	p := newProject(t)
	crooked := "package p\nfunc a( ) {\n        send( 1 )\n  send(2)\n}\n"
	p.write("a.go", crooked)
	p.update("why", all)
	straight, err := format.Source([]byte(crooked))
	if err != nil {
		t.Fatal(err)
	}
	p.write("a.go", string(straight))
	p.want(all, nil, 2)
}

func TestRenamedFile(t *testing.T) {
	p := newProject(t)
	p.write("a.go", before)
	p.update("the old billing", all)
	p.remove("a.go")
	p.write("new.go", before)
	now := "is in new.go now (enqueueintx in a.go)"
	p.want(none, []string{"new.go:4:2", "new.go:9:3", "new.go:10:3"}, 0, now, now, now)
	if done := p.update("new ones", all); done != (Change{Kept: 3, Moved: 3}) || !strings.Contains(done.String(), "3 in a file with a new name") {
		t.Errorf("updated: %s", done)
	}
	p.want(all, nil, 3)
	for _, e := range p.read().entries {
		if e.Reason != "the old billing" || e.File != "new.go" {
			t.Errorf("%+v", e)
		}
	}
	// A copy is new: the first file is still there.
	p.write("copy.go", before)
	if done := p.update("a copy", all); done != (Change{Added: 3, Kept: 3}) {
		t.Errorf("updated: %s", done)
	}
}

// TestUnseen: what a run didn't look at is neither reported nor dropped.
func TestUnseen(t *testing.T) {
	p := newProject(t)
	p.write("a.go", before)
	p.write("b.go", before)
	p.update("why", all)
	p.write("a.go", "package p\n")
	p.write("b.go", "package p\n")
	onlyB := func(file, rule, category string) bool {
		return file == filepath.Join(p.dir, "b.go") && rule == "enqueueintx" && category == "enqueue"
	}
	p.want(onlyB, nil, 0, "in b.go", "in b.go", "in b.go")
	if done := p.update("why", onlyB); done != (Change{Dropped: 3, Kept: 3}) {
		t.Errorf("updated: %s", done)
	}
	p.remove("a.go")
	p.want(none, nil, 0, "in a.go", "in a.go", "in a.go")
	if done := p.update("why", none); done != (Change{Dropped: 3}) {
		t.Errorf("updated: %s", done)
	}
}

func TestReasonsStay(t *testing.T) {
	p := newProject(t)
	p.write("a.go", before)
	p.update("why <not>", all)
	p.write("a.go", before+"\nfunc c() {\n\tsend(3)\n}\n")
	p.update("another", all)
	count := map[string]int{}
	for _, e := range p.read().entries {
		count[e.Reason]++
	}
	if count["why <not>"] != 3 || count["another"] != 1 {
		t.Error(count)
	}
	if _, err := Update(p.baseline(), nil, nil, " ", all); err == nil {
		t.Error("an empty reason is taken")
	}
}

// TestForm: one line an entry, sorted, without lines and dates; and the same bytes
// again if nothing has changed.
func TestForm(t *testing.T) {
	p := newProject(t)
	p.write("a.go", "package p\n\nfunc a() {\n\tsend(1)\n}\n")
	p.write("b.go", "package p\n\nfunc b() {\n\tsend(1)\n}\n")
	p.update("it's <ours>", all)
	want := `{
"version": 1,
"findings": [
{"file":"a.go","rule":"enqueueintx","category":"enqueue","func":"a","message":"job enqueued: send < commit","fingerprint":"…","reason":"it's <ours>"},
{"file":"b.go","rule":"enqueueintx","category":"enqueue","func":"b","message":"job enqueued: send < commit","fingerprint":"…","reason":"it's <ours>"}
]
}
`
	read := func() string {
		data, err := os.ReadFile(p.baseline())
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	first := read()
	if got := regexp.MustCompile(`[0-9a-f]{16}`).ReplaceAllString(first, "…"); got != want {
		t.Errorf("got %s", got)
	}
	p.update("other", all)
	if again := read(); again != first {
		t.Errorf("written again: %s", again)
	}
	p.remove("a.go")
	p.remove("b.go")
	p.update("none", all)
	if got, want := read(), "{\n\"version\": 1,\n\"findings\": [\n]\n}\n"; got != want {
		t.Errorf("empty: %s", got)
	}
	p.want(all, nil, 0)
}

// TestEditedByHand: an entry hides nothing but what it names.
func TestEditedByHand(t *testing.T) {
	p := newProject(t)
	p.write("a.go", before)
	p.update("why", all)
	data, err := os.ReadFile(p.baseline())
	if err != nil {
		t.Fatal(err)
	}
	for old, other := range map[string]string{
		`"enqueueintx"`: `"outerhandle"`, `"enqueue"`: `"publish"`, `"a.go"`: `"b.go"`, `"func":"a"`: `"func":"b"`,
	} {
		text := strings.Replace(string(data), old, other, 1)
		if text == string(data) {
			t.Fatalf("no %s in %s", old, text)
		}
		p.write(Name, text)
		if kept, hidden, _ := p.read().Apply(p.find(), none); len(kept) != 1 || hidden != 2 {
			t.Errorf("%s for %s: %d told and %d hidden", other, old, len(kept), hidden)
		}
	}
	p.write(Name, strings.Replace(string(data), `"enqueueintx"`, `"enqueuedintx"`, 1))
	p.want(none, []string{"a.go:4:2"}, 2, "this version has no rule enqueuedintx (enqueuedintx in a.go)")
}

// TestOtherFolder: paths are relative to the baseline.
func TestOtherFolder(t *testing.T) {
	p := newProject(t)
	p.write("a.go", before)
	p.write("ci/known.json", "")
	name := filepath.Join(p.dir, "ci", "known.json")
	if _, err := Update(name, nil, p.find(), "why", all); err != nil {
		t.Fatal(err)
	}
	f, err := Read(name)
	if err != nil {
		t.Fatal(err)
	}
	if f.entries[0].File != "../a.go" {
		t.Error(f.entries[0].File)
	}
	p.write("a.go", "package p\n")
	_, _, gone := f.Apply(p.find(), all)
	if len(gone) != 3 || !strings.Contains(gone[0].Text, "datavet baseline -o "+name+" brings") {
		t.Error(gone)
	}
}

func TestSymbolicLink(t *testing.T) {
	p := newProject(t)
	p.write("a.go", before)
	p.update("why", all)
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(p.dir, link); err != nil {
		t.Skip(err)
	}
	f, err := Read(filepath.Join(link, Name))
	if err != nil {
		t.Fatal(err)
	}
	if kept, hidden, gone := f.Apply(p.find(), all); len(kept) != 0 || hidden != 3 || len(gone) != 0 {
		t.Error(kept, hidden, gone)
	}
	p = project{t, link}
	if kept, hidden, gone := f.Apply(p.find(), all); len(kept) != 0 || hidden != 3 || len(gone) != 0 {
		t.Error(kept, hidden, gone)
	}
}
