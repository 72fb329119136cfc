package exports

import (
	"bytes"
	"encoding/gob"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/datavet/datavet/cmd/datavet/internal/cache"
)

// An exportFile is a file of export data in the go command's build cache, where
// the name follows from the content. It has no name if there was none.
type exportFile struct {
	Name string
	Size int64
}

// An index is where the export data of packages are, by the packages' keys.
type index map[cache.Key]exportFile

// maxIndex bounds the entries of an index, most of them of former versions.
const maxIndex = 1 << 14

// locate finds the export data of packages, which are all that those at paths
// import, however indirectly.
func (r *Reader) locate(list []*foreign, paths []string) {
	if len(list) == 0 {
		return
	}
	remembers := r.store != nil && r.Version != nil && r.environ()
	old := index{}
	if remembers {
		for _, f := range list {
			f.key = r.key(f.Package)
		}
		old = r.readIndex()
		if old.locate(list) {
			return
		}
	}
	if r.Listed {
		for _, f := range list {
			f.file = f.ExportFile
		}
	} else {
		files := r.list(paths)
		for _, f := range list {
			f.file = files[f.PkgPath]
		}
	}
	if remembers {
		r.writeIndex(old, list)
	}
}

// locate takes the files of packages from the index. It reports whether all
// are known and there.
func (x index) locate(list []*foreign) bool {
	for _, f := range list {
		file, ok := x[f.key]
		if !ok {
			return false
		}
		if file.Name != "" {
			if info, err := os.Stat(file.Name); err != nil || info.Size() != file.Size {
				return false
			}
		}
		f.file = file.Name
	}
	return true
}

// Remembers reports whether it is known from former runs where export data are.
func (r *Reader) Remembers() bool {
	return r.store != nil && r.Version != nil && r.environ() && len(r.readIndex()) > 0
}

func (r *Reader) readIndex() index {
	x := index{}
	if data, ok := r.store.Get(r.indexKey); ok && gob.NewDecoder(bytes.NewReader(data)).Decode(&x) != nil {
		return index{}
	}
	return x
}

func (r *Reader) writeIndex(x index, list []*foreign) {
	if len(x)+len(list) > maxIndex {
		x = index{}
	}
	for _, f := range list {
		file := exportFile{Name: f.file}
		if f.file != "" {
			info, err := os.Stat(f.file)
			if err != nil {
				continue
			}
			file.Size = info.Size()
		}
		x[f.key] = file
	}
	var data bytes.Buffer
	if gob.NewEncoder(&data).Encode(x) == nil {
		r.store.Put(r.indexKey, data.Bytes())
	}
}

// key is a hash of all that the declarations of p and where they stand depend
// on.
func (r *Reader) key(p *packages.Package) cache.Key {
	h := cache.NewHash("exports")
	h.Key(r.environment)
	h.String(filepath.Dir(p.GoFiles[0]))
	h.Key(r.Version(p))
	return h.Sum()
}

// environ makes the keys of the go command's settings. It reports whether it
// could.
func (r *Reader) environ() bool {
	if r.environment != (cache.Key{}) {
		return true
	}
	out, err := r.goCommand("env", "GOVERSION", "GOROOT", "GOOS", "GOARCH", "GOEXPERIMENT", "GOFLAGS",
		"CGO_ENABLED", "CC", "CXX", "CGO_CFLAGS", "CGO_CPPFLAGS", "CGO_CXXFLAGS", "PKG_CONFIG",
		"GOMOD", "GOWORK", "GOCACHE")
	values := strings.Split(strings.TrimSuffix(string(out), "\n"), "\n")
	const places = 3 // at the end, which declarations don't depend on
	if err != nil || len(values) < places {
		return false
	}
	h := cache.NewHash("environment")
	for _, value := range slices.Concat(r.config.BuildFlags, values[:len(values)-places]) {
		h.String(value)
	}
	r.environment = h.Sum()
	for _, value := range values[len(values)-places:] {
		h.String(value)
	}
	r.indexKey = h.Sum()
	return true
}

// list returns the names of the files that have the export data of the packages
// at paths and of all they import, as far as they are in the build cache: with
// -n, go list compiles nothing. Without a go command that can tell there are
// none.
func (r *Reader) list(paths []string) map[string]string {
	files := map[string]string{}
	for len(paths) > 0 {
		n, size := 0, 0
		for n < len(paths) && (n == 0 || size+len(paths[n]) < maxArgs) {
			size += len(paths[n]) + 1
			n++
		}
		args := slices.Concat(
			[]string{"list", "-n", "-e", "-export", "-deps", "-f", "{{with .Export}}{{$.ImportPath}}\t{{.}}{{end}}"},
			r.config.BuildFlags, []string{"--"}, paths[:n])
		paths = paths[n:]
		out, _ := r.goCommand(args...)
		for line := range strings.Lines(string(out)) {
			if path, file, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				files[path] = file
			}
		}
	}
	return files
}

// maxArgs is how long a command's arguments may be on every system.
const maxArgs = 30_000

func (r *Reader) goCommand(args ...string) ([]byte, error) {
	c := exec.Command("go", args...)
	c.Dir = r.config.Dir
	if r.config.Env != nil {
		c.Env = append(slices.Clip(r.config.Env), "PWD="+c.Dir)
	}
	return c.Output()
}
