package report

import (
	"go/token"
	"testing"
)

func TestProblemPos(t *testing.T) {
	for posn, want := range map[string]token.Position{
		"":               {},
		"-":              {Filename: "-"},
		"/a:b.go":        {Filename: "/a:b.go"},
		"/a:b.go:3":      {Filename: "/a:b.go", Line: 3},
		"/a:b.go:3:4":    {Filename: "/a:b.go", Line: 3, Column: 4},
		`C:\shop\a.go:3`: {Filename: `C:\shop\a.go`, Line: 3},
	} {
		if got := (Problem{Posn: posn}).Pos(); got != want {
			t.Errorf("%s: %+v, want %+v", posn, got, want)
		}
	}
}
