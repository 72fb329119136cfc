package cache

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	// A file's time is when it was last used, give or take usedInterval: to
	// write it at every use would cost more than it tells.
	usedInterval = time.Hour
	trimInterval = 24 * time.Hour
	maxAge       = 14 * 24 * time.Hour

	maxSize   = 1 << 30
	blockSize = 4 << 10 // a file takes whole blocks
)

// Close ends the use of the cache. Once a day it removes entries that weren't
// used for two weeks, and of more than 1 GiB the least recently used.
func (c *Cache) Close() {
	if c != nil && c.claimTrim() {
		c.trim()
	}
}

// claimTrim reports whether a trim is due, and says so to other processes by
// the time of a file. Should two of them trim at once, it does no harm.
func (c *Cache) claimTrim() bool {
	name := filepath.Join(c.dir, "trim.txt")
	info, err := os.Stat(name)
	if err == nil && c.within(info.ModTime(), trimInterval) {
		return false
	}
	if err != nil && os.WriteFile(name, []byte("The time of this file is when datavet last removed old entries.\n"), 0o666) != nil {
		return false // there is no other way to do it but once a day
	}
	now := c.now()
	return os.Chtimes(name, now, now) == nil
}

// trim removes what is old or too much. It touches nothing but files that have
// the name of an entry, since any folder may be named by -cache.
func (c *Cache) trim() {
	type entry struct {
		name string
		size int64
		used time.Time
	}
	var entries []entry
	var size int64
	now := c.now()
	dirs, _ := os.ReadDir(c.dir) // what can be read of it
	for _, dir := range dirs {
		if !dir.IsDir() || !isHex(dir.Name(), 2) {
			continue
		}
		files, _ := os.ReadDir(filepath.Join(c.dir, dir.Name()))
		for _, file := range files {
			id, isEntry := strings.CutSuffix(file.Name(), entrySuffix)
			isEntry = isEntry && isHex(id, 2*len(Key{})) && id[:2] == dir.Name()
			id, isTemp := strings.CutSuffix(file.Name(), tempSuffix)
			isTemp = isTemp && isHex(id, 16)
			if !isEntry && !isTemp {
				continue
			}
			info, err := file.Info()
			if err != nil || !info.Mode().IsRegular() {
				continue // somebody else has removed it
			}
			name := filepath.Join(c.dir, dir.Name(), file.Name())
			age := now.Sub(info.ModTime())
			switch {
			case isTemp && age > usedInterval, // its writer was killed
				age > maxAge+usedInterval:
				os.Remove(name)
			case isEntry:
				e := entry{name, (info.Size() + blockSize - 1) / blockSize * blockSize, info.ModTime()}
				entries = append(entries, e)
				size += e.size
			}
		}
	}
	slices.SortFunc(entries, func(a, b entry) int { return a.used.Compare(b.used) })
	for _, e := range entries {
		if size <= c.maxSize {
			return
		}
		if os.Remove(e.name) == nil {
			size -= e.size
		}
	}
}

// isHex reports whether s is n hexadecimal digits, lower case.
func isHex(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789abcdef") == ""
}
