package sqlcplugin

import (
	"strings"
	"testing"
)

// TestRead: what isn't a request is said in one line, whatever it is.
func TestRead(t *testing.T) {
	const ours, protobuf = "reading sqlc's request: ", "sqlc's request is protobuf: "
	for data, want := range map[string]string{
		"":                                    "no request on stdin",
		" \n":                                 "no request on stdin",
		"\n\x7b{settings":                     protobuf, // a message of 123 bytes
		"\n\x05abcde":                         protobuf,
		"[]":                                  protobuf,
		"{":                                   ours,
		`{"settings": {"queries": "q"}}`:      ours,
		`{"queries": [{"name": 5}]}`:          ours,
		`{"plugin_options": "!"}`:             ours,
		`{"plugin_options": "W10="}`:          "the plugin's options: ", // []
		`{"plugin_options": "eyJ4IjoxfQ=="}`:  "the plugin's options: ", // {"x":1}
		`{"plugin_options": "bnVsbA=="}`:      "",                       // null
		`{}`:                                  "",
		`{"settings": null, "queries": null}`: "",
		`{"queries": [null, {}], "unknown": [0]}`: "",
	} {
		_, err := Read(strings.NewReader(data))
		switch {
		case want == "" && err != nil:
			t.Errorf("%q: %v", data, err)
		case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want) || strings.Contains(err.Error(), "\n")):
			t.Errorf("%q: got %v, want %s", data, err, want)
		}
	}
}
