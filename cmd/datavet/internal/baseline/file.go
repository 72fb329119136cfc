package baseline

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/datavet/datavet/cmd/datavet/internal/format"
)

// version is that of the file's form.
const version = 1

// write writes entries, one a line and sorted, so that what two branches change is
// merged.
func write(name string, entries []entry) error {
	var out bytes.Buffer
	fmt.Fprintf(&out, "{\n\"version\": %d,\n\"findings\": [", version)
	for i, e := range sorted(entries) {
		line, err := encode(e)
		if err != nil {
			return err
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(line)
	}
	out.WriteString("\n]\n}\n")
	return format.WriteFile(name, func(w io.Writer) error {
		_, err := w.Write(out.Bytes())
		return err
	})
}

// encode returns e as JSON in which < and > stay readable.
func encode(e entry) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	err := encoder.Encode(e)
	return bytes.TrimSuffix(out.Bytes(), []byte("\n")), err
}

// missing is the error about a file that isn't there.
type missing string

func (m missing) Error() string {
	return fmt.Sprintf("%s: no such baseline; datavet baseline -o %s writes one", string(m), string(m))
}

func (missing) Is(target error) bool { return target == fs.ErrNotExist }

// Read reads the baseline called name. The error is one line with the place and
// the remedy; it is [fs.ErrNotExist] if there is no such file.
func Read(name string) (*File, error) {
	data, err := load(name)
	if err != nil {
		return nil, err
	}
	f, err := parse(name, data, parser{})
	if err == nil {
		return f, nil
	}
	if _, still := parse(name, united(data), parser{united: true}); still == nil {
		_, err = parse(name, data, parser{mendable: true})
	}
	return nil, err
}

// ReadToUpdate is Read for [Update], which drops what doesn't hold: a file that git
// left with a merge conflict, or somebody who took its marks away, has the entries
// of both sides.
func ReadToUpdate(name string) (*File, error) {
	data, err := load(name)
	if err != nil {
		return nil, err
	}
	return parse(name, united(data), parser{united: true})
}

func load(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, missing(name)
	}
	if info, statErr := os.Stat(name); statErr == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder: name the baseline that datavet baseline wrote", name)
	}
	if err != nil {
		return nil, fmt.Errorf("reading the baseline: %w", err)
	}
	return data, nil
}

// united returns data without the marks of merge conflicts and the common ancestor
// that they may hold, with the commas that entries of both sides need. Each entry
// stays in its line.
func united(data []byte) []byte {
	lines := strings.Split(string(data), "\n")
	last := -1 // the line of an entry with nothing behind it yet
	ancestor := false
	for i, line := range lines {
		if mark := conflict().FindString(line); mark != "" {
			ancestor = mark[0] == '|'
			lines[i] = ""
			continue
		}
		if ancestor {
			lines[i] = ""
			continue
		}
		line = strings.TrimRight(line, " \t\r")
		entry := strings.TrimSuffix(line, ",")
		switch {
		case strings.HasPrefix(strings.TrimSpace(entry), `{"file"`) && strings.HasSuffix(entry, "}"):
			if last >= 0 {
				lines[last] += ","
			}
			lines[i], last = entry, i
		case line != "":
			last = -1
		}
	}
	return []byte(strings.Join(lines, "\n"))
}

// parse reads data as p says.
func parse(name string, data []byte, p parser) (*File, error) {
	p.name, p.data, p.decoder = name, data, json.NewDecoder(bytes.NewReader(data))
	if err := p.checkSyntax(); err != nil {
		return nil, err
	}
	entries, err := p.file()
	if err != nil {
		return nil, err
	}
	return &File{name, entries}, nil
}

// A parser reads a baseline token by token, to know where each stands.
type parser struct {
	name    string
	data    []byte
	decoder *json.Decoder
	// united has the first one count of entries that are there twice.
	united bool
	// mendable says that an update takes the file.
	mendable bool
}

// remedy returns what to do about a file that can't be read.
func (p *parser) remedy(byHand string) string {
	if p.mendable {
		return "run " + command(p.name) + ", which keeps what holds"
	}
	return byHand
}

// errorf returns an error about what stands at offset.
func (p *parser) errorf(offset int, format string, args ...any) error {
	before := p.data[:min(offset, len(p.data))]
	line := bytes.Count(before, []byte("\n")) + 1
	column := len(before) - (bytes.LastIndexByte(before, '\n') + 1) + 1
	return fmt.Errorf("%s:%d:%d: %s", p.name, line, column, fmt.Sprintf(format, args...))
}

var conflict = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`(?m)^(<{7}|={7}|>{7}|\|{7})( |\r?$)`) })

