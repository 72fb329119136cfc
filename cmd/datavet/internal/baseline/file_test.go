package baseline

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const whole = `{
"version": 1,
"findings": [
{"file":"a.go","rule":"txleak","category":"open","func":"F","message":"m","fingerprint":"0123456789abcdef","reason":"why"},
{"file":"b.go","rule":"txleak","category":"open","message":"m","fingerprint":"0123456789abcdef","reason":"why"}
]
}
`

func read(t *testing.T, text string) (*File, error) {
	t.Helper()
	name := filepath.Join(t.TempDir(), Name)
	if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return Read(name)
}

func TestRead(t *testing.T) {
	for _, text := range []string{
		whole,
		strings.ReplaceAll(whole, "\n", "\r\n"),
		strings.ReplaceAll(whole, ",", " ,\n\t"), // as an editor may format it
		`{"findings": [], "version": 1}`,
	} {
		if _, err := read(t, text); err != nil {
			t.Errorf("%v in %s", err, text)
		}
	}
}

func TestReadErrors(t *testing.T) {
	replace := func(old, new string) string {
		if !strings.Contains(whole, old) {
			t.Fatalf("no %s", old)
		}
		return strings.Replace(whole, old, new, 1)
	}
	conflict := strings.Replace(whole, "{\"file\":\"b.go\"", "<<<<<<< HEAD\n=======\n{\"file\":\"b.go\"", 1)
	for name, test := range map[string]struct{ text, want string }{
		"empty":              {"", ":1:1: unexpected end of JSON input; restore the file, or delete it and run datavet baseline"},
		"cut":                {whole[:60], ":4:31: unexpected end of JSON input; restore"},
		"no JSON":            {"findings:\n", ":1:2: invalid character 'i' in literal"},
		"comma":              {replace("\"}\n]", "\"},\n]"), ":6:1: invalid character ']' looking for beginning of value; run datavet baseline, which keeps what holds"},
		"more":               {whole + "{}", ":8:1: invalid character '{' after top-level value"},
		"merge":              {conflict, ":5:1: a merge conflict: run datavet baseline, which keeps what holds"},
		"merge and more":     {conflict + "{}", ":5:1: a merge conflict: keep the entries of both sides, then run datavet baseline"},
		"array":              {"[]", ":1:1: want an object with a version and findings"},
		"null":               {"null", ":1:1: want an object"},
		"unknown key":        {replace(`"version"`, `"versions"`), `:2:1: unknown key "versions": want version, findings`},
		"key twice":          {replace(`"version": 1,`, `"version": 1, "version": 1,`), `:2:15: "version" is there twice`},
		"no version":         {replace("\"version\": 1,\n", ""), `:1:1: no "version"`},
		"version":            {replace(": 1", ": 2"), ":2:12: version 2: this datavet knows 1; update datavet"},
		"version's type":     {replace(": 1", `: "1"`), ":2:12: version 1: this datavet"},
		"findings' type":     {`{"version": 1, "findings": {}}`, ":1:28: want an array of findings"},
		"finding's type":     {`{"version": 1, "findings": [1]}`, ":1:29: want an object"},
		"unknown field":      {replace(`"func":`, `"function":`), `:4:50: unknown key "function": want file, rule, category, func, message, fingerprint, reason`},
		"field twice":        {replace(`"func":"F"`, `"rule":"reuseddest"`), `:4:50: "rule" is there twice`},
		"field's type":       {replace(`"func":"F"`, `"func":["F"]`), `:4:57: "func": want a string`},
		"null field":         {replace(`"func":"F"`, `"func":null`), `:4:57: "func": want a string`},
		"missing field":      {replace(`"rule":"txleak",`, ""), `:4:1: no "rule": complete the entry`},
		"no reason":          {replace(`,"reason":"why"`, ""), `:4:1: no "reason"`},
		"empty reason":       {replace(`"why"`, `" "`), ":4:117: the reason is empty: say why"},
		"empty rule":         {replace(`"rule":"txleak"`, `"rule":""`), ":4:23: the rule is empty"},
		"fingerprint":        {replace("abcdef", "ABCDEF"), `:4:89: fingerprint "0123456789ABCDEF": want 16 hexadecimal digits`},
		"short fingerprint":  {replace("abcdef", ""), "want 16 hexadecimal digits"},
		"absolute file":      {replace("a.go", "/a.go"), `:4:9: file "/a.go": want a path with slashes, relative`},
		"file of Windows":    {replace("a.go", `x\\a.go`), ":4:9: file"},
		"file not clean":     {replace("a.go", "./a.go"), ":4:9: file"},
		"twice":              {replace("b.go", "a.go"), ":5:1: the same file and fingerprint as in line 4: run datavet baseline, which"},
		"byte order mark":    {"\ufeff" + whole, ":1:1: invalid character"},
		"conflict as diff3":  {strings.Replace(conflict, "=======", "||||||| base\n=======", 1), ":5:1: a merge conflict"},
		"conflict with CRLF": {strings.ReplaceAll(conflict[strings.Index(conflict, "=======")-12:], "\n", "\r\n"), "a merge conflict"},
	} {
		_, err := read(t, test.text)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

// TestMerge: an update takes what git leaves of a conflict, and what is left when
// somebody has taken its marks away.
func TestMerge(t *testing.T) {
	entry := func(file, reason string) string {
		return `{"file":"` + file + `","rule":"txleak","category":"open","message":"m","fingerprint":"0123456789abcdef","reason":"` + reason + `"}`
	}
	const head, tail = "{\n\"version\": 1,\n\"findings\": [\n", "]\n}\n"
	for name, test := range map[string]struct {
		text string
		want string // files and reasons
	}{
		"both at the end": {
			head + entry("a.go", "old") + ",\n<<<<<<< HEAD\n" + entry("b.go", "ours") + "\n=======\n" + entry("c.go", "theirs") + "\n>>>>>>> other\n" + tail,
			"a.go old b.go ours c.go theirs",
		},
		"reasons of both": {
			head + "<<<<<<< HEAD\n" + entry("a.go", "ours") + ",\n=======\n" + entry("a.go", "theirs") + ",\n>>>>>>> other\n" + entry("b.go", "old") + "\n" + tail,
			"a.go ours b.go old",
		},
		"one dropped all": {head + "<<<<<<< HEAD\n=======\n" + entry("a.go", "theirs") + ",\n>>>>>>> other\n" + tail, "a.go theirs"},
		"with the ancestor": {
			head + "<<<<<<< HEAD\n" + entry("a.go", "ours") + "\n||||||| 1234567\n" + entry("x.go", "gone") + "\n=======\n" + entry("b.go", "theirs") + "\n>>>>>>> other\n" + tail,
			"a.go ours b.go theirs",
		},
		"without marks": {head + entry("a.go", "ours") + "\n" + entry("b.go", "theirs") + ",\n\n" + entry("a.go", "theirs") + ",\n" + tail, "a.go ours b.go theirs"},
		"nothing wrong": {whole, "a.go why b.go why"},
	} {
		for _, text := range []string{test.text, strings.ReplaceAll(test.text, "\n", "\r\n")} {
			dir := t.TempDir()
			known := filepath.Join(dir, Name)
			if err := os.WriteFile(known, []byte(text), 0o666); err != nil {
				t.Fatal(err)
			}
			f, err := ReadToUpdate(known)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			var got []string
			for _, e := range f.entries {
				got = append(got, e.File, e.Reason)
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("%s: %q, want %q", name, got, test.want)
			}
			if _, err := Read(known); (err == nil) != (name == "nothing wrong") {
				t.Errorf("%s: read as it is: %v", name, err)
			}
		}
	}
	for _, text := range []string{"", whole[:60], strings.Replace(whole, "version", "versions", 1), strings.Replace(whole, `"why"`, `""`, 1)} {
		known := filepath.Join(t.TempDir(), Name)
		if err := os.WriteFile(known, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		_, want := Read(known)
		if _, err := ReadToUpdate(known); err == nil || err.Error() != want.Error() {
			t.Errorf("%v, want %v in %s", err, want, text)
		}
	}
}

func TestNoFile(t *testing.T) {
	name := filepath.Join(t.TempDir(), "known.json")
	_, err := Read(name)
	if !errors.Is(err, fs.ErrNotExist) || !strings.Contains(err.Error(), "no such baseline; datavet baseline -o "+name+" writes one") {
		t.Error(err)
	}
	if _, err := Read(t.TempDir()); err == nil || errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
