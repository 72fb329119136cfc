package load

// A Selection is what to list for files that have changed: one for each module,
// or workspace, that they are in.
type Selection struct {
	// Dir is the folder to list from, Patterns what.
	Dir      string
	Patterns []string
	// Changed are the files, absolute paths: Options.Changed.
	Changed []string
}

// Affected returns what to list to find the packages that a change of files can
// have touched; their names are relative to from, and they may be deleted. It
// returns none if no file matters.
func Affected(from string, files []string) []Selection { return nil }
