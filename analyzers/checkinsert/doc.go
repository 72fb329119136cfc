// Package checkinsert finds rows that are looked for and then inserted without anything that keeps a second request from inserting them, too.
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
package checkinsert
