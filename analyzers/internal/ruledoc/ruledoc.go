// Package ruledoc turns a rule's doc.go into explain text, a Markdown page
// and SARIF help.
package ruledoc

// MustExtract returns the package comment of the doc.go source src.
func MustExtract(src string) string { return src }

// URL returns the address of a rule's page.
func URL(rule string) string {
	return "https://github.com/datavet/datavet/blob/main/docs/rules/" + rule + ".md"
}
