// Datavet finds misuse of databases and queues in Go programs: go vet for the
// data layer.
//
//	datavet [flags] [packages]     analyse packages, by default the one in the current folder
//	go vet -vettool=$(which datavet) [flags] [packages]
//	datavet baseline               write the findings of now to a file, which -baseline then leaves out
//	datavet init                   set datavet up in a project
//	datavet lsp                    be a language server on stdin and stdout
//	datavet rules                  list the rules
//	datavet explain RULE           say what a rule finds and why
//	datavet schema [-json] [folders]
//	                               print the tables of the module, and how they mark live rows
//	datavet sqlc                   be a plugin of sqlc, which runs it
//	datavet docs DIR               write the rules' pages below DIR
//	datavet version                print the version
//	datavet help                   say this and list the flags
//
// A package may be a folder that holds nothing but .sql files. The .sql files of
// packages that don't compile are checked, too.
//
// It exits with 0 if there are no findings, 3 if there are some, and 1 if
// something was wrong with the command line, the packages or a directive.
package main

import (
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/datavet/datavet/cmd/datavet/internal/sqlcplugin"
)

const (
	exitOK       = 0
	exitError    = 1
	exitFindings = 3
)

func main() {
	os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
}

func run(args []string, stdout, stderr io.Writer) int {
	if isVettool(args) {
		return vettool(args, stdout, stderr)
	}
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	if command == sqlcplugin.Method { // sqlc gives a plugin no other argument
		command = sqlcCommand
	}
	i := slices.IndexFunc(commands, func(c subcommand) bool { return c.name == command })
	if i < 0 {
		return check(args, stdout, stderr)
	}
	if len(args) == 2 && !commands[i].ownHelp && slices.Contains([]string{"-h", "-help", "--help"}, args[1]) {
		fmt.Fprint(stdout, commands[i].usage())
		return exitOK
	}
	if main := commands[i].main; main != nil {
		return main(args[1:], stdout, stderr)
	}
	if err := commands[i].run(args[1:], stdout); err != nil {
		return fail(stderr, err)
	}
	return exitOK
}

// fail prints err as the command's own and returns the exit code.
func fail(stderr io.Writer, err error) int {
	fmt.Fprintf(stderr, "datavet: %v\n", err)
	return exitError
}
