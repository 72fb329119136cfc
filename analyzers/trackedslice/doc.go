// Package trackedslice finds.
package trackedslice
