package schema

import (
	"bytes"
	"slices"
	"strings"
)

// looks returns the names of variables, fields, methods and constants, by which
// the module's Go code tells whether a row is deleted: those that sound so and
// that it compares or branches on; sorted.
func (s *source) looks() []string {
	var list []string
	for _, f := range s.files {
		if !f.generated {
			list = append(list, looksIn(f.src)...)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// looksIn scans a Go file. It goes by the bytes around a name, and takes a text
// that looks like code for it.
func looksIn(src []byte) []string {
	var list []string
	for _, stem := range []string{"elete", "emoved", "rashed"} {
		for at := 0; ; {
			i := bytes.Index(src[at:], []byte(stem))
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(stem)
			for start > 0 && isWordByte(src[start-1]) {
				start--
			}
			for end < len(src) && isWordByte(src[end]) {
				end++
			}
			at = end
			if isLooked(src, start, end) {
				list = append(list, string(src[start:end]))
			}
		}
	}
	return list
}

// isLooked reports whether the name at src[start:end] is a part of a condition.
func isLooked(src []byte, start, end int) bool {
	after := bytes.TrimLeft(src[end:min(end+24, len(src))], " ()")
	for _, next := range []string{"==", "!=", "&&", "||", ".Valid", ".Is", ".Before", ".After", ".Unix", ".Time", "> ", "< ", ">=", "<=", "{"} {
		if bytes.HasPrefix(after, []byte(next)) && (next != "{" || isCondition(src, start)) {
			return true
		}
	}
	return isCondition(src, start)
}

// isCondition reports whether what stands before a name says that it is one.
func isCondition(src []byte, start int) bool {
	for start > 0 && (isWordByte(src[start-1]) || strings.IndexByte(".()[]*&", src[start-1]) >= 0) {
		start--
	}
	line := src[bytes.LastIndexByte(src[:start], '\n')+1 : start]
	before := bytes.TrimSpace(line)
	for _, word := range []string{"==", "!=", "!", "&&", "||", "if", "switch", "return !"} {
		if bytes.HasSuffix(before, []byte(word)) {
			return true
		}
	}
	return bytes.HasPrefix(before, []byte("case")) || bytes.HasPrefix(before, []byte("if ")) && bytes.HasSuffix(before, []byte(";"))
}
