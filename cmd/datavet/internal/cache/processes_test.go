package cache

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

const (
	childEnv = "DATAVET_CACHE_TEST" // the test that this process is a child of
	dirEnv   = "DATAVET_CACHE_TEST_DIR"
)

func isChild(t *testing.T) bool { return os.Getenv(childEnv) == t.Name() }

// child is a process that runs the same test, where isChild is true.
func child(t *testing.T, dir string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe, "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), childEnv+"="+t.Name(), dirEnv+"="+dir)
	return cmd
}

// content is what the entry called name holds, from a few bytes to some 100 KB.
func content(name string) []byte {
	k := key(name)
	return bytes.Repeat(k[:], 1+int(k[0])*int(k[1]%16))
}

// use puts, gets and trims from several goroutines, as fast as it can.
func use(t *testing.T, dir string) {
	c, told := open(t, dir)
	c.maxSize = 1 << 20
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 400 {
				name := fmt.Sprint(rand.IntN(100))
				data, ok := c.Get(key(name))
				if ok && !bytes.Equal(data, content(name)) {
					t.Errorf("%s: %d bytes of something else", name, len(data))
				}
				if !ok || rand.IntN(20) == 0 {
					c.Put(key(name), content(name))
				}
			}
		})
	}
	group.Go(func() {
		for range 20 {
			c.trim()
		}
	})
	group.Wait()
	c.Close()
	wantNone(t, told)
}

func TestManyProcesses(t *testing.T) {
	if isChild(t) {
		use(t, os.Getenv(dirEnv))
		return
	}
	dir := t.TempDir()
	var group sync.WaitGroup
	for range 4 {
		cmd := child(t, dir)
		group.Go(func() {
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
	group.Go(func() {
		for range 20 {
			os.RemoveAll(dir) // as a user may at any time
		}
	})
	use(t, dir)
	group.Wait()
	wantNoTemps(t, dir)
}

// A process may die at any moment: its entries are whole, and what else it left
// goes with the next trim.
func TestKilledProcesses(t *testing.T) {
	const most = 30
	big := func(name string) []byte { return bytes.Repeat(content(name), 50) }
	if isChild(t) {
		c, _ := open(t, os.Getenv(dirEnv))
		var next atomic.Int64
		for range 4 {
			go func() {
				for {
					name := fmt.Sprint(next.Add(1) % most)
					data := big(name)
					fmt.Println("putting", name)
					c.Put(key(name), data)
				}
			}()
		}
		select {}
	}
	dir := t.TempDir()
	for i := range most {
		cmd := child(t, dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for lines.Scan() && lines.Text() != fmt.Sprint("putting ", i) {
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() {
		}
		if exit := (*exec.ExitError)(nil); !errors.As(cmd.Wait(), &exit) || exit.Exited() {
			t.Fatal("ended by itself")
		}
	}
	strays := temps(t, dir)
	t.Logf("%d files of unfinished writes", len(strays))

	c, told := open(t, dir)
	whole := func() int {
		found := 0
		names, err := filepath.Glob(filepath.Join(dir, "*", "*"+entrySuffix))
		if err != nil {
			t.Fatal(err)
		}
		for i := range most {
			name := fmt.Sprint(i)
			if data, ok := c.Get(key(name)); ok {
				found++
				if !bytes.Equal(data, big(name)) {
					t.Errorf("%s: %d bytes of something else", name, len(data))
				}
			}
		}
		if found != len(names) {
			t.Errorf("%d of %d entries are found", found, len(names))
		}
		return found
	}
	found := whole()
	if found == 0 {
		t.Error("no entries")
	}
	c.now = func() time.Time { return time.Now().Add(2 * usedInterval) }
	c.Close()
	wantNoTemps(t, dir)
	if left := whole(); left != found {
		t.Errorf("%d of %d entries are left", left, found)
	}
	wantNone(t, told)
}
