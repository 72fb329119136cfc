package report

import (
	"os"
	"strings"
)

// Sources reads the files that findings stand in, each once. It isn't safe for
// concurrent use.
type Sources struct{ files map[string][]string }

// Lines returns the lines of a file without their ends, none if it can't be read.
func (s *Sources) Lines(file string) []string {
	if lines, ok := s.files[file]; ok {
		return lines
	}
	if s.files == nil {
		s.files = map[string][]string{}
	}
	var lines []string
	if data, err := os.ReadFile(file); err == nil {
		for line := range strings.Lines(string(data)) {
			line = strings.TrimSuffix(line, "\n")
			lines = append(lines, strings.TrimSuffix(line, "\r"))
		}
	}
	s.files[file] = lines
	return lines
}

// Line returns a line of a file, counted from 1; empty if there is none.
func (s *Sources) Line(file string, line int) string {
	lines := s.Lines(file)
	if line < 1 || line > len(lines) {
		return ""
	}
	return lines[line-1]
}
