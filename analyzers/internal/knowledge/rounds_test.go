package knowledge

import (
	"go/types"
	"maps"
	"slices"
	"testing"
)

// TestRoundsExist holds the tables of rounds and claims against the real modules.
func TestRoundsExist(t *testing.T) {
	if testing.Short() {
		t.Skip("compiles the real libraries")
	}
	keys := slices.AppendSeq(slices.Collect(maps.Keys(rounds())), maps.Keys(claims()))
	imports := map[string]string{"github.com/robfig/cron": "github.com/robfig/cron/v3"}
	var paths []string
	for _, k := range keys {
		if imports[k.path] == "" {
			imports[k.path] = k.path
		}
		paths = append(paths, imports[k.path])
	}
	slices.Sort(paths)
	real := loadReal(t, slices.Compact(paths))
	for _, k := range keys {
		pkg := real[imports[k.path]]
		if pkg == nil {
			continue // reported by loadReal
		}
		fn := funcIn(pkg, k.typ, k.name)
		if fn == nil {
			t.Errorf("%v: no such function", k)
			continue
		}
		r, ok := RoundsOf(fn)
		if !ok {
			if !Claims(fn) {
				t.Errorf("%v isn't found", k)
			}
			continue
		}
		i, _ := r.Fn.AsParam()
		switch fn.Signature().Params().At(i).Type().Underlying().(type) {
		case *types.Signature, *types.Interface:
		default:
			t.Errorf("%v: parameter %d is neither a function nor an object with Run", k, i)
		}
		if i, ok := r.Every.AsParam(); ok && !isNamed(fn.Signature().Params().At(i).Type(), "time", "Duration") {
			t.Errorf("%v: parameter %d is no time.Duration", k, i)
		}
	}
}
