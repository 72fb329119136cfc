// Command golangci is golangci-lint with datavet's plugin, as golangci-lint's
// custom command builds it from .custom-gcl.yml, but without a clone.
package main

import (
	"fmt"
	"os"

	"github.com/golangci/golangci-lint/v2/pkg/commands"
	"github.com/golangci/golangci-lint/v2/pkg/exitcodes"

	_ "github.com/datavet/datavet/analyzers/gclplugin"
)

func main() {
	// "(devel)" makes golangci-lint key its cache by the binary's content.
	lint("(devel)")
}

func lint(version string) {
	if err := commands.Execute(commands.BuildInfo{Version: version}); err != nil {
		fmt.Fprintf(os.Stderr, "The command is terminated due to an error: %v\n", err)
		os.Exit(exitcodes.Failure)
	}
}
