package knowledge

import (
	"go/types"
	"strings"
)

// A Retrier says how a function goes about its attempts.
type Retrier struct {
	Type string
	// Name is the function's name, or several separated by blanks. What is
	// called again is the Fn of its entry in Funcs; a function without one
	// repeats what it does itself (a client that sends its request again), or
	// is a Step.
	Name string
	// Step says that a loop of the caller's makes the attempts: the first
	// result says whether there is another one.
	Step bool
	// Periodic says that Fn is called again whether or not it failed.
	Periodic bool
	// Answer says how the results of Fn decide.
	Answer Answer
	// Bounds end the attempts unless a policy takes them away.
	Bounds Bounds
	// Waits says that it waits between attempts unless a policy takes that
	// away.
	Waits bool
	// Only are the errors that there is another attempt for; 0: all that
	// nothing else ends.
	Only Failure
	// Marked says that only errors that a Mark says so of have another attempt.
	Marked bool
	// If is the operand that decides for which errors there is another attempt:
	// a func(error) bool, or a classifier; nil is all.
	If Ref
	// Policy is the operand, a list of options for one, that policies are made
	// or added by: RetryPolicy tells what they say.
	Policy Ref
	// Reset is the func parameter that is called before each attempt.
	Reset Ref
	// N is the parameter that is the number of attempts: 0 or less is without
	// end.
	N Ref
}

// An Answer is what the results of a function that is called again say.
type Answer uint8

const (
	ByError     Answer = iota // an error: again
	DoneOrError               // (done bool, err error): an error ends it, false: again
	MoreAndErr                // (again bool, err error), in either order: both: again
)

// Bounds are what ends a series of attempts.
type Bounds uint8

const (
	Capped    Bounds = 1 << iota // a number of attempts
	Deadline                     // a time since the first one
	Cancelled                    // a context, or a channel that is closed
)

// A Policy is a function or field that says when a retrier gives up.
type Policy struct {
	Type string
	// Name is the function, Field the field, either several separated by
	// blanks; neither: a literal of the type.
	Name, Field string
	// Of is the operand, a list for one, that is the policy that this one adds
	// to.
	Of Ref
	// Sets and Clears are bounds that it adds and takes away; what Clears
	// comes after a policy's default.
	Sets, Clears Bounds
	// N is the parameter, of a field the value (Result(0)), that is the bound
	// of Sets: 0 means that there is none.
	N Ref
	// If is the operand that decides for which errors there is another attempt,
	// Unless the one that decides for which there is none.
	If, Unless Ref
	// NoWait says that there is no wait between the attempts.
	NoWait bool
}

// A Mark is a function that wraps its first parameter, or a variable that is
// wrapped, to say whether there is another attempt.
type Mark struct {
	Name string
	// Permanent says that there is none.
	Permanent bool
}

// RetrierOf returns how fn goes about its attempts.
func RetrierOf(fn *types.Func) (Retrier, bool) {
	k, ok := keyOf(fn.Origin())
	r, found := table().retriers[k]
	return r, ok && found
}

// PolicyOf returns what a call of fn says about attempts.
func PolicyOf(fn *types.Func) (Policy, bool) {
	k, ok := keyOf(fn.Origin())
	p, found := table().policies[k]
	return p, ok && found
}

// PolicyField returns what a field of the type t says about attempts; of a
// literal of t itself, for no field.
func PolicyField(t types.Type, field string) (Policy, bool) {
	named := Named(t)
	if named == nil || named.Obj().Pkg() == nil {
		return Policy{}, false
	}
	p, ok := table().policies[key{Path(named.Obj().Pkg().Path()), named.Obj().Name(), "." + field}]
	return p, ok
}

// MarkOf returns what obj, a function or variable, says of an error that it is
// put around or that is put around it.
func MarkOf(obj types.Object) (Mark, bool) {
	if fn, ok := obj.(*types.Func); ok && fn.Signature().Recv() != nil || obj.Pkg() == nil || obj.Parent() != obj.Pkg().Scope() {
		return Mark{}, false
	}
	m, ok := table().marks[[2]string{Path(obj.Pkg().Path()), obj.Name()}]
	return m, ok
}

// addRetriers adds what lib says about attempts to the index.
func (x *index) addRetriers(lib *Library) {
	for _, r := range lib.Retriers {
		for name := range strings.FieldsSeq(r.Name) {
			r.Name = name
			x.retriers[key{lib.Path, r.Type, name}] = r
		}
	}
	for _, p := range lib.Policies {
		for name := range strings.FieldsSeq(p.Name) {
			x.policies[key{lib.Path, p.Type, name}] = p
		}
		for field := range strings.FieldsSeq(p.Field) {
			x.policies[key{lib.Path, p.Type, "." + field}] = p
		}
		if p.Name == "" && p.Field == "" {
			x.policies[key{lib.Path, p.Type, "."}] = p
		}
	}
	for _, m := range lib.Marks {
		for name := range strings.FieldsSeq(m.Name) {
			x.marks[[2]string{lib.Path, name}] = m
		}
	}
}
