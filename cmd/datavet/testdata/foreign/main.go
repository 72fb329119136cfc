// Command foreign runs datavet's analyzers by drivers of x/tools: by unitchecker
// if go vet runs it, else by multichecker.
package main

import (
	"log"
	"os"
	"strings"

	"golang.org/x/tools/go/analysis/multichecker"
	"golang.org/x/tools/go/analysis/unitchecker"

	"github.com/datavet/datavet/analyzers"
)

func main() {
	selected, err := analyzers.Analyzers(analyzers.Options{})
	if err != nil {
		log.Fatal(err)
	}
	if len(os.Args) > 1 && (os.Args[1] == "-V=full" || os.Args[1] == "-flags" || strings.HasSuffix(os.Args[len(os.Args)-1], ".cfg")) {
		unitchecker.Main(selected...)
	}
	multichecker.Main(selected...)
}
