// Package idcursor finds readers that resume after the largest id, or the latest time, that they have seen.
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
package idcursor
