// Package steps finds the places of the calls on a finding's call path, which
// findings keep as symbols: lines move.
package steps

import "github.com/datavet/datavet/cmd/datavet/internal/report"

// Resolve returns the places of f's call path; files returns the Go files of a
// package by its import path, none if it isn't known.
func Resolve(f report.Finding, files func(pkgPath string) []string) []report.Step {
	return NewResolver(files).Steps(f)
}

// A Resolver finds the places of many findings and parses each file once.
type Resolver struct {
	files func(pkgPath string) []string
}

// NewResolver returns a resolver; files is as for [Resolve].
func NewResolver(files func(pkgPath string) []string) *Resolver { return &Resolver{files: files} }

// Steps returns the places of f's call path, as [Resolve] does.
func (r *Resolver) Steps(f report.Finding) []report.Step { return nil }
