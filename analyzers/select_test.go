package analyzers

import (
	"slices"
	"strings"
	"testing"
)

func TestSelect(t *testing.T) {
	var all, defaults []string
	for _, rule := range Rules {
		all = append(all, rule.Analyzer.Name)
		if rule.Default {
			defaults = append(defaults, rule.Analyzer.Name)
		}
	}
	for _, tt := range []struct {
		name            string
		enable, disable []string
		want            []string
	}{
		{"nothing asked", nil, nil, defaults},
		{"exactly these, in the table's order", []string{"txleak", "enqueueintx"}, nil, []string{"enqueueintx", "txleak"}},
		{"all", []string{EveryRule}, nil, all},
		{"defaults without one", nil, []string{"outerhandle"}, without(defaults, "outerhandle")},
		{"all without one", []string{EveryRule}, []string{"txleak"}, without(all, "txleak")},
	} {
		t.Run(tt.name, func(t *testing.T) {
			selected, err := Select(tt.enable, tt.disable)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, a := range selected {
				got = append(got, a.Name)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("Select(%v, %v) = %v, want %v", tt.enable, tt.disable, got, tt.want)
			}
		})
	}
}

func TestSelectErrors(t *testing.T) {
	for _, tt := range []struct {
		name            string
		enable, disable []string
		want            string
	}{
		{"slip in enable", []string{"enqueueintxs"}, nil, `unknown rule "enqueueintxs": did you mean "enqueueintx"?`},
		{"slip in disable", nil, []string{"outerhandel"}, `unknown rule "outerhandel": did you mean "outerhandle"?`},
		{"slip in all", []string{"al"}, nil, `unknown rule "al": did you mean "all"?`},
		{"foreign rule", []string{"errcheck"}, nil, `unknown rule "errcheck": choose from checkinsert, `},
		{"empty name", []string{""}, nil, `unknown rule "": choose from checkinsert, `},
		{"disable takes no all", nil, []string{EveryRule}, `unknown rule "all": choose from checkinsert, `},
		{"nothing left", []string{"txleak"}, []string{"txleak"}, "no rule is left to run"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Select(tt.enable, tt.disable)
			if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("Select(%v, %v) = %v, want an error that starts with %s", tt.enable, tt.disable, err, tt.want)
			}
		})
	}
}

func without(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == name })
}
