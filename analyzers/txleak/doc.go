// Package txleak finds paths that leave a transaction open.
//
// (written by the rule's author)
package txleak
