// Package epochs is a code base whose convention is the epoch.
package epochs
