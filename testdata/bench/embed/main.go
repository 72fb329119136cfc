//go:build bench

// Command embed runs datavet's analyzers as any others would be: by the driver
// of x/tools, which reads all dependencies from source, every time.
package main

import (
	"log"

	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/datavet/datavet/analyzers"
)

func main() {
	list, err := analyzers.Analyzers(analyzers.Options{})
	if err != nil {
		log.Fatal(err)
	}
	multichecker.Main(list...)
}
