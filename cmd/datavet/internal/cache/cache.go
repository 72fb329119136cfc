// Package cache keeps bytes by key in a folder that any number of processes
// share. What is lost there, is damaged or can't be written is computed again:
// no result may depend on the folder.
//
// There are no locks. An entry is written beside its place and renamed, so it
// is there as a whole or not at all, and never changes: whoever deletes one,
// at whatever moment, costs others a computation.
package cache

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// Cache is the entries of one folder. Its methods may be called from several
// goroutines, and on nil, which holds nothing.
type Cache struct {
	dir     string
	now     func() time.Time
	maxSize int64

	mu         sync.Mutex // also held while note runs
	note       func(string)
	unreadable bool // an entry couldn't be opened, which was noted
	unwritable bool // an entry couldn't be written, which was noted
}

const (
	entrySuffix = ".datavet"
	tempSuffix  = ".datavet-tmp"

	remedy = "mend that or name another folder by -cache=DIR"

	readme = `This folder holds results of datavet, so that it needn't compute them again.
It may be deleted at any time. datavet -cache=off does without it.
`
)

// DefaultDir is the folder for this user's entries. Its error says that nothing
// is cached, and what to do about it.
func DefaultDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("nothing is cached: %w; name a folder by -cache=DIR", err)
	}
	return filepath.Join(dir, "datavet"), nil
}

// Open returns the cache in dir, which it creates; nil if it can't. That, and
// whatever else goes wrong later, is told to note in one line, one at a time
// and each kind of failure once.
func Open(dir string, note func(text string)) *Cache {
	err := os.MkdirAll(dir, 0o777)
	if err == nil {
		dir, err = filepath.Abs(dir)
	}
	if err != nil {
		note(fmt.Sprintf("nothing is cached: %v; %s", err, remedy))
		return nil
	}
	describe(dir)
	return &Cache{dir: dir, now: time.Now, maxSize: maxSize, note: note}
}

// describe tells who finds dir what it is.
func describe(dir string) {
	name := filepath.Join(dir, "README")
	if _, err := os.Stat(name); err == nil {
		return
	}
	if os.WriteFile(name, []byte(readme), 0o666) != nil {
		os.Remove(name) // what there is of it; the first Put notes the failure
	}
}

// Dir is the folder as an absolute path, "" of nil.
func (c *Cache) Dir() string {
	if c == nil {
		return ""
	}
	return c.dir
}

// Get returns what was put under key; the bytes are the caller's. An entry that
// isn't as it was written is noted, removed and not returned.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	name := c.file(key)
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, false
	}
	if err != nil {
		c.noteOnce(&c.unreadable, fmt.Sprintf("the cache can't be read: %v; %s", err, remedy))
		return nil, false
	}
	data, used, err := readEntry(f, key)
	f.Close() // before the removal: Windows keeps open files
	if err != nil {
		os.Remove(name)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.note(fmt.Sprintf("the cache's %s is damaged: %v; its content is computed again", name, err))
		return nil, false
	}
	if !c.within(used, usedInterval) {
		now := c.now()
		_ = os.Chtimes(name, now, now) // an entry of another user isn't ours to mark
	}
	return data, true
}

// Put keeps data under key, as a whole or not at all. After a failure, which is
// noted, it does nothing.
func (c *Cache) Put(key Key, data []byte) {
	if c == nil || c.failed() {
		return
	}
	if err := write(c.file(key), key, data); err != nil {
		c.noteOnce(&c.unwritable, fmt.Sprintf("new results aren't cached: %v; %s", err, remedy))
	}
}

// write creates the file name, and its folder if need be.
func write(name string, key Key, data []byte) error {
	var err error
	for range 10 {
		if err := writeEntry(name, key, data); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		// The entry is the first of its folder, or somebody deletes the cache.
		err = os.MkdirAll(filepath.Dir(name), 0o777)
	}
	if err == nil {
		err = fmt.Errorf("%s is deleted again and again", filepath.Dir(name))
	}
	return err
}

// writeEntry creates the file name, or replaces it.
func writeEntry(name string, key Key, data []byte) error {
	temp := filepath.Join(filepath.Dir(name), fmt.Sprintf("%016x%s", rand.Uint64(), tempSuffix))
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if err != nil {
		return err
	}
	_, err = f.Write(header(key, data))
	if err == nil {
		_, err = f.Write(data)
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(temp, name)
	}
	if err == nil {
		return nil
	}
	os.Remove(temp)
	if _, serr := os.Stat(name); serr == nil {
		// Another process was faster with the same entry, and Windows doesn't
		// replace a file that somebody reads.
		return nil
	}
	return err
}

// file is the path of key's entry.
func (c *Cache) file(key Key) string {
	name := hex.EncodeToString(key[:])
	return filepath.Join(c.dir, name[:2], name+entrySuffix)
}

func (c *Cache) failed() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.unwritable
}

func (c *Cache) noteOnce(noted *bool, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if !*noted {
		*noted = true
		c.note(text)
	}
}

// within reports whether t is less than d ago. A time well ahead, from before
// the clock was set right, is not.
func (c *Cache) within(t time.Time, d time.Duration) bool {
	ago := c.now().Sub(t)
	return ago < d && ago > -usedInterval
}
