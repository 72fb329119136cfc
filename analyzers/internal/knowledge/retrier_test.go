package knowledge

import (
	"go/types"
	"testing"
)

func TestRetriers(t *testing.T) {
	pkg := check(t, nil, "github.com/cenkalti/backoff/v4", `package backoff
		type ExponentialBackOff struct{ MaxElapsedTime, MaxInterval int }
		type ZeroBackOff struct{}
		func Retry(f func() error, b any) error { return nil }
		func WithMaxRetries(b any, max uint64) any { return nil }
		func Permanent(err error) error { return nil }
		func SystemClock() {}`)
	fn := func(name string) *types.Func { return funcIn(pkg, "", name) }
	if r, ok := RetrierOf(fn("Retry")); !ok || !r.Waits || r.Policy != Param(1) || r.Bounds != 0 {
		t.Errorf("Retry: %+v, %v", r, ok)
	}
	if _, ok := RetrierOf(fn("Permanent")); ok {
		t.Error("Permanent repeats nothing")
	}
	if p, ok := PolicyOf(fn("WithMaxRetries")); !ok || p.Sets != Capped || p.Of != Param(0) {
		t.Errorf("WithMaxRetries: %+v, %v", p, ok)
	}
	exponential := types.NewPointer(pkg.Scope().Lookup("ExponentialBackOff").Type())
	if p, ok := PolicyField(exponential, "MaxElapsedTime"); !ok || p.Sets != Deadline {
		t.Errorf("MaxElapsedTime: %+v, %v", p, ok)
	}
	for field, of := range map[string]types.Type{"MaxInterval": exponential, "": exponential} {
		if p, ok := PolicyField(of, field); ok {
			t.Errorf("%q: %+v", field, p)
		}
	}
	if p, ok := PolicyField(pkg.Scope().Lookup("ZeroBackOff").Type(), ""); !ok || !p.NoWait {
		t.Errorf("ZeroBackOff: %+v, %v", p, ok)
	}
	if m, ok := MarkOf(fn("Permanent")); !ok || !m.Permanent {
		t.Errorf("Permanent: %+v, %v", m, ok)
	}
	if _, ok := MarkOf(fn("SystemClock")); ok {
		t.Error("SystemClock marks nothing")
	}
}
