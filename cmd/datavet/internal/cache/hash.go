package cache

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// Key names an entry: the hash of all that its content follows from.
type Key [sha256.Size]byte

// Hash builds a Key from fields, each with its length, so that what moves over
// a field's border gives another key. The same calls in the same order give
// the same key, on every machine.
type Hash struct {
	sum hash.Hash
	buf []byte
}

// NewHash starts a key. Keys of different domains differ.
func NewHash(domain string) *Hash {
	h := &Hash{sum: sha256.New()}
	h.String(domain)
	return h
}

// String adds a field.
func (h *Hash) String(s string) {
	h.length(len(s))
	h.buf = append(h.buf[:0], s...)
	h.sum.Write(h.buf)
}

// Bytes adds a field. It is the same field as the String of it.
func (h *Hash) Bytes(b []byte) {
	h.length(len(b))
	h.sum.Write(b)
}

// Key adds another key as a field.
func (h *Hash) Key(k Key) { h.Bytes(k[:]) }

// Sum is the key of the fields so far.
func (h *Hash) Sum() Key {
	var k Key
	h.sum.Sum(k[:0])
	return k
}

func (h *Hash) length(n int) {
	h.buf = binary.LittleEndian.AppendUint64(h.buf[:0], uint64(n))
	h.sum.Write(h.buf)
}
