// Package retriedeffect finds what a failed attempt leaves behind for the next one.
//
// x
//
// # Why it bites
//
// x
package retriedeffect
