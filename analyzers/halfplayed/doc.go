// Package halfplayed finds job handlers that may fail after they did something
// that can't be taken back and isn't to be done twice.
//
// # Why it bites
//
// # Bad
//
// # Good
//
// # Limits
//
// # References
package halfplayed
