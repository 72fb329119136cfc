package unguardedretry

import (
	"fmt"
	"go/token"
	"go/types"
	"math"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ssa"

	"github.com/datavet/datavet/analyzers/internal/callpath"
	"github.com/datavet/datavet/analyzers/internal/deeds"
	"github.com/datavet/datavet/analyzers/internal/knowledge"
	"github.com/datavet/datavet/analyzers/internal/loops"
	"github.com/datavet/datavet/analyzers/internal/message"
	"github.com/datavet/datavet/analyzers/internal/ssaform"
	"github.com/datavet/datavet/analyzers/internal/txscope"
)

// writes reports writes that are repeated although they may have been done
// (write), and, opt-in, requests that seem to add something (request), and
// whatever statement a wrapper is given (statement).
func (c *check) writes() {
	if c.deeds == nil {
		return // nothing of the package reaches a database or service
	}
	for _, l := range c.loops.Loops {
		if l.Kind != loops.Retry {
			continue // a poll's or consumer's next round has new work
		}
		for _, a := range l.Attempts {
			after, ok := uncertain(a.Errors)
			if !ok || a.Again {
				continue
			}
			switch d, ok := c.done(a); {
			case ok && d.Role != knowledge.Call:
				c.again(a, "write", deedText(d, after))
			case ok && c.all:
				c.again(a, "request", deedText(d, after))
			case c.all && c.takesStatement(a):
				c.again(a, "statement", []string{
					fmt.Sprintf("any statement repeated after %s: one that was committed is run twice; retry only what the database has undone", after),
				})
			}
		}
	}
}

// uncertain reports whether a call is made again for errors after which it may
// have been done, and names them.
func uncertain(e loops.Errors) (after string, ok bool) {
	switch {
	case e.Every && e.Tested:
		return "errors of any other kind", true
	case e.Every:
		return "any error", true
	case e.Classes&knowledge.Timeout != 0:
		return "a timeout", true
	}
	return "", false // known not to be done, or not known
}

// done returns what an attempt does that does harm when it is done twice; a
// request, of which only names tell, if there is nothing else.
func (c *check) done(a *loops.Attempt) (done deeds.DeedAt, found bool) {
	for _, d := range c.deeds.At(a.Call) {
		if len(d.Keys) > 0 || d.VerbParam > 0 || d.Open.Name != "" {
			continue // who calls, or implements it, decides
		}
		if d.Role == knowledge.Publish {
			continue // brokers deliver more than once anyway, and consumers know
		}
		if d.Role == knowledge.Exec && (d.InTx || c.undone(a)) {
			continue
		}
		if d.Role == knowledge.Call && (!adds(a, d) || namesItself(a.Call.Common())) {
			continue
		}
		if slices.ContainsFunc(c.deeds.Fresh(a.Call), func(made token.Pos) bool { return !renewed(a.Loop, made) }) {
			continue // all attempts have the key that was made before the first
		}
		if d.Role != knowledge.Call {
			return d, true
		}
		done, found = d, true
	}
	return done, found
}

// undone reports whether a call that fails leaves nothing behind: a transaction
// is open there, or is begun and committed by it. Of that only the commit itself
// may be done and fail all the same.
func (c *check) undone(a *loops.Attempt) bool {
	if len(c.tx.Inside(a.Call)) > 0 {
		return true
	}
	return slices.ContainsFunc(c.tx.Activations(a.Call), func(act txscope.Activation) bool { return act.Run.InTx })
}

// adds reports whether one of the functions around a request says that there is
// more of something after it. Of a POST alone nobody knows: it may log in, search,
// or purge a cache.
func adds(a *loops.Attempt, d deeds.DeedAt) bool {
	for _, fn := range slices.Backward(d.Via) {
		switch name := fn.Name(); {
		case saysMore(name):
			return true
		case reading[words(name)[0]]:
			return false // sendMail -> getToken -> http.Client.Do
		}
	}
	fn := a.Call.Parent()
	for fn.Parent() != nil {
		fn = fn.Parent()
	}
	return saysMore(fn.Name())
}

// saysMore reports whether a function's name, in camel case, has a verb that adds
// and is about a thing: who sends a heartbeat or issues a request adds nothing.
func saysMore(name string) bool {
	words := words(name)
	for i, w := range words {
		objects := words[i+1:]
		if adding[w] && !slices.ContainsFunc(objects, func(o string) bool { return passing[o] }) ||
			sending[w] && len(objects) > 0 && sent[strings.TrimSuffix(objects[0], "s")] {
			return true
		}
	}
	return false
}

