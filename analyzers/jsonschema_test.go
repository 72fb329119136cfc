package analyzers

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/datavet/datavet/analyzers/internal/moduletest"
)

// TestSettingsSchema: what is published is what there is.
func TestSettingsSchema(t *testing.T) {
	published, err := os.ReadFile("../docs/datavet.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	if string(published) != SettingsSchema() {
		t.Error("docs/datavet.schema.json is out of date: run go run ./cmd/datavet docs docs")
	}
	if !json.Valid(published) {
		t.Error("docs/datavet.schema.json is no JSON")
	}
}

// TestSettingsAgainstSchema: the schema takes what the parser takes.
func TestSettingsAgainstSchema(t *testing.T) {
	moduletest.Run(t, "../testdata/config", ".")
}
