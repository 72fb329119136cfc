// Package reuseddest finds destinations of queries that are read into twice.
//
// # Why it bites
//
// x
package reuseddest