// words returns the words of a function's name in lower case, at least one.
func words(name string) []string {
	name = strings.TrimSuffix(name, ".New") // charge.New
	name = word.ReplaceAllString(name[strings.LastIndexByte(name, '.')+1:], "_$0")
	return strings.Split(strings.ToLower(strings.Trim(name, "_")), "_")
}

// word begins a word of a name in camel case.
var word = regexp.MustCompile(`[A-Z]+[a-z]*`)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

var (
	adding  = set("alert append book charge create credit deposit enqueue insert invite issue notify order pay payout publish refund submit transfer withdraw")
	passing = set("client conn connection if or query req request session token")
	reading = set("auth authenticate authorize check fetch find get list load login lookup query read refresh resolve search select token validate verify")
	sending = set("deliver post push send trigger")
	sent    = set("alert code email invitation invite mail message money msg note notice notification otp payment reminder sms text webhook")
)

// namesItself reports whether a call is given a message that may name what it
// asks for, or itself: a server that knows the name serves it once.
func namesItself(common *ssa.CallCommon) bool {
	return slices.ContainsFunc(common.Args, func(arg ssa.Value) bool {
		named := knowledge.Named(arg.Type())
		if named == nil {
			return false
		}
		s, ok := named.Underlying().(*types.Struct)
		if !ok {
			return false
		}
		for f := range s.Fields() {
			if !f.Embedded() && f.Exported() && names.MatchString(f.Name()) {
				return true
			}
		}
		return false
	})
}

var names = regexp.MustCompile(`(^|[a-z])(Id|ID|Uid|UID|Uuid|UUID|Name|Key|Token|Nonce|Identifier|Slug)$`)

// renewed reports whether what is made at pos, in the loop's function or one
// around it, is made again for each attempt.
func renewed(l *loops.Loop, pos token.Pos) bool {
	if l.Form == loops.InCycle {
		from, to := token.Pos(math.MaxInt), token.NoPos
		for b := range l.Blocks {
			for _, instr := range b.Instrs {
				if at := instr.Pos(); at.IsValid() {
					from, to = min(from, at), max(to, at)
				}
			}
		}
		return from <= pos && pos <= to
	}
	syntax := l.Fn.Syntax()
	return syntax != nil && syntax.Pos() <= pos && pos < syntax.End()
}

// deedText says what is wrong, the longest text first.
func deedText(d deeds.DeedAt, after string) []string {
	what, harm, fix := "request sent", "the first may have been served", "send an idempotency key"
	switch d.Role {
	case knowledge.Exec:
		what, harm, fix = "row inserted", "the first may be committed", "insert under a unique key"
		if d.Counts {
			what, fix = "row counted up", "compare what it had"
		}
	case knowledge.Enqueue:
		what, harm, fix = "job enqueued", "the first may be queued", "give it an id of its own"
	case knowledge.Mail:
		what, harm, fix = "mail sent", "the first may have been taken", "retry only what was refused"
	}
	via := ""
	if len(d.Via) > 1 {
		via = " via " + d.Via[0].Name()
	}
	return []string{
		fmt.Sprintf("%s again after %s%s: %s; %s", what, after, via, harm, fix),
		fmt.Sprintf("%s again after %s: %s; %s", what, after, harm, fix),
	}
}

// takesStatement reports whether the attempt runs the SQL that its function was
// given.
func (c *check) takesStatement(a *loops.Attempt) bool {
	common := a.Call.Common()
	fn := ssaform.Callee(common)
	if fn == nil || c.undone(a) {
		return false
	}
	f, known := knowledge.Of(fn)
	text, takes := knowledge.TextOf(fn)
	if !known || !takes || f.Role != knowledge.Exec {
		return false
	}
	sql := ssaform.Operand(common, text.SQL)
	return sql != nil && slices.ContainsFunc(c.tx.Origins(sql), func(o txscope.Origin) bool { return o.Kind == txscope.FromParam })
}

// again reports an attempt, with what makes it.
func (c *check) again(a *loops.Attempt, category string, texts []string) {
	d := analysis.Diagnostic{Category: category, Message: message.Fit(texts...)}
	d.Pos, d.End = c.form.Extent(a.Call)
	if a.Loop.Form != loops.InCycle && a.Loop.Run != nil {
		at := analysis.RelatedInformation{Message: "it is made again here"}
		at.Pos, at.End = c.form.Extent(a.Loop.Run)
		d.Related = append(d.Related, at)
	}
	done, _ := c.done(a)
	if len(done.Via) > 1 {
		d.Related = append(d.Related, analysis.RelatedInformation{Pos: d.Pos, End: d.End, Message: callpath.Is(done.Via)})
	}
	c.report(d, done.Via...)
}
