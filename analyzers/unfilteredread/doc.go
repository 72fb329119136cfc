// Package unfilteredread finds reads of a soft-deleted table that its other readers filter.
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
package unfilteredread
