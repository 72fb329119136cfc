package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/datavet/datavet/analyzers"
)

type subcommand struct {
	name, args, help string
	run              func(args []string, stdout io.Writer) error
}

var commands []subcommand

func init() { // help lists the commands it is one of
	commands = []subcommand{
		{"rules", "", "list the rules", rules},
		{"explain", "RULE", "say what the rule finds and why", explain},
		{"schema", "[-json] [folders]", "print the tables of the module, and how they mark live rows", printSchema},
		{"docs", "DIR", "write the pages of all rules below DIR/rules", docs},
		{"help", "", "print this", help},
	}
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
	return nil
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
	fmt.Fprint(stdout, "\nFlags:\n\n")
	new(checkOptions).newFlags().VisitAll(func(f *flag.Flag) {
		name, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(w, "\t-%s %s\t%s\n", f.Name, name, usage)
	})
	w.Flush()
	_, err := fmt.Fprint(stdout, "\nExit codes: 0 no findings, 1 errors, 3 findings.\n")
	return err
}
