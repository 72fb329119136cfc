// Package toolchain knows how versions of Go get on with each other.
package toolchain

import (
	"fmt"
	"go/version"
	"runtime"
	"strings"
)

// Check returns an error that says what to do if this program was built by an
// older Go than that of the go command, whose GOVERSION is given: it may not
// know that one's language, nor its export data. Of versions without number, of
// which no order is known, there is none.
func Check(goversion string) error { return check(runtime.Version(), goversion) }

func check(own, goversion string) error {
	if version.Compare(lang(own), lang(goversion)) >= 0 || lang(own) == "" {
		return nil
	}
	return fmt.Errorf("built by %s, but the go command is %s: build datavet again by that one, "+
		"with go install or as a tool of the module (go get -tool)", number(own), number(goversion))
}

// number is a version without what follows it: "go1.26.8 X:nodwarf5".
func number(v string) string {
	v, _, _ = strings.Cut(v, " ")
	return v
}

func lang(v string) string { return version.Lang(number(v)) }

// MixesResults reports whether the go command of the version has go vet take
// the result of a package of which it wanted the facts for that of the same
// package when it is named, and so say nothing: from Go 1.26, which began to
// keep what a vettool prints, to 1.26.8, and in 1.27 to 1.27.1.
func MixesResults(goversion string) bool {
	v := number(goversion)
	switch version.Lang(v) {
	case "go1.26":
		return version.Compare(v, "go1.26.9") < 0
	case "go1.27":
		return version.Compare(v, "go1.27.2") < 0
	}
	return false
}
