// Package faktory_worker has the signatures of faktory's workers.
package faktory_worker

import "context"

type Perform func(ctx context.Context, args ...interface{}) error

type Manager struct{}

func NewManager() *Manager { panic(0) }

func (mgr *Manager) Register(name string, fn Perform) { panic(0) }
