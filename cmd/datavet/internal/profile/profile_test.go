package profile

import (
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func TestProfile(t *testing.T) {
	dir := t.TempDir()
	names := []string{"cpuprofile", "memprofile", "trace"}
	var args []string
	for _, name := range names {
		args = append(args, "-"+name+"="+filepath.Join(dir, name))
	}
	stop, err := parse(t, args...).Start()
	if err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("-%s wrote nothing: %v", name, err)
		}
	}
}

// TestProfileUnwritable: the error names the flag, and nothing keeps running
// that would keep the next Start from it.
func TestProfileUnwritable(t *testing.T) {
	dir := t.TempDir()
	_, err := parse(t, "-trace="+filepath.Join(dir, "trace"), "-cpuprofile="+filepath.Join(dir, "missing", "cpu")).Start()
	if err == nil || !strings.HasPrefix(err.Error(), "-cpuprofile: open ") {
		t.Fatalf("error is %v, want one of -cpuprofile", err)
	}
	stop, err := parse(t, "-trace="+filepath.Join(dir, "trace")).Start()
	if err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func TestProfileOff(t *testing.T) {
	stop, err := new(Profile).Start()
	if err != nil {
		t.Fatal(err)
	}
	if err := stop(); err != nil {
		t.Error(err)
	}
}

func parse(t *testing.T, args ...string) *Profile {
	t.Helper()
	var p Profile
	flags := flag.NewFlagSet("", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	p.Register(flags)
	if err := flags.Parse(args); err != nil {
		t.Fatal(err)
	}
	return &p
}

func TestTimes(t *testing.T) {
	times := NewTimes()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() { times.Measure("passes/reach")() })
	}
	wg.Wait()
	times.parts["list"] = &part{wall: 2 * time.Minute, count: 1}
	times.parts["passes/ssaform"] = &part{wall: 3 * time.Minute, count: 3}
	times.parts["cache"] = &part{wall: time.Minute, count: 2}
	var out strings.Builder
	if err := times.Print(&out); err != nil {
		t.Fatal(err)
	}
	var got []string
	for line := range strings.Lines(out.String()) {
		if fields := strings.Fields(line); strings.HasSuffix(fields[0], "%") {
			got = append(got, fields[1]+" "+fields[2]+" "+fields[3])
		}
	}
	want := "180.00s 11 passes,180.00s 3 ssaform,0.00s 8 reach,120.00s 1 list,60.00s 2 cache,0.00s 1 the"
	if s := strings.Join(got, ","); s != want {
		t.Errorf("rows are\n%s\nwant\n%s\nin\n%s", s, want, out.String())
	}
}

func TestTimesOff(t *testing.T) {
	var times *Times
	if n := testing.AllocsPerRun(100, func() { times.Measure("list")() }); n != 0 {
		t.Errorf("Measure allocates %v times although it is off", n)
	}
	var out strings.Builder
	if err := times.Print(&out); err != nil || out.Len() > 0 {
		t.Errorf("printed %q, %v", out.String(), err)
	}
}
