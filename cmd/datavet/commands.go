package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/datavet/datavet/analyzers"
	"github.com/datavet/datavet/cmd/datavet/internal/start"
)

type subcommand struct {
	name, args, help string
	run              func(args []string, stdout io.Writer) error
	// main is in the place of run for what has exit codes of its own.
	main func(args []string, stdout, stderr io.Writer) int
	// ownHelp is set for what says itself how it is called.
	ownHelp bool
}

func (c subcommand) usage() string {
	return fmt.Sprintf("usage: datavet %s\n\n%s\n", strings.TrimSpace(c.name+" "+c.args), c.help)
}

var commands []subcommand

func init() { // help lists the commands it is one of
	commands = []subcommand{
		{name: "baseline", args: "[flags] [packages]", help: "write the findings of now to a file, which -baseline then leaves out", main: writeBaseline, ownHelp: true},
		{name: "init", args: "[-n] [DIR]", help: "set datavet up in a project; -n only says how", run: initialise},
		{name: "lsp", args: "[flags]", help: "be a language server on stdin and stdout", main: serve},
		{name: "rules", help: "list the rules", run: rules},
		{name: "explain", args: "RULE", help: "say what the rule finds and why", run: explain},
		{name: "schema", args: "[-json] [folders]", help: "print the tables of the module, and how they mark live rows", run: printSchema, ownHelp: true},
		{name: sqlcCommand, help: "be a plugin of sqlc, which runs it: check the queries that it generates code of", main: sqlcPlugin},
		{name: "docs", args: "DIR", help: "write the pages of all rules below DIR/rules, and the JSON schema of .datavet.yaml", run: docs},
		{name: "version", help: "print the version", run: printVersion},
		{name: "help", help: "print this", run: help},
	}
}

func writeBaseline(args []string, stdout, stderr io.Writer) int {
	return (&checkOptions{telling: telling{update: true}}).main(args, stdout, stderr)
}

func initialise(args []string, stdout io.Writer) error {
	dir, err := os.Getwd()
	if err != nil {
		return err
	}
	return start.Run(dir, args, stdout)
}

func printVersion(args []string, stdout io.Writer) error {
	if len(args) > 0 {
		return fmt.Errorf("version takes no arguments, has %q", args)
	}
	_, err := fmt.Fprintf(stdout, "datavet %s %s\n", programVersion(), runtime.Version())
	return err
}

func rules(_ []string, stdout io.Writer) error {
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	for _, rule := range analyzers.Rules {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", rule.Analyzer.Name, rule.State(), rule.Since, rule.Hazard)
	}
	return w.Flush()
}

func explain(args []string, stdout io.Writer) error {
	if len(args) != 1 {
		return errors.New("explain: name one rule; datavet rules lists them")
	}
	rule, err := analyzers.Find(args[0])
	if err != nil {
		return err
	}
	_, err = io.WriteString(stdout, rule.Explain())
	return err
}

func docs(args []string, stdout io.Writer) error {
	if len(args) != 1 {
		return errors.New("docs: name the folder to write to")
	}
	dir := filepath.Join(args[0], "rules")
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	for name, page := range analyzers.Pages() {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(page), 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(filepath.Join(args[0], "datavet.schema.json"), []byte(analyzers.SettingsSchema()), 0o666)
}

func help(_ []string, stdout io.Writer) error {
	fmt.Fprint(stdout, "datavet finds misuse of databases and queues in Go programs.\n\nUsage:\n\n")
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "\tdatavet [flags] [packages]\tanalyse packages and folders of .sql files, by default the current folder\n")
	fmt.Fprint(w, "\tgo vet -vettool=$(which datavet) [flags] [packages]\tthe same as part of go vet\n")
	for _, c := range commands {
		fmt.Fprintf(w, "\tdatavet %s %s\t%s\n", c.name, c.args, c.help)
	}
	w.Flush()
	listFlags(new(checkOptions).newFlags(), stdout)
	_, err := fmt.Fprint(stdout, "\nExit codes: 0 no findings, 1 errors, 3 findings.\n")
	return err
}

func baselineUsage(flags *flag.FlagSet, stdout io.Writer) error {
	i := slices.IndexFunc(commands, func(c subcommand) bool { return c.name == "baseline" })
	_, err := fmt.Fprint(stdout, commands[i].usage())
	listFlags(flags, stdout)
	return err
}

func listFlags(flags *flag.FlagSet, stdout io.Writer) {
	fmt.Fprint(stdout, "\nFlags:\n\n")
	w := tabwriter.NewWriter(stdout, 0, 0, 2, ' ', 0)
	flags.VisitAll(func(f *flag.Flag) {
		name, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "\t-%s %s\t%s\n", f.Name, name, usage)
	})
	w.Flush()
}
