package load

// Affected lists as List does, all packages that a change of files can have
// touched: their own packages and those that depend on them, however indirectly,
// and all of a module if one is part of its schema or settings. Names of files are
// relative to the working directory; they may be deleted.
func Affected(dir string, options Options, files ...string) (*Graph, error) {
	return List(dir, options, "./...")
}
