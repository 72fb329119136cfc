package standalone

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"go/types"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
	"github.com/datavet/datavet/cmd/datavet/internal/load"
)

// Keys makes the keys under which results are kept.
type Keys struct {
	tools, salt cache.Key
	// settings and schema return hashes of what results of the package in a
	// folder depend on beside its files and its imports: schema of what only
	// those do that asked for it.
	settings, schema func(dir string) string

	mu       sync.Mutex
	asked    map[*types.Package]bool // for the schema
	versions map[*packages.Package]cache.Key
	contents map[string]content
	// changed says that a file isn't any more what keys were made of.
	changed atomic.Bool
}

type content struct {
	key cache.Key
	err error
}

// NewKeys returns the keys of one run. tools names what all that is kept depends
// on, this program and the toolchain; salt what findings depend on beside, the
// rules and their options. settings and schema return
// hashes of what those of the package in a folder depend on beside its files and
// its imports: schema of what only those do that [Keys.AskedForSchema] is told
// of.
func NewKeys(tools, salt cache.Key, settings, schema func(dir string) string) *Keys {
	return &Keys{
		tools:    tools,
		salt:     salt,
		settings: settings,
		schema:   schema,
		asked:    map[*types.Package]bool{},
		versions: map[*packages.Package]cache.Key{},
		contents: map[string]content{},
	}
}

// AskedForSchema notes that the results of pkg depend on the schema.
func (k *Keys) AskedForSchema(pkg *types.Package) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.asked[pkg] = true
}

func (k *Keys) asksForSchema(pkg *types.Package) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.asked[pkg]
}

// withSchema returns the key of results that depend on the schema, too.
func (k *Keys) withSchema(key cache.Key, u *load.Unit) cache.Key {
	h := cache.NewHash("schema")
	h.Key(key)
	h.String(k.schema(u.Dir()))
	return h.Sum()
}

// Program returns what names this very program: its build ID if it is found,
// else a hash of it.
func Program() (string, error) {
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	file, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer file.Close()
	// The linker writes it near the beginning of the text.
	head := make([]byte, 64<<10)
	n, err := io.ReadFull(file, head)
	if err != nil && !errors.Is(err, io.ErrUnexpectedEOF) {
		return "", err
	}
	if _, after, ok := bytes.Cut(head[:n], []byte("\xff Go build ID: \"")); ok {
		if id, _, ok := bytes.Cut(after, []byte("\"\n \xff")); ok && len(id) > 0 {
			return string(id), nil
		}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, file); err != nil {
		return "", err
	}
	return fmt.Sprintf("%x", h.Sum(nil)), nil
}

// Version returns a hash of all that the types of a foreign package depend on:
// its version and those of its imports; where there is none, its files.
func (k *Keys) Version(p *packages.Package) cache.Key {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.version(p)
}

func (k *Keys) version(p *packages.Package) cache.Key {
	if key, ok := k.versions[p]; ok {
		return key
	}
	h := cache.NewHash("version")
	h.Key(k.tools)
	h.String(p.PkgPath)
	m := p.Module
	if m != nil && m.Replace != nil {
		m = m.Replace
	}
	versioned := p.Module == nil // the toolchain's
	if m != nil {
		h.String(m.Path)
		h.String(m.Version)
		// Vendored files may have been changed.
		versioned = m.Version != "" && m.Dir != ""
	}
	for _, list := range [][]string{p.GoFiles, p.OtherFiles} {
		h.String(strconv.Itoa(len(list)))
		for _, name := range list {
			h.String(filepath.Base(name))
			if !versioned {
				c := k.contentLocked(name)
				h.Key(c.key)
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(p.Imports)) {
		h.String(path)
		h.Key(k.version(p.Imports[path]))
	}
	key := h.Sum()
	k.versions[p] = key
	return key
}

// content returns the hash of a file's content.
func (k *Keys) content(name string) (cache.Key, error) {
	k.mu.Lock()
	c, ok := k.contents[name]
	k.mu.Unlock()
	if !ok {
		c = read(name)
		k.mu.Lock()
		k.contents[name] = c
		k.mu.Unlock()
	}
	return c.key, c.err
}

// ReadFile reads a file of a package. If it isn't what a key was made of, because
// somebody is editing, nothing of the run is kept from then on: keys would name
// what was, and results come of what is.
func (k *Keys) ReadFile(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	k.mu.Lock()
	defer k.mu.Unlock()
	if c, ok := k.contents[name]; ok && c != (content{sha256.Sum256(data), err}) {
		k.changed.Store(true)
	}
	return data, err
}

func (k *Keys) contentLocked(name string) content {
	c, ok := k.contents[name]
	if !ok {
		c = read(name)
		k.contents[name] = c
	}
	return c
}

func read(name string) content {
	data, err := os.ReadFile(name)
	return content{sha256.Sum256(data), err}
}

// unit starts the key of what is found in u: all but what it imports.
func (k *Keys) unit(u *load.Unit) (*cache.Hash, error) {
	h := cache.NewHash("unit")
	h.Key(k.tools)
	h.Key(k.salt)
	h.String(u.PkgPath)
	h.String(u.ForTest)
	if m := u.Module; m == nil || m.Version == "" || m.Replace != nil {
		// What is downloaded doesn't change, nor do its settings.
		h.String(k.settings(u.Dir()))
	}
	if m := u.Module; m != nil {
		h.String(m.Path)
		h.String(m.Version)
		h.String(m.GoVersion)
	}
	base := base(u)
	for _, list := range [][]string{u.GoFiles, u.OtherFiles, u.EmbedFiles} {
		h.String(strconv.Itoa(len(list)))
		for _, name := range list {
			key, err := k.content(name)
			if err != nil {
				return nil, err
			}
			h.String(relative(base, name))
			h.Key(key)
		}
	}
	return h, nil
}

// base is the folder that the names of files in u's entry are relative to: the
// same code in another folder has the same findings.
func base(u *load.Unit) string {
	if u.Module != nil && u.Module.Dir != "" {
		return u.Module.Dir
	}
	return u.Dir()
}

func relative(base, name string) string {
	if rest, ok := strings.CutPrefix(name, base+string(filepath.Separator)); ok {
		return rest
	}
	return name
}