func (p *parser) checkSyntax() error {
	if at := conflict().FindIndex(p.data); at != nil {
		return p.errorf(at[0], "a merge conflict: %s", p.remedy("keep the entries of both sides, then run "+command(p.name)))
	}
	var raw json.RawMessage
	err := json.Unmarshal(p.data, &raw)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		at := int(syntax.Offset)
		if at > 0 && at <= len(p.data) && !strings.Contains(syntax.Error(), "unexpected end") {
			at-- // the character read last
		}
		return p.errorf(at, "%v; %s", syntax, p.remedy("restore the file, or delete it and run "+command(p.name)))
	}
	return err
}

// next returns the next token and where it begins. The syntax has been checked.
func (p *parser) next() (json.Token, int) {
	at := p.skip()
	t, _ := p.decoder.Token()
	return t, at
}

// open reads the token that begins an object or array.
func (p *parser) open(delim json.Delim, what string) error {
	if t, at := p.next(); t != delim {
		return p.errorf(at, "want %s", what)
	}
	return nil
}

// object reads an object and has read read the value of each key.
func (p *parser) object(what string, keys []string, read func(key string) error) error {
	if err := p.open('{', what); err != nil {
		return err
	}
	seen := map[string]bool{}
	for {
		t, at := p.next()
		key, ok := t.(string)
		switch {
		case !ok: // the end
			return nil
		case !slices.Contains(keys, key):
			return p.errorf(at, "unknown key %q: want %s", key, strings.Join(keys, ", "))
		case seen[key]:
			return p.errorf(at, "%q is there twice: delete one", key)
		}
		seen[key] = true
		if err := read(key); err != nil {
			return err
		}
	}
}

func (p *parser) file() ([]entry, error) {
	var entries []entry
	has := false
	err := p.object("an object with a version and findings", []string{"version", "findings"}, func(key string) error {
		if key == "version" {
			t, at := p.next()
			if t != float64(version) {
				return p.errorf(at, "version %v: this datavet knows %d; update datavet, or delete the file and run %s", t, version, command(p.name))
			}
			has = true
			return nil
		}
		var err error
		entries, err = p.findings()
		return err
	})
	if err == nil && !has {
		err = p.errorf(0, `no "version": restore the file, or delete it and run %s`, command(p.name))
	}
	return entries, err
}

func (p *parser) findings() ([]entry, error) {
	if err := p.open('[', "an array of findings"); err != nil {
		return nil, err
	}
	type name struct{ file, fingerprint string }
	lines := map[name]int{}
	var entries []entry
	for p.decoder.More() {
		e, at, err := p.entry()
		if err != nil {
			return nil, err
		}
		e.line = bytes.Count(p.data[:at], []byte("\n")) + 1
		n := name{e.File, e.Fingerprint}
		if line, twice := lines[n]; twice && p.united {
			continue
		} else if twice {
			return nil, p.errorf(at, "the same file and fingerprint as in line %d: %s", line, p.remedy("delete one"))
		}
		lines[n] = e.line
		entries = append(entries, e)
	}
	p.next() // ]
	return entries, nil
}

// isFingerprint reports whether s is of 16 hex digits.
func isFingerprint(s string) bool { return len(s) == 16 && strings.Trim(s, "0123456789abcdef") == "" }

func (p *parser) entry() (e entry, start int, err error) {
	fields := map[string]*string{
		"file": &e.File, "rule": &e.Rule, "category": &e.Category, "func": &e.Func,
		"message": &e.Message, "fingerprint": &e.Fingerprint, "reason": &e.Reason,
	}
	places := map[string]int{}
	start = p.skip()
	err = p.object("an object", []string{"file", "rule", "category", "func", "message", "fingerprint", "reason"}, func(key string) error {
		t, at := p.next()
		text, ok := t.(string)
		if !ok {
			return p.errorf(at, "%q: want a string", key)
		}
		*fields[key], places[key] = text, at
		return nil
	})
	if err != nil {
		return e, start, err
	}
	for _, key := range []string{"file", "rule", "category", "message", "fingerprint", "reason"} {
		if _, ok := places[key]; !ok {
			return e, start, p.errorf(start, "no %q: complete the entry, or delete it and run %s", key, command(p.name))
		}
	}
	switch {
	case e.File == "" || path.IsAbs(e.File) || path.Clean(e.File) != e.File || strings.Contains(e.File, `\`):
		err = p.errorf(places["file"], "file %q: want a path with slashes, relative to the baseline's folder", e.File)
	case e.Rule == "":
		err = p.errorf(places["rule"], "the rule is empty: delete the entry and run %s", command(p.name))
	case !isFingerprint(e.Fingerprint):
		err = p.errorf(places["fingerprint"], "fingerprint %q: want 16 hexadecimal digits; delete the entry and run %s", e.Fingerprint, command(p.name))
	case strings.TrimSpace(e.Reason) == "":
		err = p.errorf(places["reason"], "the reason is empty: say why the finding may stay")
	}
	return e, start, err
}

// skip returns where the next token begins.
func (p *parser) skip() int {
	at := int(p.decoder.InputOffset())
	for at < len(p.data) && strings.IndexByte(" \t\r\n,:", p.data[at]) >= 0 {
		at++
	}
	return at
}
