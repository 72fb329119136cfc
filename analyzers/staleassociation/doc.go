// Package staleassociation finds.
package staleassociation
