// Package event has the signatures of the real one that scenarios need.
package event

type CommandMonitor struct {
}

type PoolMonitor struct {
}

type ServerMonitor struct {
}
