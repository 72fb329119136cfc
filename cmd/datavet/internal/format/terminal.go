package format

import (
	"os"

	"golang.org/x/term"
)

// For returns the options that suit f: colour, width and a summary if it is a
// terminal. NO_COLOR, if it isn't empty, and TERM=dumb put colour off.
func For(f *os.File) Options {
	fd := int(f.Fd())
	if !term.IsTerminal(fd) {
		return Options{}
	}
	o := Options{Summary: true}
	o.Color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && takesEscapes(f)
	if width, _, err := term.GetSize(fd); err == nil {
		o.Width = width
	}
	return o
}
