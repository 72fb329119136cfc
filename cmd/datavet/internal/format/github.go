package format

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/datavet/datavet/cmd/datavet/internal/report"
)

var githubCommand = map[report.Severity]string{report.Error: "error", report.Warning: "warning", report.Note: "notice"}

// writeGitHub writes a workflow command of GitHub Actions for each finding, which
// annotates its line.
func writeGitHub(w io.Writer, r *report.Report, s *report.Sources, _ Options) error {
	root := r.Root
	if workspace := os.Getenv("GITHUB_WORKSPACE"); workspace != "" {
		if _, ok := below(workspace, r.Root); ok {
			root = workspace
		}
	}
	b := bufio.NewWriter(w)
	for _, f := range r.Findings {
		fmt.Fprintf(b, "::%s file=%s", githubCommand[f.Severity], escapeProperty(slashed(root, f.Pos.Filename)))
		if at := spanOf(s, f.Pos, f.End); at != (span{}) {
			fmt.Fprintf(b, ",line=%d,endLine=%d", at.startLine, at.endLine)
			if at.startLine == at.endLine { // columns of several lines aren't taken
				fmt.Fprintf(b, ",col=%d,endColumn=%d", at.startColumn, at.endColumn)
			}
		}
		lines := append([]string{f.Message}, details(f, root)...)
		fmt.Fprintf(b, ",title=%s::%s\n", escapeProperty(ruleID(f.Rule, f.Category)), escapeData(strings.Join(lines, "\n")))
	}
	return b.Flush()
}

// escapeData escapes the text of a workflow command, escapeProperty the value of
// a property.
var (
	dataEscapes    = []string{"%", "%25", "\r", "%0D", "\n", "%0A"}
	escapeData     = strings.NewReplacer(dataEscapes...).Replace
	escapeProperty = strings.NewReplacer(append(dataEscapes[:len(dataEscapes):len(dataEscapes)], ":", "%3A", ",", "%2C")...).Replace
)
