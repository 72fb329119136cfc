package page

import (
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/page/browsertest"
	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

func TestSameBytes(t *testing.T) {
	s := newShop(t)
	first := s.page()
	for range 5 {
		if s.page() != first {
			t.Fatal("the page of one report differs from run to run")
		}
	}
}

// TestNothingHides looks for what a browser would hide or obey in the page's
// text.
func TestNothingHides(t *testing.T) {
	page := newShop(t).page()
	for _, bad := range []string{"\u202e", "\u2066", "\u200b", "\x00", "\x1b", "\xff", "<script>pwned", "<img"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %q", bad)
		}
	}
	for _, shown := range []string{`\u202e`, `\u2066`, `\u200b`, `\u0000`, `\u001b`, `\xff`, "&lt;script&gt;pwned"} {
		if !strings.Contains(page, shown) {
			t.Errorf("the page doesn't show %q", shown)
		}
	}
	if limit := 300_000; len(page) > limit {
		t.Errorf("the page has %d bytes, more than %d: long lines are to be cut", len(page), limit)
	}
}

func TestTotal(t *testing.T) {
	for _, test := range []struct {
		name   string
		change func(*shop)
		want   []string
		not    string
	}{
		{"none", func(s *shop) {}, []string{"shop: no findings", "12 packages analysed in 1.2 s", "No findings.</p>"}, "<script"},
		{"one", func(s *shop) {
			s.Findings = []report.Told{s.finding("txleak", "open", "gone.go", "")}
		}, []string{"shop: 1 finding<"}, "Not everything"},
		{"none in what is whole", func(s *shop) {
			s.Problems = []report.Problem{{Posn: s.dir + "/a.go:1:1", Text: "expected package"}}
		}, []string{"Not everything was analysed", "<code>a.go:1:1</code> expected package", "No findings in what could be analysed."}, "No findings.<"},
		{"warned", func(s *shop) {
			s.Problems = []report.Problem{{Text: "no schema", Warning: true}}
		}, []string{"Warnings", "no schema", "No findings."}, "Not everything"},
		{"hidden", func(s *shop) { s.Baselined, s.Unchanged, s.Packages = 2, 1, 1 },
			[]string{"1 package analysed in 1.2 s; not shown: 2 findings in the baseline, 1 finding where nothing has changed"}, "<script"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := emptyShop(t)
			test.change(s)
			page := s.page()
			for _, want := range test.want {
				if !strings.Contains(page, want) {
					t.Errorf("the page doesn't say %q", want)
				}
			}
			if strings.Contains(page, test.not) {
				t.Errorf("the page says %q", test.not)
			}
		})
	}
}

