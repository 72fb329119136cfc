package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"time"
)

// A file is magic, key, length of the data, hash of the data, data. It isn't
// compressed: to inflate takes longer than to read from memory what was saved.
const (
	magic      = "datavet entry 1\n"
	lengthAt   = len(magic) + len(Key{})
	sumAt      = lengthAt + 8
	headerSize = sumAt + sha256.Size
)

func header(key Key, data []byte) []byte {
	sum := sha256.Sum256(data)
	h := make([]byte, 0, headerSize)
	h = append(h, magic...)
	h = append(h, key[:]...)
	h = binary.BigEndian.AppendUint64(h, uint64(len(data)))
	return append(h, sum[:]...)
}

// readEntry returns the data of key's entry and when it was last used. The error
// says what is wrong with the file.
func readEntry(f *os.File, key Key) (data []byte, used time.Time, err error) {
	info, err := f.Stat()
	if err != nil {
		return nil, used, err
	}
	if !info.Mode().IsRegular() {
		return nil, used, errors.New("not a file")
	}
	var h [headerSize]byte
	switch _, err := io.ReadFull(f, h[:]); {
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return nil, used, errors.New("cut off")
	case err != nil:
		return nil, used, err
	case string(h[:len(magic)]) != magic:
		return nil, used, errors.New("not an entry")
	case Key(h[len(magic):lengthAt]) != key:
		return nil, used, errors.New("another entry's content")
	}
	length := binary.BigEndian.Uint64(h[lengthAt:sumAt])
	if length != uint64(info.Size()-int64(headerSize)) {
		return nil, used, errors.New("wrong length")
	}
	data = make([]byte, length)
	if _, err := io.ReadFull(f, data); err != nil {
		return nil, used, err
	}
	if sha256.Sum256(data) != [sha256.Size]byte(h[sumAt:]) {
		return nil, used, errors.New("wrong checksum")
	}
	return data, info.ModTime(), nil
}
