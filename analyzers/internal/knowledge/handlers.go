package knowledge

import (
	"go/types"
	"strings"
)

// A Handler is a function that is given what to call for each job or message,
// again if it fails.
type Handler struct {
	Type, Name string
	// Fn is the operand that is called: a function, a map of them, or an object
	// whose methods are.
	Fn Ref
}

// A Delivery is a type of jobs or messages as a queue hands them out.
type Delivery struct {
	Type string
	// Job says that a function with a parameter of the type that returns an
	// error is a handler: it is called again if it returns one.
	Job bool
	// Body is the field or method that is what was sent, without what the queue
	// adds to it.
	Body string
}

// A Settlement is a function that tells the queue what became of a job.
type Settlement struct {
	Type, Name string
	// Again says that it comes again, If the bool parameter that does.
	Again bool
	If    Ref
}

// HandlerOf returns the operand of fn that is called for each job or message.
func HandlerOf(fn *types.Func) (Ref, bool) {
	k, ok := keyOf(fn.Origin())
	h, found := table().handlers[k]
	return h.Fn, ok && found
}

// DeliveryOf returns what a job or message of type t, or of a pointer to it, is.
func DeliveryOf(t types.Type) (Delivery, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return Delivery{}, false
	}
	d, ok := table().deliveries[[2]string{Path(named.Obj().Pkg().Path()), named.Obj().Name()}]
	return d, ok
}

// SettlementOf returns what fn tells the queue.
func SettlementOf(fn *types.Func) (Settlement, bool) {
	k, ok := keyOf(fn.Origin())
	s, found := table().settlements[k]
	return s, ok && found
}

// addHandlers adds what lib says about handlers to the index.
func (x *index) addHandlers(lib *Library) {
	for _, h := range lib.Handlers {
		for name := range strings.FieldsSeq(h.Name) {
			x.handlers[key{lib.Path, h.Type, name}] = h
		}
	}
	for _, d := range lib.Deliveries {
		x.deliveries[[2]string{lib.Path, d.Type}] = d
	}
	for _, s := range lib.Settlements {
		for name := range strings.FieldsSeq(s.Name) {
			x.settlements[key{lib.Path, s.Type, name}] = s
		}
	}
}
