package changes

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
)

var hunk = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@`)
})

// parse adds what git diff says, without lines of context. It reads no more than
// the heads of files and hunks: those tell how many lines of content follow,
// which may look like heads themselves.
func (c *Changes) parse(diff []byte) error {
	name := "" // of the file in the working tree; empty where it was deleted
	for len(diff) > 0 {
		var line []byte
		line, diff, _ = bytes.Cut(diff, []byte("\n"))
		text := string(line)
		switch {
		case strings.HasPrefix(text, "diff --git "):
			name = sameName(strings.TrimPrefix(text, "diff --git "))
		case strings.HasPrefix(text, "rename to "):
			name = unquote(strings.TrimPrefix(text, "rename to "))
		case strings.HasPrefix(text, "+++ "):
			name = strings.TrimPrefix(unquote(strings.TrimSuffix(strings.TrimPrefix(text, "+++ "), "\t")), "b/")
		case strings.HasPrefix(text, "Binary files "):
			c.of(name).all = true
		case strings.HasPrefix(text, "@@ "):
			m := hunk().FindStringSubmatch(text)
			if m == nil {
				return fmt.Errorf("git diff says %q, which datavet doesn't know; please report it", text)
			}
			removed, first, added := number(m[1]), number(m[2]), number(m[3])
			r := lineRange{first, first + added - 1}
			if added == 0 {
				// The lines before and after what was there.
				r.last = first + 1
			}
			l := c.of(name)
			l.ranges = append(l.ranges, r)
			if removed > 0 {
				l.removed = append(l.removed, r)
			}
			if len(diff) > 0 && bytes.HasPrefix(diff[1:], []byte("Subproject commit ")) {
				c.dirs = append(c.dirs, name+"/")
			}
			diff = skipLines(diff, removed+added)
		}
	}
	return nil
}

// number returns the number in the head of a hunk, which is left out for 1.
func number(text string) int {
	if text == "" {
		return 1
	}
	n, _ := strconv.Atoi(text) // digits
	return n
}

// skipLines returns diff after n lines of content, and the notes about a missing
// newline among and after them.
func skipLines(diff []byte, n int) []byte {
	for len(diff) > 0 && (n > 0 || diff[0] == '\\') {
		if diff[0] != '\\' {
			n--
		}
		_, diff, _ = bytes.Cut(diff, []byte("\n"))
	}
	return diff
}

// sameName returns the name in "a/name b/name"; it is only asked for where both
// are the same.
func sameName(text string) string {
	if strings.HasPrefix(text, `"`) {
		if quoted, err := strconv.QuotedPrefix(text); err == nil {
			return strings.TrimPrefix(unquote(quoted), "a/")
		}
	}
	if n := len(text) - len("a/ b/"); n > 0 {
		return text[len(text)-n/2:]
	}
	return text
}

// unquote returns a name as git writes it: in quotes with escapes like Go's, if
// it has unusual characters.
func unquote(text string) string {
	if name, err := strconv.Unquote(text); err == nil && strings.HasPrefix(text, `"`) {
		return name
	}
	return text
}