// TestLinks holds what others link to: the fingerprint is a finding's anchor,
// numbered where findings of several files share it.
func TestLinks(t *testing.T) {
	s := emptyShop(t)
	for _, file := range []string{"a/a.go", "b/b.go"} {
		s.write(file, gatewayGo)
		s.Findings = append(s.Findings, s.finding("txleak", "open", file, "return"))
	}
	page := s.page()
	fingerprint := s.Findings[0].Fingerprint
	for _, want := range []string{
		fmt.Sprintf("<article id=%q", fingerprint),
		fmt.Sprintf("<article id=%q", fingerprint+"-2"),
		`href="https://github.com/datavet/datavet/blob/main/docs/rules/txleak.md#open"`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
}

// TestPictures holds what is drawn against the rules that tell of a transaction.
func TestPictures(t *testing.T) {
	known := map[string]bool{}
	for _, name := range []string{"enqueueintx", "outerhandle", "txleak"} {
		rule, err := analyzers.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, help := range rule.Helps() {
			key := name + "/" + help.Category
			known[key] = true
			if _, ok := hazards[key]; !ok && help.Category != "" && name != "txleak" {
				t.Errorf("%s has no picture", key)
			}
		}
	}
	for _, key := range slices.Sorted(maps.Keys(hazards)) {
		if !known[key] {
			t.Errorf("there is a picture for %s, which is no category", key)
		}
	}
}

func TestFix(t *testing.T) {
	const source = "package a\n\nimport (\n\t\"os\"\n)\n\nfunc f() {\n\tone()\n\ttwo()\n\tthree()\n}\n"
	s := emptyShop(t)
	s.write("a.go", source)
	all := func(text, by string) report.Edit { return s.edit("a.go", text, by) }
	after := func(text, by string) report.Edit {
		e := all(text, by)
		e.Start = e.End
		return e
	}
	for _, test := range []struct {
		name  string
		edits []report.Edit
		want  string
	}{
		{"part of a line", []report.Edit{all("two", "second")}, " 7 func f() {| 8 \tone()|-9 \ttwo()|+0 \tsecond()| 10 \tthree()| 11 }"},
		{"line added", []report.Edit{after("one()\n", "\tmore()\n")}, " 7 func f() {| 8 \tone()|+0 \tmore()| 9 \ttwo()| 10 \tthree()"},
		{"added in a line", []report.Edit{after("one()", "\n\tmore()")}, " 7 func f() {| 8 \tone()|+0 \tmore()| 9 \ttwo()| 10 \tthree()"},
		{"line removed", []report.Edit{all("\ttwo()\n", "")}, " 7 func f() {| 8 \tone()|-9 \ttwo()| 10 \tthree()| 11 }"},
		{"far apart, in no order", []report.Edit{all("three()", "third()"), after("\"os\"\n", "\t\"io\"\n")},
			" 3 import (| 4 \t\"os\"|+0 \t\"io\"| 5 )| 6 | 0 | 8 \tone()| 9 \ttwo()|-10 \tthree()|+0 \tthird()| 11 }"},
		{"at the file's end", []report.Edit{{File: s.dir + "/a.go", Start: len(source), End: len(source), New: "// end\n"}}, " 10 \tthree()| 11 }|+0 // end"},
		{"all", []report.Edit{{File: s.dir + "/a.go", End: len(source)}}, "-1 package a|-2 |-3 import (|-4 \t\"os\"|-5 )|-6 |-7 func f() {|-8 \tone()|-9 \ttwo()|-10 \tthree()|-11 }"},
		{"overlapping", []report.Edit{all("one()", ""), all("one", "")}, ""},
		{"beyond the end", []report.Edit{{File: s.dir + "/a.go", Start: 5, End: 5000}}, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &builder{root: s.dir, sources: &report.Sources{}, files: map[string]*file{}}
			var got []string
			for _, d := range b.fix(report.Fix{Edits: test.edits}).Files {
				for _, l := range d.Lines {
					op := l.Op
					if op == "" {
						op = " "
					}
					got = append(got, fmt.Sprintf("%s%d %s", op, l.N, l.text()))
				}
			}
			if got := strings.Join(got, "|"); got != test.want {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func TestExcerpt(t *testing.T) {
	s := emptyShop(t)
	var long strings.Builder
	for i := range 60 {
		fmt.Fprintf(&long, "\t\tline%d\n", i+1)
	}
	s.write("long.go", long.String())
	s.write("wide.go", "\t"+strings.Repeat("é", 1000)+"here"+strings.Repeat("é", 1000)+"\n")
	s.write("blank.go", "\n\nfunc f() {\n\n\tcall()\n\n}\n\n")
	numbers := func(from, to int) (list []string) {
		for i := from; i <= to; i++ {
			list = append(list, fmt.Sprintf("%d line%d", i, i))
		}
		return list
	}
	line := func(file string, n int) token.Position {
		return token.Position{Filename: s.dir + "/" + file, Line: n, Column: 3}
	}
	for _, test := range []struct {
		name     string
		pos, end token.Position
		related  []report.Related
		want     []string
	}{
		{"around", line("long.go", 10), line("long.go", 10), nil, numbers(7, 13)},
		{"at the start", line("long.go", 1), line("long.go", 1), nil, numbers(1, 4)},
		{"at the end", line("long.go", 60), line("long.go", 60), nil, numbers(57, 60)},
		{"no such line", line("long.go", 61), line("long.go", 61), nil, nil},
		{"no such file", line("none.go", 1), line("none.go", 1), nil, nil},
		{"end in another file", line("long.go", 10), line("wide.go", 1), nil, numbers(7, 13)},
		{"end before its start", line("long.go", 10), line("long.go", 2), nil, numbers(7, 13)},
		{"end beyond the file", line("long.go", 59), line("long.go", 99), nil, numbers(56, 60)},
		{"many lines", line("long.go", 10), line("long.go", 50), nil, slices.Concat(numbers(7, 21), []string{"0 "}, numbers(50, 53))},
		{"transaction", line("long.go", 20), line("long.go", 20),
			[]report.Related{{Pos: line("long.go", 5), Message: "the transaction begins here"}, {Pos: line("long.go", 24), Message: "the transaction commits here"}, {Pos: line("long.go", 40), Message: "else"}},
			slices.Concat(numbers(5, 5), []string{"0 "}, numbers(17, 24))},
		{"blank lines", line("blank.go", 5), line("blank.go", 5), nil, []string{"3 func f() {", "4 ", "5 \tcall()", "6 ", "7 }"}},
		{"wide line", token.Position{Filename: s.dir + "/wide.go", Line: 1, Column: 2002}, token.Position{Filename: s.dir + "/wide.go", Line: 1, Column: 2006}, nil,
			[]string{"1 …" + strings.Repeat("é", 40) + "here" + strings.Repeat("é", 158) + "…"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			b := &builder{root: s.dir, sources: &report.Sources{}, files: map[string]*file{}}
			told := &report.Told{}
			told.Pos, told.End, told.Related = test.pos, test.end, test.related
			var got []string
			for _, l := range b.excerpt(told) {
				got = append(got, fmt.Sprintf("%d %s", l.N, l.text()))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got  %q\nwant %q", got, test.want)
			}
		})
	}
}

func (l line) text() string {
	var b strings.Builder
	for _, s := range l.Segments {
		b.WriteString(s.Text)
	}
	return b.String()
}

func TestLooks(t *testing.T) {
	b := browsertest.Open(t)
	b.Look(1280, "screen", "light")
	b.Visit(newShop(t).file())

	t.Run("quiet", func(t *testing.T) {
		b.Quiet(t)
		if b.Is("window.pwned !== undefined") {
			t.Error("a script in the source has run")
		}
	})
	t.Run("time line", func(t *testing.T) {
		lines := b.List("across()")
		if len(lines) != len(hazards) {
			t.Errorf("there are %d pictures of %d", len(lines), len(hazards))
		}
		for i, line := range lines {
			if line != "begin < effect < commit" && line != "begin < effect" {
				t.Errorf("picture %d: %s", i, line)
			}
		}
	})
	t.Run("named", func(t *testing.T) {
		for _, e := range nameless(b) {
			t.Errorf("a screen reader has no name for %s", e)
		}
	})
	for _, look := range []struct{ media, scheme string }{{"screen", "light"}, {"screen", "dark"}, {"print", "light"}} {
		for _, width := range []int{320, 360, 1000, 1280} {
			t.Run(fmt.Sprintf("%s %s %d", look.media, look.scheme, width), func(t *testing.T) {
				b.Look(width, look.media, look.scheme)
				b.Legible(t)
			})
		}
	}
	b.Quiet(t)
}

func TestLooksWithoutFindings(t *testing.T) {
	b := browsertest.Open(t)
	s := emptyShop(t)
	s.Problems = []report.Problem{{Text: "example.com/shop/late is skipped"}}
	url := s.file()
	for _, scheme := range []string{"light", "dark"} {
		b.Look(360, "screen", scheme)
		b.Visit(url)
		b.Legible(t)
		b.Quiet(t)
	}
}

func TestFilter(t *testing.T) {
	b := browsertest.Open(t)
	s := newShop(t)
	url := s.file()
	b.Look(1280, "screen", "light")
	b.Visit(url)

	ids := func(keep func(report.Told) bool) (list []string) {
		for _, f := range s.Findings {
			if keep(f) {
				list = append(list, f.Fingerprint)
			}
		}
		slices.Sort(list)
		return list
	}
	sorted := func() []string {
		list := b.List("shown()")
		slices.Sort(list)
		return list
	}
	all := ids(func(report.Told) bool { return true })
	for _, test := range []struct {
		control, value string
		keep           func(report.Told) bool
	}{
		{"rule", "enqueueintx", func(f report.Told) bool { return f.Rule == "enqueueintx" }},
		{"severity", "warning", func(f report.Told) bool { return f.Severity == report.Warning }},
		{"package", "example.com/shop/evil", func(f report.Told) bool { return f.Package == "example.com/shop/evil" }},
		{"package", "no package", func(f report.Told) bool { return f.Package == "" }},
		{"text", "Gateway/GATEWAY.go orders.go", func(f report.Told) bool { return f.Category == "call" || f.Category == "storage" }},
		{"text", "nowhere to be found", func(report.Told) bool { return false }},
	} {
		b.Eval(fmt.Sprintf("set(%q, %q)", test.control, test.value), nil)
		want := ids(test.keep)
		if got := sorted(); !slices.Equal(got, want) {
			t.Errorf("%s %s: shows %q, want %q", test.control, test.value, got, want)
		}
		if says := fmt.Sprintf("%d of %d shown", len(want), len(all)); !b.Is(fmt.Sprintf("document.querySelector('output').textContent === %q", says)) {
			t.Errorf("%s %s: doesn't say %s", test.control, test.value, says)
		}
		b.Eval("document.querySelector('.filter button').click()", nil)
		if got := sorted(); !slices.Equal(got, all) {
			t.Errorf("shows %q when all are asked for, want %q", got, all)
		}
	}

	b.Eval("set('group', 'package')", nil)
	headings := b.List("all('main h2').map((h) => h.textContent)")
	if want := []string{"example.com/shop/evil 4", "example.com/shop/orders 10", "no package 1"}; !slices.Equal(headings, want) {
		t.Errorf("by package: %q, want %q", headings, want)
	}
	if got := sorted(); !slices.Equal(got, all) {
		t.Errorf("by package shows %q, want %q", got, all)
	}
	b.Eval("set('group', 'rule')", nil)
	order := b.List("shown()")
	b.Visit(url)
	if again := b.List("shown()"); !slices.Equal(order, again) {
		t.Errorf("by rule again: %q, at first %q", order, again)
	}
}

// TestJump follows links to findings, far down a long page, too.
func TestJump(t *testing.T) {
	b := browsertest.Open(t)
	s := bigShop(t, 1000)
	url := s.file()
	b.Look(360, "screen", "light")
	b.Visit(url)
	if dead := b.List("all('a[href^=\"#\"]').map((a) => a.hash.slice(1)).filter((id) => !document.getElementById(id))"); len(dead) > 0 {
		t.Errorf("links lead nowhere: %q", dead)
	}
	if n := len(b.List("shown()")); n != 1000 {
		t.Errorf("%d findings are shown, want 1000", n)
	}
	hidden := s.Findings[slices.IndexFunc(s.Findings, func(f report.Told) bool { return f.Rule == "softunique" })].Fingerprint
	b.Eval("set('rule', 'enqueueintx')", nil)
	for _, id := range []string{s.Findings[995].Fingerprint, hidden, "rule-txleak", s.Findings[3].Fingerprint} {
		b.Eval(fmt.Sprintf("(location.hash = %q, settled())", id), nil)
		var top float64
		b.Eval(fmt.Sprintf("(await settled(), document.getElementById(%q).getBoundingClientRect().top)", id), &top)
		if top < -1 || top > 400 {
			t.Errorf("#%s is at %.0f after the jump, not in sight", id, top)
		}
	}
	b.Visit("about:blank")
	b.Visit(url + "#" + s.Findings[500].Fingerprint)
	var top float64
	b.Eval(fmt.Sprintf("(await settled(), document.getElementById(%q).getBoundingClientRect().top)", s.Findings[500].Fingerprint), &top)
	if top < -1 || top > 400 {
		t.Errorf("the finding that the address names is at %.0f", top)
	}
}

func TestWithoutScript(t *testing.T) {
	b := browsertest.Open(t)
	s := newShop(t)
	b.Look(360, "screen", "light")
	b.Call("Emulation.setScriptExecutionDisabled", map[string]any{"value": true}, nil)
	b.Visit(s.file())
	if n := len(b.List("shown()")); n != len(s.Findings) {
		t.Errorf("%d findings are shown, want %d", n, len(s.Findings))
	}
	if b.Is("visible(document.querySelector('.filter'))") {
		t.Error("there is a filter that does nothing")
	}
	if n := len(b.List("all('.index details a').map((a) => a.hash)")); n != len(s.Findings) {
		t.Errorf("the index by package has %d findings, want %d", n, len(s.Findings))
	}
}

// nameless returns the roles of what is to have a name for who can't see it, and
// has none.
func nameless(b *browsertest.Browser) (list []string) {
	type value struct{ Value string }
	var tree struct {
		Nodes []struct {
			Ignored     bool
			Role, Name  value
			Description value
		}
	}
	b.Call("Accessibility.getFullAXTree", nil, &tree)
	roles := map[string]int{}
	for _, n := range tree.Nodes {
		switch n.Role.Value {
		case "link", "button", "combobox", "searchbox", "image", "img", "heading", "navigation", "search", "DisclosureTriangle":
			roles[n.Role.Value]++
			if !n.Ignored && n.Name.Value == "" {
				list = append(list, n.Role.Value)
			}
		}
	}
	for _, want := range []string{"link", "combobox", "searchbox", "heading", "search"} {
		if roles[want] == 0 {
			list = append(list, "any "+want+": there is none")
		}
	}
	return list
}
