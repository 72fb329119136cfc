// Package enqueueintx finds work that leaves the process before its transaction commits.
//
// (written by the rule's author)
package enqueueintx
