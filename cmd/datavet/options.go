package main

import (
	"errors"
	"flag"
	"io"
	"strconv"
	"strings"

	"github.com/datavet/datavet/analyzers"
)

// options are the flags that all drivers share.
type options struct {
	analyzers.Options
	json, fix, diff bool
}

func (o *options) register(flags *flag.FlagSet) {
	flags.Var(list{&o.Enable, noRule}, "enable", "run exactly these `rules`, separated by commas, with their opt-in categories; all for every rule")
	flags.Var(list{&o.Disable, noRule}, "disable", "don't run these `rules`, separated by commas")
	flags.BoolFunc("tests", "analyse _test.go files, too; false: not even if .datavet.yaml says so", func(text string) error {
		on, err := strconv.ParseBool(text)
		o.Tests = &on
		return err
	})
	flags.BoolVar(&o.UnusedIgnores, "unused-ignores", false, "report //datavet:ignore comments that suppress nothing")
	flags.Var(list{&o.FirstParty, "name at least one path"}, "first-party", "analyse packages of other modules below these `paths`, separated by commas, as this module's")
	flags.BoolVar(&o.json, "json", false, "print findings as JSON, as x/tools' drivers do")
	flags.BoolVar(&o.fix, "fix", false, "mend what can be mended, and report the rest")
	flags.BoolVar(&o.diff, "diff", false, "print what -fix would change, as a diff")
}

// newFlags returns a set of the shared flags that prints nothing by itself.
func (o *options) newFlags() *flag.FlagSet {
	flags := flag.NewFlagSet("datavet", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.Usage = func() {}
	o.register(flags)
	return flags
}

const noRule = "name at least one rule; datavet rules lists them"

// A list is a flag of names separated by commas.
type list struct {
	names *[]string
	none  string // what is wrong with an empty one
}

func (l list) String() string { return "" }

func (l list) Set(value string) error {
	*l.names = nil
	for name := range strings.SplitSeq(value, ",") {
		if name = strings.TrimSpace(name); name != "" {
			*l.names = append(*l.names, name)
		}
	}
	if len(*l.names) == 0 {
		return errors.New(l.none)
	}
	return nil
}
