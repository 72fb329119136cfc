// Package cache keeps bytes by key in a folder that many processes share.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"sync"
)

// Key names an entry: the hash of all that its content follows from.
type Key [sha256.Size]byte

// Cache is the entries of one folder. Its methods may be called from several
// goroutines, and on nil, which holds nothing.
type Cache struct {
	dir  string
	note func(string)

	mu     sync.Mutex
	failed bool // a write failed: nothing more is written
}

// DefaultDir is the folder for this user's entries.
func DefaultDir() (string, error) {
	dir, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, "datavet"), nil
}

// Open returns the cache in dir, which it creates. If that fails it notes why
// and returns nil.
func Open(dir string, note func(text string)) *Cache {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		note("nothing is cached: " + err.Error())
		return nil
	}
	return &Cache{dir: dir, note: note}
}

// Dir is the folder, "" of nil.
func (c *Cache) Dir() string {
	if c == nil {
		return ""
	}
	return c.dir
}

// Get returns what was put under key.
func (c *Cache) Get(key Key) ([]byte, bool) {
	if c == nil {
		return nil, false
	}
	data, err := os.ReadFile(c.file(key))
	if err != nil || len(data) < 2*sha256.Size {
		return nil, false
	}
	payload := data[2*sha256.Size:]
	sum := sha256.Sum256(payload)
	if !bytes.Equal(data[:sha256.Size], key[:]) || !bytes.Equal(data[sha256.Size:2*sha256.Size], sum[:]) {
		return nil, false
	}
	return payload, true
}

// Put keeps data under key.
func (c *Cache) Put(key Key, data []byte) {
	if c == nil {
		return
	}
	if err := c.put(key, data); err != nil {
		c.mu.Lock()
		defer c.mu.Unlock()
		if !c.failed {
			c.failed = true
			c.note("nothing is cached: " + err.Error())
		}
	}
}

func (c *Cache) put(key Key, data []byte) error {
	name := c.file(key)
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), "tmp")
	if err != nil {
		return err
	}
	sum := sha256.Sum256(data)
	_, err = f.Write(append(append(key[:], sum[:]...), data...))
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

// Close removes entries that weren't used for long.
func (c *Cache) Close() {}

func (c *Cache) file(key Key) string {
	name := hex.EncodeToString(key[:])
	return filepath.Join(c.dir, name[:2], name)
}
