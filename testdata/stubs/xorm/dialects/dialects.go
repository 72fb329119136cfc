// Package dialects has the signatures of the real one that scenarios need.
package dialects

type QuotePolicy int
