// Package start sets datavet up in a project: it writes the files that aren't
// there, and says what to add to those that are.
package start

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/baseline"
	"github.com/datavet/datavet/cmd/datavet/internal/format"
)

// Run is datavet init: it looks at the project around the folder that args name,
// by default dir, an absolute path, and writes its settings and its workflow,
// unless args have -n. It says on stdout what it did and what is left to do.
func Run(dir string, args []string, stdout io.Writer) error {
	flags := flag.NewFlagSet("init", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	dry := flags.Bool("n", false, "")
	if err := flags.Parse(args); err != nil {
		return fmt.Errorf("init: %w; want [-n] [DIR]", err)
	}
	if flags.NArg() > 1 {
		return errors.New("init: name one folder")
	}
	base := dir
	if name := flags.Arg(0); name != "" {
		if dir = name; !filepath.IsAbs(name) {
			dir = filepath.Join(base, name)
		}
	}
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		return fmt.Errorf("init: %s: no such folder", flags.Arg(0))
	}
	p, err := look(dir)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	r := reporter{out: stdout, base: base, dry: *dry}
	r.print("%s\n", p.summary())
	for _, step := range p.steps() {
		if err := r.do(step); err != nil {
			return fmt.Errorf("init: %w", err)
		}
	}
	r.next(p)
	return r.err
}

// A step is a file to write, or something to say.
type step struct {
	name string // absolute; empty if it is only to be said
	text string
	// add says that the file is there and isn't datavet's: text is what to add to
	// it.
	add bool
	// say is said of the file, or alone.
	say string
}

// A reporter does what steps say, and tells about it.
type reporter struct {
	out     io.Writer
	base    string
	dry     bool
	written []string
	block   bool  // an empty line was the last
	err     error // of out
}

func (r *reporter) print(format string, args ...any) {
	if _, err := fmt.Fprintf(r.out, format, args...); err != nil && r.err == nil {
		r.err = err
	}
}

func (r *reporter) do(s step) error {
	name := relative(r.base, s.name)
	_, err := os.Lstat(s.name)
	r.block = s.add || r.dry && err != nil && s.name != ""
	switch {
	case s.name == "":
		r.print("%s\n", s.say)
	case s.text == "":
		r.print("kept %s: %s\n", name, s.say)
	case s.add:
		r.print("add to %s%s:\n\n%s\n", name, s.say, indented(s.text))
	case err == nil:
		r.print("kept %s\n", name)
	case r.dry:
		r.print("would write %s:\n\n%s\n", name, indented(s.text))
	default:
		if err := os.MkdirAll(filepath.Dir(s.name), 0o777); err != nil {
			return err
		}
		err := format.WriteFile(s.name, func(w io.Writer) error {
			_, err := io.WriteString(w, s.text)
			return err
		})
		if err != nil {
			return err
		}
		r.written = append(r.written, quoted(name))
		r.print("wrote %s\n", name)
	}
	return nil
}

// next says what to do after this.
func (r *reporter) next(p *project) {
	cd := ""
	if rel := relative(r.base, p.root); rel != "." {
		cd = "cd " + quoted(rel) + " && "
	}
	if !r.block {
		r.print("\n")
	}
	r.print("Next:\n  %sdatavet %s\n      shows what there is; datavet explain RULE says why\n", cd, p.patterns())
	r.print("  %sdatavet baseline %s\n      writes down what is there today; -baseline=%s, in CI and hooks too, leaves it out\n", cd, p.patterns(), baseline.Name)
	if len(r.written) > 0 {
		r.print("  git add %s\n", strings.Join(r.written, " "))
	}
}

func indented(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if line != "\n" {
			b.WriteString("    ")
		}
		b.WriteString(line)
	}
	return b.String()
}

// relative returns name as seen from base, if it is below.
func relative(base, name string) string {
	if rel, err := filepath.Rel(base, name); err == nil && filepath.IsLocal(rel) {
		return rel
	}
	return name
}
