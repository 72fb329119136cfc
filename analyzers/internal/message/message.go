// Package message keeps findings short enough for a line of a terminal.
package message

// Max is the length in bytes that a message keeps to.
const Max = 140

// Fit returns the first of the candidates, which say less and less, that keeps
// to Max; the last one if none does.
func Fit(candidates ...string) string {
	for _, m := range candidates {
		if len(m) <= Max {
			return m
		}
	}
	return candidates[len(candidates)-1]
}
