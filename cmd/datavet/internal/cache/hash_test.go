package cache

import "testing"

// What moves over the border of a field gives another key.
func TestHashOfFields(t *testing.T) {
	keys := map[Key]string{}
	for name, build := range map[string]func() Key{
		"no field":          func() Key { return NewHash("d").Sum() },
		"other domain":      func() Key { return NewHash("e").Sum() },
		"field in domain":   func() Key { return NewHash("dab").Sum() },
		"ab":                func() Key { h := NewHash("d"); h.String("ab"); return h.Sum() },
		"a, b":              func() Key { h := NewHash("d"); h.String("a"); h.String("b"); return h.Sum() },
		"b, a":              func() Key { h := NewHash("d"); h.String("b"); h.String("a"); return h.Sum() },
		"ab, empty":         func() Key { h := NewHash("d"); h.String("ab"); h.String(""); return h.Sum() },
		"empty, ab":         func() Key { h := NewHash("d"); h.Bytes(nil); h.Bytes([]byte("ab")); return h.Sum() },
		"key":               func() Key { h := NewHash("d"); h.Key(Key{'a'}); return h.Sum() },
		"another key":       func() Key { h := NewHash("d"); h.Key(Key{'b'}); return h.Sum() },
		"a length and 'ab'": func() Key { h := NewHash("d"); h.String("\x02\x00\x00\x00\x00\x00\x00\x00ab"); return h.Sum() },
	} {
		k := build()
		if k != build() {
			t.Errorf("%s: another key each time", name)
		}
		if other, ok := keys[k]; ok {
			t.Errorf("%s and %s have one key", name, other)
		}
		keys[k] = name
	}
}

func TestHashGoesOnAfterSum(t *testing.T) {
	h := NewHash("d")
	h.Sum()
	h.String("a")
	want := NewHash("d")
	want.Bytes([]byte("a"))
	if h.Sum() != want.Sum() {
		t.Error("Sum changes what follows")
	}
}
