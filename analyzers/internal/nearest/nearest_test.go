package nearest

import "testing"

func TestName(t *testing.T) {
	known := []string{"all", "enqueueintx", "outerhandle", "txleak"}
	for name, want := range map[string]string{
		"enqueueintx":   "enqueueintx",
		"enqeueintx":    "enqueueintx",
		"enqueue-in-tx": "enqueueintx",
		"outer_handle":  "outerhandle",
		"txleaks":       "txleak",
		"errcheck":      "",
		"":              "",
	} {
		if got := Name(name, known); got != want {
			t.Errorf("Name(%q) = %q, want %q", name, got, want)
		}
	}
}
