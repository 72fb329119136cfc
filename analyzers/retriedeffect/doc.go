// Package retriedeffect finds what a failed attempt leaves behind for the next one.
//
// # Why it bites
//
// x
package retriedeffect
