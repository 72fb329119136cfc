package vetcfg

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"slices"
)

// Facts are encoded facts, by the path of the package that they are about: of
// a package and of all below it, since the go command hands a package only the
// facts that its direct imports wrote.
type Facts map[string]Encoded

// Encoded are the encoded facts about one package.
type Encoded struct {
	Data    []byte
	Distant bool // some are looked for without knowing about what they are
}

// magic begins a file of facts. One without any is empty.
const magic = "datavet facts 1\n"

// ReadFacts reads what the imports of the package wrote.
func (c *Config) ReadFacts() (Facts, error) {
	all := Facts{}
	for path, name := range c.PackageVetx {
		data, err := os.ReadFile(name)
		if err == nil {
			err = all.add(data)
		}
		if err != nil {
			return nil, fmt.Errorf("facts of %s: %w", path, err)
		}
	}
	return all, nil
}

// WriteFacts writes the facts where the go command wants them.
func (c *Config) WriteFacts(f Facts) error {
	if c.VetxOutput == "" {
		return nil
	}
	return os.WriteFile(c.VetxOutput, f.bytes(), 0o666)
}

func (f Facts) bytes() []byte {
	if len(f) == 0 {
		return nil
	}
	var paths []string
	for path := range f {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	data := []byte(magic)
	for _, path := range paths {
		distant := "-"
		if f[path].Distant {
			distant = "+"
		}
		for _, part := range []string{path, distant, string(f[path].Data)} {
			data = binary.AppendUvarint(data, uint64(len(part)))
			data = append(data, part...)
		}
	}
	return data
}

var errMalformed = errors.New("not written by this version of datavet")

func (f Facts) add(data []byte) error {
	if len(data) == 0 {
		return nil
	}
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return errMalformed
	}
	data = data[len(magic):]
	next := func() ([]byte, bool) {
		n, size := binary.Uvarint(data)
		if size <= 0 || n > uint64(len(data)-size) {
			return nil, false
		}
		part := data[size : size+int(n)]
		data = data[size+int(n):]
		return part, true
	}
	for len(data) > 0 {
		path, ok1 := next()
		distant, ok2 := next()
		facts, ok3 := next()
		if !ok1 || !ok2 || !ok3 {
			return errMalformed
		}
		f[string(path)] = Encoded{facts, string(distant) == "+"}
	}
	return nil
}
