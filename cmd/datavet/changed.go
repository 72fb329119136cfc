package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/load"
)

// enter has o look from the module that the changed files are in. If they are in
// several, it runs this command in each of them, since passes know those of one
// workspace only, and returns the exit code and true.
func (o *checkOptions) enter(args, files []string, stdout, stderr io.Writer) (code int, done bool) {
	if o.update {
		return fail(stderr, errors.New("datavet baseline takes no -changed: it writes what is found in whole packages")), true
	}
	if i := slices.IndexFunc(files, func(name string) bool { return strings.HasSuffix(name, "...") }); i >= 0 {
		return fail(stderr, fmt.Errorf("%s: -changed takes names of files that have changed; leave it out to analyse packages by a pattern", files[i])), true
	}
	if o.dir != "" {
		return 0, false
	}
	folders := load.WorkFolders(workingDir(), files)
	switch len(folders) {
	case 0:
		return 0, false
	case 1:
		o.dir = folders[0]
		return 0, false
	}
	if o.json || o.format != "" && o.format != formatText {
		return fail(stderr, fmt.Errorf("the changed files are in several modules (%s), which only -format=text tells of at once: name one by -C", strings.Join(folders, ", "))), true
	}
	flags := args[:len(args)-len(files)]
	if i := len(flags) - 1; i >= 0 && flags[i] == "--" {
		flags = flags[:i]
	}
	for _, dir := range folders {
		n, err := rerun(slices.Concat(flags, []string{"-C", dir, "--"}, files), stdout, stderr)
		if err != nil {
			return fail(stderr, err), true
		}
		if code != exitError && n != exitOK {
			code = n
		}
	}
	return code, true
}
