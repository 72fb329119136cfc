package fixes

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// Write writes the files, each whole or not at all and with the permissions that
// it has; nothing if one isn't any more what the fixes were applied to.
func (r *Result) Write() (err error) {
	names := slices.Sorted(maps.Keys(r.Files))
	written := map[string]string{} // temporary names
	defer func() {
		for _, temp := range written {
			err = errors.Join(err, os.Remove(temp))
		}
	}()
	for _, name := range names {
		temp, err := r.writeBeside(name)
		if err != nil {
			return fmt.Errorf("%w; no file was changed", err)
		}
		written[name] = temp
	}
	for _, name := range names {
		if err := os.Rename(written[name], name); err != nil {
			return err
		}
		delete(written, name)
	}
	return nil
}

// writeBeside writes the new content of the file to another one in its folder.
func (r *Result) writeBeside(name string) (temp string, err error) {
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	if info.Mode().Perm()&0o200 == 0 {
		return "", fmt.Errorf("%s: it may not be written", name)
	}
	now, err := os.ReadFile(name)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(now, r.old[name]) {
		return "", fmt.Errorf("%s: changed since it was analysed; run datavet again", name)
	}
	file, err := os.CreateTemp(filepath.Dir(name), ".datavet-*")
	if err != nil {
		return "", err
	}
	_, err = file.Write(r.Files[name])
	if err = errors.Join(err, file.Chmod(info.Mode().Perm()), file.Close()); err != nil {
		return "", errors.Join(err, os.Remove(file.Name()))
	}
	return file.Name(), nil
}
