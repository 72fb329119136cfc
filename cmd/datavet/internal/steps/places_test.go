package steps

import (
	"testing"

	"github.com/datavet/datavet/analyzers"
)

func TestWithoutPath(t *testing.T) {
	for message, want := range map[string]string{
		"done here: mail -> smtp.SendMail":             "done here",
		"rows of orders are deleted here, by a -> b.C": "rows of orders are deleted here",
	} {
		if got := withoutPath(message); got != want || analyzers.RelatedRole(message) != "call" {
			t.Errorf("%s: got %q, role %q", message, got, analyzers.RelatedRole(message))
		}
	}
}
