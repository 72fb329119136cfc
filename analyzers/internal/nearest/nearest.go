// Package nearest finds the name that a mistyped one was meant to be.
package nearest

import (
	"fmt"
	"strings"
)

// Suggest says what to write instead of name: the nearest of known, or one of
// them all.
func Suggest(name string, known []string) string {
	if near := Name(name, known); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	return "choose from " + strings.Join(known, ", ")
}

// Name returns the name among known with the smallest edit distance to name,
// the first one of equals, or "" if none is close enough to be a slip.
func Name(name string, known []string) string {
	best, limit := "", len(name)/3+1
	for _, k := range known {
		if d := distance(name, k); d <= limit {
			best, limit = k, d-1
		}
	}
	return best
}

// distance is the Levenshtein distance of a and b.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			substitution := diagonal
			if a[i] != b[j] {
				substitution++
			}
			diagonal = row[j+1]
			row[j+1] = min(substitution, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
