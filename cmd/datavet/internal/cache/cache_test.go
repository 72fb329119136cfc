package cache

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// notes is what a cache told.
type notes struct {
	mu    sync.Mutex
	lines []string
}

func (n *notes) add(text string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.lines = append(n.lines, text)
}

// take returns what was told since the last call.
func (n *notes) take() []string {
	n.mu.Lock()
	defer n.mu.Unlock()
	lines := n.lines
	n.lines = nil
	return lines
}

func open(t *testing.T, dir string) (*Cache, *notes) {
	t.Helper()
	told := new(notes)
	c := Open(dir, told.add)
	if c == nil {
		t.Fatal(told.take())
	}
	return c, told
}

func key(name string) Key {
	h := NewHash("test")
	h.String(name)
	return h.Sum()
}

func wantNone(t *testing.T, told *notes) {
	t.Helper()
	for _, line := range told.take() {
		t.Errorf("noted: %s", line)
	}
}

// wantOne checks that one line was told that holds all of parts.
func wantOne(t *testing.T, told *notes, parts ...string) {
	t.Helper()
	lines := told.take()
	if len(lines) != 1 || strings.Contains(lines[0], "\n") {
		t.Fatalf("noted %q, want one line with %q", lines, parts)
	}
	for _, part := range parts {
		if !strings.Contains(lines[0], part) {
			t.Errorf("noted %q without %q", lines[0], part)
		}
	}
}

func wantEntry(t *testing.T, c *Cache, k Key, want []byte) {
	t.Helper()
	if got, ok := c.Get(k); !ok || !bytes.Equal(got, want) {
		t.Fatalf("%d bytes (found: %v), want %d", len(got), ok, len(want))
	}
}

func wantMiss(t *testing.T, c *Cache, k Key) {
	t.Helper()
	if got, ok := c.Get(k); ok || got != nil {
		t.Fatalf("found %d bytes, want a miss", len(got))
	}
}

func TestEntriesStay(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "yet there")
	c, told := open(t, dir)
	for _, size := range []int{0, 1, 20 << 10, 3 << 20} {
		k, data := key(fmt.Sprint(size)), bytes.Repeat([]byte{byte(size >> 8), 1}, size)[:size]
		wantMiss(t, c, k)
		c.Put(k, data)
		wantEntry(t, c, k, data)
		c.Put(k, data)
		again, _ := open(t, dir)
		wantEntry(t, again, k, data)
	}
	c.Close()
	wantNone(t, told)

	if text, err := os.ReadFile(filepath.Join(dir, "README")); err != nil || string(text) != readme {
		t.Errorf("README: %q, %v", text, err)
	}
	wantNoTemps(t, dir)
}

func TestNilHoldsNothing(t *testing.T) {
	var c *Cache
	c.Put(key("a"), []byte("a"))
	wantMiss(t, c, key("a"))
	if c.Dir() != "" {
		t.Error(c.Dir())
	}
	c.Close()
}

func TestFolderIsKeptAcrossChdir(t *testing.T) {
	t.Chdir(t.TempDir())
	c, told := open(t, "kept")
	if !filepath.IsAbs(c.Dir()) {
		t.Error(c.Dir())
	}
	t.Chdir(t.TempDir())
	c.Put(key("a"), []byte("a"))
	wantEntry(t, c, key("a"), []byte("a"))
	wantNone(t, told)
	if _, err := os.Stat("kept"); err == nil {
		t.Error("written to the new folder")
	}
}

// A damaged entry is told of, removed, and can be put again.
func TestDamagedEntries(t *testing.T) {
	c, told := open(t, t.TempDir())
	k, data := key("a"), []byte("what was found in example.com/shop")
	name := c.file(k)
	c.Put(k, data)
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	check := func(t *testing.T, reason string) {
		t.Helper()
		wantMiss(t, c, k)
		wantOne(t, told, name, reason, "computed again")
		if _, err := os.Lstat(name); err == nil {
			t.Fatal("not removed")
		}
		wantMiss(t, c, k)
		wantNone(t, told)
		c.Put(k, data)
		wantEntry(t, c, k, data)
		wantNone(t, told)
	}
	damage := func(t *testing.T, content []byte, reason string) {
		t.Helper()
		os.Remove(name) // to overwrite a file takes longer
		if err := os.WriteFile(name, content, 0o666); err != nil {
			t.Fatal(err)
		}
		check(t, reason)
	}
	t.Run("cut", func(t *testing.T) {
		for n := range whole {
			reason := "wrong length"
			if n < headerSize {
				reason = "cut off"
			}
			damage(t, whole[:n], reason)
		}
	})
	t.Run("flipped", func(t *testing.T) {
		for i := range 8 * len(whole) {
			content := bytes.Clone(whole)
			content[i/8] ^= 1 << (i % 8)
			damage(t, content, "")
		}
	})
	t.Run("longer", func(t *testing.T) {
		damage(t, append(bytes.Clone(whole), 0), "wrong length")
	})
	t.Run("foreign", func(t *testing.T) {
		damage(t, bytes.Repeat([]byte("SQLite format 3\x00"), 50), "not an entry")
	})
	t.Run("blank", func(t *testing.T) { // as after a power failure
		damage(t, make([]byte, len(whole)), "not an entry")
	})
	t.Run("another", func(t *testing.T) {
		c.Put(key("b"), data)
		content, err := os.ReadFile(c.file(key("b")))
		if err != nil {
			t.Fatal(err)
		}
		damage(t, content, "another entry's content")
	})
	t.Run("folder", func(t *testing.T) {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(name, 0o777); err != nil {
			t.Fatal(err)
		}
		check(t, "not a file")
	})
}

func TestFileInPlaceOfTheFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below"), ""} {
		told := new(notes)
		c := Open(dir, told.add)
		wantOne(t, told, "nothing is cached: mkdir ", "-cache=DIR")
		c.Put(key("a"), []byte("a"))
		wantMiss(t, c, key("a"))
		c.Close()
		wantNone(t, told)
	}
}

// What can't be written is told once; what is there is still read.
func TestFileInPlaceOfASubfolder(t *testing.T) {
	c, told := open(t, t.TempDir())
	kept := key("kept")
	c.Put(kept, []byte("kept"))

	lost := key("lost")
	blocked := filepath.Dir(c.file(lost))
	if err := os.WriteFile(blocked, nil, 0o666); err != nil {
		t.Fatal(err)
	}
	wantMiss(t, c, lost)
	wantOne(t, told, "can't be read", blocked, "-cache=DIR")
	wantMiss(t, c, lost)
	c.Put(lost, []byte("lost"))
	wantOne(t, told, "new results aren't cached", blocked, "-cache=DIR")
	c.Put(lost, []byte("lost"))
	wantMiss(t, c, lost)
	wantEntry(t, c, kept, []byte("kept"))
	wantNone(t, told)
}

func TestFolderIsDeletedMeanwhile(t *testing.T) {
	c, told := open(t, filepath.Join(t.TempDir(), "cache"))
	c.Put(key("a"), []byte("a"))
	if err := os.RemoveAll(c.Dir()); err != nil {
		t.Fatal(err)
	}
	wantMiss(t, c, key("a"))
	c.Put(key("a"), []byte("a"))
	wantEntry(t, c, key("a"), []byte("a"))
	c.Close()
	wantNone(t, told)
}

func TestNoHome(t *testing.T) {
	for _, name := range []string{"HOME", "XDG_CACHE_HOME", "LocalAppData", "home"} {
		t.Setenv(name, "")
	}
	dir, err := DefaultDir()
	if err == nil {
		t.Fatal(dir)
	}
	if text := err.Error(); !strings.HasPrefix(text, "nothing is cached: ") || !strings.HasSuffix(text, "; name a folder by -cache=DIR") {
		t.Error(text)
	}
}

// A use shows in the file's time, but not every use writes it.
func TestUseRefreshesTheTime(t *testing.T) {
	c, told := open(t, t.TempDir())
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	c.now = func() time.Time { return now }
	k := key("a")
	c.Put(k, []byte("a"))
	for ago, want := range map[time.Duration]time.Duration{
		0:                    0,
		59 * time.Minute:     59 * time.Minute,
		61 * time.Minute:     0,
		maxAge:               0,
		-30 * 24 * time.Hour: 0, // the clock was wrong
	} {
		setTime(t, c.file(k), now.Add(-ago))
		wantEntry(t, c, k, []byte("a"))
		info, err := os.Stat(c.file(k))
		if err != nil {
			t.Fatal(err)
		}
		if got := now.Sub(info.ModTime()); got != want {
			t.Errorf("used %v ago: now %v ago, want %v", ago, got, want)
		}
	}
	wantNone(t, told)
}

func setTime(t *testing.T, name string, to time.Time) {
	t.Helper()
	if err := os.Chtimes(name, to, to); err != nil {
		t.Fatal(err)
	}
}

// temps are the files of unfinished writes.
func temps(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*", "*"+tempSuffix))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func wantNoTemps(t *testing.T, dir string) {
	t.Helper()
	for _, name := range temps(t, dir) {
		t.Error("left behind:", name)
	}
}

func BenchmarkPut(b *testing.B) {
	c := Open(b.TempDir(), func(text string) { b.Error(text) })
	data := bytes.Repeat([]byte("datavet\n"), 20<<10/8)
	for i := 0; b.Loop(); i++ {
		c.Put(key(fmt.Sprint(i)), data)
	}
}

func BenchmarkGet(b *testing.B) {
	c := Open(b.TempDir(), func(text string) { b.Error(text) })
	data := bytes.Repeat([]byte("datavet\n"), 20<<10/8)
	keys := make([]Key, 1000)
	for i := range keys {
		keys[i] = key(fmt.Sprint(i))
		c.Put(keys[i], data)
	}
	for i := 0; b.Loop(); i++ {
		if _, ok := c.Get(keys[i%len(keys)]); !ok {
			b.Fatal("lost")
		}
	}
}
