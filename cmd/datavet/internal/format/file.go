package format

import "io"

// WriteFile has write fill the file, whole or not at all.
func WriteFile(file string, write func(io.Writer) error) error { return nil }
