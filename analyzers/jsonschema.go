package analyzers

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/datavet/datavet/analyzers/internal/config"
)

// SettingsSchema returns the JSON schema of .datavet.yaml, which editors use:
// docs/datavet.schema.json.
func SettingsSchema() string {
	var rules strings.Builder
	for i, rule := range Rules {
		if i > 0 {
			rules.WriteString(",")
		}
		kind := "rule"
		if len(rule.OptIn) > 0 {
			kind = "ruleWithOptIn"
		}
		fmt.Fprintf(&rules, "\n        %s: { \"description\": %s, \"$ref\": \"#/definitions/%s\" }", quoted(rule.Analyzer.Name), quoted(rule.Hazard), kind)
	}
	return strings.NewReplacer(
		`"enum": []`, `"enum": `+strings.ReplaceAll(quoted(ruleNames()), ",", ", "),
		`"properties": {}`, `"properties": {`+rules.String()+"\n      }",
	).Replace(config.Schema)
}

// quoted returns v, which is made of texts, as JSON.
func quoted(v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(data)
}
