package cache

import (
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
	"testing"
)

// A file system fills up in the middle of an entry, and is read-only later.
func TestFullAndReadOnly(t *testing.T) {
	if !isChild(t) {
		inNamespace(t)
		return
	}
	dir := os.Getenv(dirEnv)
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		t.Skip(err)
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=256k"); err != nil {
		t.Skip(err)
	}
	data := make([]byte, 20<<10)
	name := func(i int) Key { return key(fmt.Sprint(i)) }
	full := 0 // the first entry that has no place
	t.Run("full", func(t *testing.T) {
		c, told := open(t, dir)
		for ; ; full++ {
			c.Put(name(full), data)
			if _, ok := c.Get(name(full)); !ok {
				break
			}
		}
		wantOne(t, told, "new results aren't cached", "no space left on device", "-cache=DIR")
		if full < 5 {
			t.Fatal("only", full, "entries")
		}
		c.Put(name(full+1), data)
		wantMiss(t, c, name(full+1))
		for i := range full {
			wantEntry(t, c, name(i), data)
		}
		wantNoTemps(t, dir)
		c.Close()
		wantNone(t, told)
	})
	t.Run("free again", func(t *testing.T) {
		c, told := open(t, dir)
		if err := os.Remove(c.file(name(0))); err != nil {
			t.Fatal(err)
		}
		c.Put(name(full), data)
		wantEntry(t, c, name(full), data)
		wantNone(t, told)
	})
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Fatal(err)
	}
	t.Run("read-only", func(t *testing.T) {
		c, told := open(t, dir)
		wantEntry(t, c, name(1), data)
		wantMiss(t, c, name(0))
		c.Close()
		wantNone(t, told) // nothing is lost as yet
		c.Put(name(0), data)
		wantOne(t, told, "new results aren't cached", "read-only file system", "-cache=DIR")
		c.Put(name(0), data)
		wantEntry(t, c, name(1), data)
		c.Close()
		wantNone(t, told)
	})
	t.Run("read-only and empty", func(t *testing.T) {
		told := new(notes)
		if c := Open(dir+"/new", told.add); c != nil {
			t.Error("opened")
		}
		wantOne(t, told, "nothing is cached", "read-only file system", "-cache=DIR")
	})
}

// A write fails after the first half.
func TestHalfAWrite(t *testing.T) {
	if !isChild(t) {
		run(t, nil)
		return
	}
	c, told := open(t, os.Getenv(dirEnv))
	small := make([]byte, 4<<10)
	c.Put(key("small"), small)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 10 << 10, Max: 10 << 10}); err != nil {
		t.Skip(err)
	}
	c.Put(key("big"), make([]byte, 20<<10))
	wantOne(t, told, "new results aren't cached", "file too large", "-cache=DIR")
	wantMiss(t, c, key("big"))
	wantEntry(t, c, key("small"), small)
	wantNoTemps(t, c.Dir())
	c.Close()
	wantNone(t, told)
}

// inNamespace runs the test again where it can mount file systems that nobody
// else sees.
func inNamespace(t *testing.T) {
	attr := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	run(t, attr)
}

// run runs the test again in a process of its own.
func run(t *testing.T, attr *syscall.SysProcAttr) {
	cmd := child(t, t.TempDir())
	cmd.SysProcAttr = attr
	out, err := cmd.CombinedOutput()
	switch {
	case errors.Is(err, syscall.EPERM), errors.Is(err, syscall.ENOSPC), strings.Contains(string(out), "--- SKIP: "):
		t.Skipf("%v\n%s", err, out)
	case err != nil:
		t.Errorf("%v\n%s", err, out)
	}
}
