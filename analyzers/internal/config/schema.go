package config

import _ "embed"

// Schema is the JSON schema of the file, without the names of rules.
//
//go:embed schema.json
var Schema string
