package report

import (
	"os"
	"strings"
)

// Sources reads the files that findings stand in, each once. It isn't safe for
// concurrent use.
type Sources struct{ files map[string]source }

type source struct {
	text  string
	lines []string
}

// Text returns what a file holds, empty if it can't be read.
func (s *Sources) Text(file string) string { return s.read(file).text }

// Lines returns the lines of a file without their ends, none if it can't be read.
func (s *Sources) Lines(file string) []string { return s.read(file).lines }

func (s *Sources) read(file string) source {
	if read, ok := s.files[file]; ok {
		return read
	}
	if s.files == nil {
		s.files = map[string]source{}
	}
	var read source
	if data, err := os.ReadFile(file); err == nil {
		read.text = string(data)
		for line := range strings.Lines(read.text) {
			line = strings.TrimSuffix(line, "\n")
			read.lines = append(read.lines, strings.TrimSuffix(line, "\r"))
		}
	}
	s.files[file] = read
	return read
}

// Line returns a line of a file, counted from 1; empty if there is none.
func (s *Sources) Line(file string, line int) string {
	lines := s.Lines(file)
	if line < 1 || line > len(lines) {
		return ""
	}
	return lines[line-1]
}
