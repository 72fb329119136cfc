package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// mounted is set in the process that can mount what nobody else sees.
const mounted = "DATAVET_TEST_MOUNTED"

// TestFullDisk has a cache on a file system that is too small for it, and then
// can't be written to.
func TestFullDisk(t *testing.T) {
	if os.Getenv(mounted) == "" {
		inNamespace(t)
		return
	}
	if err := syscall.Mount("", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""); err != nil {
		t.Skip(err)
	}
	m, want := small(t)
	mount := func(size string) string {
		dir := t.TempDir()
		if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size="+size); err != nil {
			t.Skip(err)
		}
		t.Cleanup(func() { _ = syscall.Unmount(dir, syscall.MNT_DETACH) })
		return dir
	}
	for _, size := range []string{"4k", "16k", "24k"} {
		kept := mount(size)
		for range 2 {
			m.cached(kept).notes(t, want, "datavet: new results aren't cached: ", "no space left on device", "name another folder by -cache=DIR")
		}
		if list, _ := filepath.Glob(filepath.Join(kept, "*", "*-tmp")); len(list) > 0 {
			t.Errorf("%s: left %q", size, list)
		}
	}
	kept := mount("4m")
	readOnly := func(flag uintptr) {
		if err := syscall.Mount("tmpfs", kept, "tmpfs", syscall.MS_REMOUNT|flag, ""); err != nil {
			t.Fatal(err)
		}
	}
	readOnly(syscall.MS_RDONLY)
	m.cached(kept).notes(t, want, "datavet: new results aren't cached: ", "read-only file system")
	readOnly(0)
	m.cached(kept).notes(t, want)
	readOnly(syscall.MS_RDONLY)
	m.warm(kept, want)
	m.write("mail/mail.go", "package mail\n\nfunc Welcome(to string) error { return nil }\n")
	m.cached(kept).notes(t, m.run(nil, "-cache=off", "-tests", "./..."), "datavet: new results aren't cached: ", "read-only file system")
}

// inNamespace runs the test again in a process with file systems of its own.
func inNamespace(t *testing.T) {
	attr := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if os.Getuid() != 0 {
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{HostID: os.Getuid(), Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{HostID: os.Getgid(), Size: 1}}
	}
	cmd := exec.Command(executable(t), "-test.run=^"+t.Name()+"$", "-test.v")
	cmd.Env = append(os.Environ(), mounted+"=yes")
	cmd.SysProcAttr = attr
	out, err := cmd.CombinedOutput()
	switch {
	case errors.Is(err, syscall.EPERM), errors.Is(err, syscall.ENOSPC), strings.Contains(string(out), "--- SKIP: "):
		t.Skipf("%v\n%s", err, out)
	case err != nil:
		t.Errorf("%v\n%s", err, out)
	}
}
