// Package outerhandle finds queries that slip past an open transaction through the outer handle.
//
// (written by the rule's author)
package outerhandle
