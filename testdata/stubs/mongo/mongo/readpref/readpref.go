// Package readpref has the signatures of the real one that scenarios need.
package readpref

import (
	"time"
)

type ReadPref struct {
}

func (*ReadPref) MaxStaleness() (time.Duration, bool) { panic(0) }
func (*ReadPref) HedgeEnabled() *bool                 { panic(0) }
func (*ReadPref) String() string                      { panic(0) }
