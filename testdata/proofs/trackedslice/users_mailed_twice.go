// A queue was shifted in its own array while the batches that had been cut from it waited: some users got two mails, some none.

package trackedslice

import (
	"slices"
)

// BatchesShifting cuts a queue into batches of n, and closes the gap by append.
func BatchesShifting(queue []string, n int) (batches [][]string) {
	for len(queue) > 0 {
		n := min(n, len(queue))
		batches = append(batches, queue[:n])
		queue = append(queue[:0], queue[n:]...)
	}
	return batches
}

// BatchesDeleting closes the gap by slices.Delete.
func BatchesDeleting(queue []string, n int) (batches [][]string) {
	for len(queue) > 0 {
		n := min(n, len(queue))
		batch := queue[:n]
		queue = slices.Delete(queue, 0, n)
		batches = append(batches, batch)
	}
	return batches
}

// BatchesReslicing leaves the gap.
func BatchesReslicing(queue []string, n int) (batches [][]string) {
	for len(queue) > 0 {
		n := min(n, len(queue))
		batches = append(batches, queue[:n])
		queue = queue[n:]
	}
	return batches
}
