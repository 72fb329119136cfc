package knowledge

import (
	"go/types"
	"net/http"
	"regexp"
	"strings"
)

// A Key says what the receiver of a write knows a second one of the same by.
type Key struct {
	Type string
	// Name is, separated by blanks where there are several, a function whose
	// result is the key, or a setter of one.
	Name string
	// Call says that what Name does is done once, by what it is given.
	Call bool
	// Field is the field that is the key. Without Name and Field, a value of
	// Type may hold one.
	Field string
}

// IsKey reports whether the result of fn is a key, or an option with one, or
// whether fn gives its receiver one.
func IsKey(fn *types.Func) bool {
	if k, ok := keyOf(fn.Origin()); ok {
		if key, ok := table().keys[k]; ok {
			return !key.Call
		}
	}
	sig := fn.Signature()
	return keySetter.MatchString(fn.Name()) && sig.Params().Len() == 1 && takesText(sig.Params().At(0).Type())
}

// IsUnique reports whether what fn does is done once, by what it is given.
func IsUnique(fn *types.Func) bool {
	k, ok := keyOf(fn.Origin())
	return ok && table().keys[k].Call
}

// IsKeyField reports whether a field of type t is a key.
func IsKeyField(t types.Type, field string) bool {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return keyField.MatchString(field)
	}
	path := Path(named.Obj().Pkg().Path())
	if _, ok := table().keys[key{path, named.Obj().Name(), "." + field}]; ok || keyField.MatchString(field) {
		return true
	}
	switch field {
	case "ClientToken", "ClientRequestToken", "MessageDeduplicationId":
		return strings.HasPrefix(path, "github.com/aws/aws-sdk-go")
	case "RequestId":
		// Google's AIP-155.
		obj, _, _ := types.LookupFieldOrMethod(types.NewPointer(named), true, nil, "ProtoReflect")
		return obj != nil
	}
	return false
}

// HoldsKey reports whether a value of type t, or of a list of them, may hold a
// key.
func HoldsKey(t types.Type) bool {
	if s, ok := types.Unalias(t).Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return false
	}
	if _, ok := table().keys[key{Path(named.Obj().Pkg().Path()), named.Obj().Name(), "."}]; ok {
		return true
	}
	s, ok := named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for f := range s.Fields() {
		if IsKeyField(named, f.Name()) {
			return true
		}
	}
	return false
}

// IsKeyHeader reports whether a header of an HTTP request or of a message is a
// key.
func IsKeyHeader(name string) bool {
	switch http.CanonicalHeaderKey(name) {
	case "Idempotency-Key", "X-Idempotency-Key", "Idempotence-Key", "Idempotency-Token", "Paypal-Request-Id", "Nats-Msg-Id":
		return true
	}
	return false
}

var (
	keySetter = regexp.MustCompile(`^(Set|With)?Idempoten(cy|t)(Key|Token)$`)
	keyField  = regexp.MustCompile(`^Idempoten(cy|t)(Key|Token|Id|ID)$`)
)

func takesText(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	return isString(t)
}

// IsFresh reports whether fn returns another value each time: an id, the time.
// A key made of it doesn't outlive the attempt.
func IsFresh(fn *types.Func) bool {
	k, ok := keyOf(fn.Origin())
	return ok && fresh[k]
}

var fresh = func() map[key]bool {
	table := map[key]bool{}
	add := func(path, names string) {
		for name := range strings.FieldsSeq(names) {
			table[key{path, "", name}] = true
		}
	}
	add("crypto/rand", "Int Read Text")
	add("github.com/ThreeDotsLabs/watermill", "NewUUID NewShortUUID NewULID")
	add("github.com/gofrs/uuid", "NewV1 NewV4 NewV6 NewV7")
	add("github.com/google/uuid", "New NewString NewRandom NewUUID NewV6 NewV7")
	add("github.com/lithammer/shortuuid", "New")
	add("github.com/matoous/go-nanoid", "New Generate Must")
	add("github.com/oklog/ulid", "Make New MustNew")
	add("github.com/rs/xid", "New")
	add("github.com/satori/go.uuid", "NewV1 NewV4")
	add("github.com/segmentio/ksuid", "New NewRandom")
	add("github.com/stripe/stripe-go", "NewIdempotencyKey")
	add("math/rand", "Int Int31 Int31n Int63 Int63n Intn Uint32 Uint64 Float64 N IntN Int64 Int64N")
	add("time", "Now")
	return table
}()

// addKeys adds what lib says about keys to the index.
func (x *index) addKeys(lib *Library) {
	for _, k := range lib.Keys {
		for name := range strings.FieldsSeq(k.Name) {
			x.keys[key{lib.Path, k.Type, name}] = k
		}
		if k.Field != "" {
			x.keys[key{lib.Path, k.Type, "." + k.Field}] = k
		}
		if k.Type != "" && k.Name == "" {
			x.keys[key{lib.Path, k.Type, "."}] = k
		}
	}
}
