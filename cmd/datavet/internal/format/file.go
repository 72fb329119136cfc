package format

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// WriteFile has write fill the file called name, whole or not at all: what was in
// it stays until everything is written. A file that is there keeps its mode, and
// a link to one is followed. What is no regular file, as /dev/stderr, is written
// to as it is.
func WriteFile(name string, write func(io.Writer) error) error {
	err := writeFile(name, write)
	if err == nil {
		return nil
	}
	var path *fs.PathError
	var link *os.LinkError
	switch { // they name the file beside it
	case errors.As(err, &path):
		err = path.Err
	case errors.As(err, &link):
		err = link.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s can't be written: %w; make its folder first", name, err)
	}
	return fmt.Errorf("%s can't be written: %w", name, err)
}

func writeFile(name string, write func(io.Writer) error) error {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	info, err := os.Stat(name)
	if err == nil && !info.Mode().IsRegular() {
		f, err := os.OpenFile(name, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return fill(f, write)
	}
	temp := filepath.Join(filepath.Dir(name), fmt.Sprintf(".%s.%08x", filepath.Base(name), rand.Uint32()))
	f, openErr := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if openErr != nil {
		return openErr
	}
	fillErr := fill(f, write)
	if fillErr == nil && err == nil {
		fillErr = os.Chmod(temp, info.Mode().Perm())
	}
	if fillErr == nil {
		fillErr = os.Rename(temp, name)
	}
	if fillErr != nil {
		os.Remove(temp)
	}
	return fillErr
}

// fill writes to f and closes it.
func fill(f *os.File, write func(io.Writer) error) error {
	b := bufio.NewWriter(f)
	err := write(b)
	if err == nil {
		err = b.Flush()
	}
	return errors.Join(err, f.Close())
}
