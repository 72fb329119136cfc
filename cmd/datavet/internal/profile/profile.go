// Package profile says where the time and the memory of a run go: profiles for
// go tool pprof and go tool trace, and a table for people.
package profile

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
)

// A Profile is what of a run is recorded in files; the zero Profile records
// nothing.
type Profile struct{ cpu, mem, trace string }

// Register adds the flags that name the files.
func (p *Profile) Register(flags *flag.FlagSet) {
	flags.StringVar(&p.cpu, "cpuprofile", "", "write a CPU profile to this `file`")
	flags.StringVar(&p.mem, "memprofile", "", "write a profile of all allocations to this `file`")
	flags.StringVar(&p.trace, "trace", "", "write an execution trace to this `file`")
}

// Start starts to record. The caller calls stop once, when the run has ended;
// the files are whole if it returns no error. If Start returns an error, nothing
// is recorded.
func (p *Profile) Start() (stop func() error, err error) {
	var ends []func() error // last first
	stop = func() error {
		var errs []error
		for _, end := range ends {
			errs = append(errs, end())
		}
		return errors.Join(errs...)
	}
	for _, r := range []struct {
		flag, name string
		start      func(*os.File) error
		end        func(*os.File) error
	}{
		{"memprofile", p.mem, nil, writeAllocs}, // ends last
		{"trace", p.trace, func(f *os.File) error { return trace.Start(f) }, func(*os.File) error { trace.Stop(); return nil }},
		{"cpuprofile", p.cpu, func(f *os.File) error { return pprof.StartCPUProfile(f) }, func(*os.File) error { pprof.StopCPUProfile(); return nil }},
	} {
		if r.name == "" {
			continue
		}
		file, err := os.Create(r.name)
		if err == nil && r.start != nil {
			if err = r.start(file); err != nil {
				file.Close()
			}
		}
		if err != nil {
			_ = stop()
			return nil, fmt.Errorf("-%s: %w", r.flag, err)
		}
		ends = append([]func() error{func() error {
			if err := errors.Join(r.end(file), file.Close()); err != nil {
				return fmt.Errorf("-%s: %w", r.flag, err)
			}
			return nil
		}}, ends...)
	}
	return stop, nil
}

func writeAllocs(file *os.File) error {
	runtime.GC() // else the profile is of the state before the last collection
	return pprof.Lookup("allocs").WriteTo(file, 0)
}
