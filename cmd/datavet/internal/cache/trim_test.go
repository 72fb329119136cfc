package cache

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"
)

var today = time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)

func openToday(t *testing.T) (*Cache, *notes) {
	t.Helper()
	c, told := open(t, t.TempDir())
	c.now = func() time.Time { return today }
	return c, told
}

// putUsed puts an entry that was last used so long ago.
func putUsed(t *testing.T, c *Cache, name string, size int, ago time.Duration) {
	t.Helper()
	c.Put(key(name), make([]byte, size))
	setTime(t, c.file(key(name)), c.now().Add(-ago))
}

// wantNames checks which of the entries are there.
func wantNames(t *testing.T, c *Cache, want map[string]bool) {
	t.Helper()
	for name, there := range want {
		if _, err := os.Stat(c.file(key(name))); (err == nil) != there {
			t.Errorf("%s is there: %v, want %v", name, err == nil, there)
		}
	}
}

func TestTrimByAge(t *testing.T) {
	c, told := openToday(t)
	putUsed(t, c, "used now", 10, 0)
	putUsed(t, c, "used lately", 10, 14*24*time.Hour)
	putUsed(t, c, "used long ago", 10, 15*24*time.Hour)
	putUsed(t, c, "used again", 10, 15*24*time.Hour)
	putUsed(t, c, "used tomorrow", 10, -24*time.Hour)
	wantEntry(t, c, key("used again"), make([]byte, 10))
	c.Close()
	wantNames(t, c, map[string]bool{
		"used now": true, "used lately": true, "used long ago": false, "used again": true, "used tomorrow": true,
	})
	wantNone(t, told)
}

func TestTrimBySize(t *testing.T) {
	c, told := openToday(t)
	want := make(map[string]bool)
	for i := range 10 { // of two blocks each
		name := fmt.Sprint(i)
		putUsed(t, c, name, blockSize, time.Duration(i)*24*time.Hour)
		want[name] = true
	}
	c.maxSize = 20 * blockSize
	c.trim()
	wantNames(t, c, want)

	wantEntry(t, c, key("8"), make([]byte, blockSize)) // now used later than all but 0
	c.maxSize = 7*blockSize + 1
	c.trim()
	for name := range want {
		want[name] = name == "0" || name == "1" || name == "8"
	}
	wantNames(t, c, want)
	wantNone(t, told)
}

func TestTrimOnceADay(t *testing.T) {
	c, told := openToday(t)
	stamp := filepath.Join(c.Dir(), "trim.txt")
	close := func(now time.Time, trims bool) {
		t.Helper()
		c.now = func() time.Time { return now }
		putUsed(t, c, "old", 10, 30*24*time.Hour)
		c.Close()
		wantNames(t, c, map[string]bool{"old": !trims})
	}
	close(today, true)
	close(today, false)
	close(today.Add(23*time.Hour), false)
	close(today.Add(25*time.Hour), true)
	close(today.Add(26*time.Hour), false)
	setTime(t, stamp, today.Add(365*24*time.Hour)) // the clock was wrong
	close(today.Add(27*time.Hour), true)
	if err := os.Remove(stamp); err != nil {
		t.Fatal(err)
	}
	close(today.Add(27*time.Hour), true)
	wantNone(t, told)

	// Without a stamp every run would read the whole folder.
	if err := os.Remove(stamp); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(c.Dir(), "missing", "file"), stamp); err != nil {
		t.Skip(err)
	}
	close(today.Add(27*time.Hour), false)
	wantNone(t, told)
}

// The user may have named any folder: nothing else in it is touched.
func TestTrimTouchesOnlyItsOwn(t *testing.T) {
	c, told := openToday(t)
	id := fmt.Sprintf("%x", key("a"))
	mine := []string{
		id[:2] + "/" + id + entrySuffix,
		id[:2] + "/0123456789abcdef" + tempSuffix,
	}
	others := []string{
		"go.mod",
		id + entrySuffix,
		"0123456789abcdef" + tempSuffix,
		id[:2] + "/" + id,
		id[:2] + "/" + id[2:],
		id[:2] + "/" + id + "-d",
		id[:2] + "/notes" + entrySuffix,
		id[:2] + "/notes" + tempSuffix,
		id[:2] + "/sub/" + id + entrySuffix,
		"zz/" + id + entrySuffix,
		"AA/0123456789abcdef" + tempSuffix,
		"abc/0123456789abcdef" + tempSuffix,
	}
	write := func(name string, ago time.Duration) {
		t.Helper()
		name = filepath.Join(c.Dir(), filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte("text"), 0o666); err != nil {
			t.Fatal(err)
		}
		setTime(t, name, today.Add(-ago))
	}
	there := func(name string) bool {
		_, err := os.Stat(filepath.Join(c.Dir(), filepath.FromSlash(name)))
		return err == nil
	}
	for _, name := range append(mine, others...) {
		write(name, 100*24*time.Hour)
	}
	unfinished := id[:2] + "/00000000ffffffff" + tempSuffix // of a process that runs
	write(unfinished, time.Minute)
	c.maxSize = 0
	c.trim()
	for _, name := range mine {
		if there(name) {
			t.Error(name, "stays")
		}
	}
	for _, name := range append(others, unfinished) {
		if !there(name) {
			t.Error(name, "is gone")
		}
	}
	wantNone(t, told)
}
