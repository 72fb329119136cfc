package sqlparse

import (
	"slices"
	"strconv"
	"strings"
)

// A prepared text is one that a grammar takes, and the way back from it.
type prepared struct {
	source string // the caller's
	text   string // the grammar's
	lead   int    // length of what a fragment is wrapped in, before it
	edits  []edit // in order, those of text without the lead
	// gaps are the places in source of holes that a grammar has no place for:
	// they were left out or made an operator.
	gaps []int
	// holes says that there are any.
	holes bool
}

// An edit replaced source[src] by text[out]. What no edit covers is equal in
// both.
type edit struct {
	out, src Span
	kind     editKind
	param    int    // of paramEdit without a name, from 0; -1 if it isn't known
	name     string // of paramEdit
}

type editKind uint8

const (
	plainEdit editKind = iota
	paramEdit
	holeEdit
	modelEdit // bun's name of the model's own table
)

// back maps a span of the grammar's text to the caller's.
func (p *prepared) back(s Span) Span {
	if s == (Span{}) {
		return s
	}
	b := Span{p.offset(s.Start, false), p.offset(s.End, true)}
	if b.End < b.Start {
		b.End = b.Start
	}
	return b
}

// offset maps an offset. One inside an edit becomes the edit's start, or its
// end if the offset ends a span.
func (p *prepared) offset(at int, end bool) int {
	at -= p.lead
	if at <= 0 {
		return 0
	}
	// The last edit that begins before at; one that begins at it counts for
	// the start of a span.
	lo, hi := 0, len(p.edits)
	for lo < hi {
		mid := (lo + hi) / 2
		if o := p.edits[mid].out.Start; o < at || o == at && !end {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > 0 {
		e := p.edits[lo-1]
		if at < e.out.End || end && at == e.out.End {
			if end {
				return e.src.End
			}
			return e.src.Start
		}
		at += e.src.End - e.out.End
	}
	return min(at, len(p.source))
}

// edit returns the edit that wrote what stands at an offset of the grammar's
// text.
func (p *prepared) edit(at int) *edit {
	at -= p.lead
	lo, hi := 0, len(p.edits)
	for lo < hi {
		mid := (lo + hi) / 2
		if p.edits[mid].out.End <= at {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(p.edits) && p.edits[lo].out.Start <= at {
		return &p.edits[lo]
	}
	return nil
}

// wrap puts the text of a fragment into a statement.
func (p *prepared) wrap(before, after string) {
	p.text = before + p.text + after
	p.lead = len(before)
}

// A preparer rewrites a text for a grammar.
type preparer struct {
	prepared
	dialect Dialect
	tokens  []token
	// retry leaves out every hole that doesn't stand where an operand is
	// expected.
	retry bool
	ddl   bool

	out     strings.Builder
	copied  int  // how much of source is in out
	params  int  // how many of the grammar's placeholders are written
	ordinal int  // how many ? there were
	zero    bool // ?0 is the first

	// ended says that an operand ends before the token at hand, word is the
	// keyword just before it.
	ended    bool
	word     string
	clause   [maxDepth + 1]string // of each depth of parentheses
	depth    int
	brackets int
}

// keyword says what a word is to the tokens around it.
type keyword uint8

const (
	opens  keyword = 1 << iota // an operand or a name follows
	shuts                      // no operand begins with it
	clause                     // begins a clause
)

var keywords = func() map[string]keyword {
	m := map[string]keyword{}
	for k, words := range map[keyword]string{
		opens: `distinct all and or not by in like ilike between case when then else as is any some
			interval glob regexp rlike similar escape only exists lateral over filter div xor with recursive
			explain analyze table into insert delete replace ignore update join`,
		shuts: `from where group order having limit offset union except intersect on using join left right
			inner outer full cross natural and or as asc desc in is like ilike between set values returning for
			then else end when fetch window collate nulls glob regexp rlike similar escape straight_join`,
		clause | opens: `select from where having on set values limit offset returning using union except intersect`,
		clause:         `group order join`,
	} {
		for w := range strings.FieldsSeq(words) {
			m[w] |= k
		}
	}
	return m
}()

// lower returns a word in lower case, empty if it is longer than any keyword.
func lower(word string) string {
	if len(word) > 16 {
		return ""
	}
	return strings.ToLower(word)
}

// prepare rewrites text for the grammar of d. It refuses what the grammar must
// not see.
func prepare(text string, d Dialect, retry bool) (*prepared, error) {
	tokens, err := admit(text, d)
	if err != nil {
		return nil, err
	}
	p := &preparer{dialect: d, tokens: tokens, retry: retry}
	p.source = text
	if len(tokens) > 1 && tokens[0].kind == wordToken {
		switch lower(text[tokens[0].start:tokens[0].end]) {
		case "create", "alter", "drop", "comment":
			p.ddl = true
		}
	}
	p.zero = strings.Contains(text, "?0")
	for i := 0; tokens[i].kind != endToken; {
		i = p.token(i)
	}
	if len(p.gaps) > maxGaps {
		return nil, &Error{Dialect: d, Word: "more than 200 holes that are no operands"}
	}
	if len(p.edits) == 0 {
		p.text = text
	} else {
		p.out.WriteString(text[p.copied:])
		p.text = p.out.String()
	}
	return &p.prepared, nil
}

// replace writes with for source[start:end].
func (p *preparer) replace(start, end int, with string, e edit) {
	p.out.WriteString(p.source[p.copied:start])
	e.src = Span{start, end}
	e.out.Start = p.out.Len()
	p.out.WriteString(with)
	e.out.End = p.out.Len()
	p.copied = end
	p.edits = append(p.edits, e)
}

// token handles the token i and returns the index of the next one.
func (p *preparer) token(i int) int {
	t := p.tokens[i]
	word := p.word
	p.word = ""
	switch t.kind {
	case wordToken:
		return p.name(i, word)
	case templateToken:
		p.hole(i, i, word)
	case quotedToken:
		p.quoted(t)
		p.ended = true
	case paramToken:
		name := p.source[t.start+1 : t.end]
		if digit(name[0]) {
			p.numbered(t.start, t.end, name, 1, word)
			break
		}
		p.param(t.start, t.end, word, name, 0)
	case stringToken, numberToken:
		p.ended = true
	case opToken:
		return p.op(i, word)
	}
	return i + 1
}

// name handles a word: a keyword, a name, a hole, sqlc's macros.
func (p *preparer) name(i int, before string) int {
	t := p.tokens[i]
	text := p.source[t.start:t.end]
	if text[0] >= 0x80 && allHoles(text) {
		p.hole(i, i, before)
		return i + 1
	}
	w := lower(text)
	if w == "sqlc" {
		if n := p.macro(i, before); n > i {
			return n
		}
	}
	k := keywords[w]
	if i > 0 && p.is(i-1, '.') {
		k = 0 // a column that is named like a keyword
	}
	if k&clause != 0 {
		p.clause[p.depth] = w
	}
	p.ended = k&opens == 0
	if k != 0 {
		p.word = w
	}
	return i + 1
}

func allHoles(s string) bool {
	return len(s) > 0 && strings.Trim(s, string(Hole)) == ""
}

// is reports whether the token i is the punctuation op.
func (p *preparer) is(i int, op byte) bool {
	return p.tokens[i].kind == opToken && p.tokens[i].op == op
}

// glued reports whether no space is between the tokens i-1 and i.
func (p *preparer) glued(i int) bool {
	return i > 0 && p.tokens[i-1].end == p.tokens[i].start
}

// gluedWord reports whether the tokens i and i+1 are one operator or name like
// @x, and the second is a word.
func (p *preparer) gluedWord(i int) bool {
	return p.tokens[i+1].kind == wordToken && p.glued(i+1)
}

// starts reports whether an operand may begin with the token i.
func (p *preparer) starts(i int) bool {
	t := p.tokens[i]
	switch t.kind {
	case wordToken:
		return keywords[lower(p.source[t.start:t.end])]&shuts == 0
	case endToken:
		return false
	case opToken:
		return t.op == '(' || t.op == '?' || t.op == '@' || t.op == ':' && !p.is(i+1, ':')
	}
	return true
}

// macro handles sqlc.arg(x) and its kin, and returns i if it is none.
func (p *preparer) macro(i int, before string) int {
	if len(p.tokens) < i+6 || !p.is(i+1, '.') || p.tokens[i+2].kind != wordToken || !p.is(i+3, '(') || !p.is(i+5, ')') {
		return i
	}
	arg, end := p.tokens[i+4], p.tokens[i+5].end
	name := p.source[arg.start:arg.end]
	if arg.kind == stringToken || arg.kind == quotedToken {
		name = strings.Trim(name, `'"`+"`")
	}
	start := p.tokens[i].start
	switch p.source[p.tokens[i+2].start:p.tokens[i+2].end] {
	case "arg", "narg", "slice":
		p.param(start, end, before, name, 0)
	case "embed":
		p.replace(start, end, name+".*", edit{})
		p.ended = true
	default:
		return i
	}
	return i + 6
}

// quoted gives PostgreSQL its quotes.
func (p *preparer) quoted(t token) {
	text := p.source[t.start:t.end]
	if p.dialect == PostgreSQL && text[0] == '`' && !strings.ContainsAny(text[1:len(text)-1], "`\"") && len(text) > 2 {
		p.replace(t.start, t.end, `"`+text[1:len(text)-1]+`"`, edit{})
	}
}

// op handles punctuation.
func (p *preparer) op(i int, before string) int {
	t := p.tokens[i]
	ended := p.ended
	p.ended = false
	var next byte
	if t.end < len(p.source) {
		next = p.source[t.end]
	}
	switch t.op {
	case '(':
		// The guard counts brackets too, and ] may stand for ) in its count.
		p.depth = min(p.depth+1, maxDepth)
		p.clause[p.depth] = ""
	case ')':
		p.depth = max(p.depth-1, 0)
		p.ended = true
	case '[':
		p.brackets++
	case ']':
		p.brackets--
		p.ended = true
	case ';':
		p.clause[p.depth] = ""
	case '*':
		p.ended = !ended
	case '?':
		p.ended = ended
		return p.question(i, before, next)
	case '@':
		p.ended = ended
		return p.at(i, before, next)
	case ':':
		p.ended = ended
		return p.colon(i, before, next)
	case '$':
		if next == '{' {
			if n := p.find(i+1, '}'); n > 0 {
				p.ended = ended
				p.hole(i, n, before)
				return n + 1
			}
		}
	case '%':
		p.ended = ended
		return p.percent(i, before)
	}
	return i + 1
}

func (p *preparer) find(i int, op byte) int {
	for ; p.tokens[i].kind != endToken; i++ {
		if p.is(i, op) {
			return i
		}
	}
	return 0
}

// question handles ?, ?1, bun's ?TableAlias, and PostgreSQL's operators ?, ?|,
// ?& and their doubled spelling.
func (p *preparer) question(i int, before string, next byte) int {
	t := p.tokens[i]
	switch {
	case digit(next) && p.tokens[i+1].kind == numberToken:
		end := p.tokens[i+1].end
		first := 1
		if p.zero {
			first = 0
		}
		p.numbered(t.start, end, p.source[t.end:end], first, before)
		return i + 2
	case letter(next) && p.gluedWord(i) && !entire(p.source[t.end:p.tokens[i+1].end]):
		end := p.tokens[i+1].end
		switch name := p.source[t.end:end]; name {
		case "TableName", "TableAlias":
			p.replace(t.start, end, string(Hole), edit{kind: modelEdit})
		case "Columns", "TableColumns", "PKs", "TablePKs", "Values":
			p.replace(t.start, end, string(Hole), edit{kind: holeEdit})
			p.holes = true
		default:
			p.param(t.start, end, before, name, 0)
		}
		p.ended = true
		return i + 2
	}
	if p.dialect == PostgreSQL {
		switch {
		case next == '?' && p.ended:
			p.replace(t.start, t.end+1, "?", edit{})
			p.ended = false
			return p.pipe(i + 2)
		case p.ended && (next == '|' || next == '&') && !strings.HasPrefix(p.source[t.end+1:], "|"):
			p.ended = false
			return p.pipe(i + 1)
		case p.ended && p.starts(i+1), p.glued(i) && p.is(i-1, '@'):
			p.ended = false
			return i + 1
		}
	}
	index := p.ordinal
	p.ordinal++
	if p.ended || p.isQuery(i, i) || p.ddl && !p.retry {
		p.hole(i, i, before)
	} else {
		p.param(t.start, t.end, before, "", index)
	}
	return i + 1
}

// pipe skips the rest of ?| and ?&.
func (p *preparer) pipe(i int) int {
	if p.glued(i) && (p.is(i, '|') || p.is(i, '&')) {
		i++
	}
	return i
}

// at handles @name. PostgreSQL's <@ and @@ are operators, MySQL's @@ a
// variable of the system.
func (p *preparer) at(i int, before string, next byte) int {
	t := p.tokens[i]
	glued := p.glued(i)
	switch {
	case next == '@':
		p.ended = false
		return i + 2
	case !letter(next) || !p.gluedWord(i),
		glued && (p.is(i-1, '<') && p.dialect == PostgreSQL || p.is(i-1, '~')),
		// root@localhost
		glued && (p.tokens[i-1].kind == wordToken || p.tokens[i-1].kind == stringToken) && p.dialect == MySQL,
		// Assigned here, so it's MySQL's variable.
		p.is(i+2, ':') && p.is(i+3, '='), p.dialect == MySQL && (before == "set" && i == 1 || before == "into"):
		p.ended = false
		return i + 1
	}
	end := p.tokens[i+1].end
	p.param(t.start, end, before, p.source[t.end:end], 0)
	return i + 2
}

// colon handles :name and :1, and psql's :'name'. Casts, assignments and the
// bounds of slices are none.
func (p *preparer) colon(i int, before string, next byte) int {
	t := p.tokens[i]
	switch {
	case next == ':' || next == '=':
		p.ended = false
		return i + 2
	case p.brackets > 0:
	case letter(next) && p.gluedWord(i):
		n := i + 2
		for p.is(n, '.') && p.glued(n) && p.gluedWord(n) {
			n += 2
		}
		end := p.tokens[n-1].end
		p.param(t.start, end, before, p.source[t.end:end], 0)
		return n
	case digit(next) && p.tokens[i+1].kind == numberToken && !p.ended:
		end := p.tokens[i+1].end
		p.numbered(t.start, end, p.source[t.end:end], 1, before)
		return i + 2
	case next == '\'' || next == '"':
		if k := p.tokens[i+1].kind; k == stringToken || k == quotedToken {
			p.hole(i, i+1, before)
			return i + 2
		}
	}
	p.ended = false
	return i + 1
}

// percent handles the verbs of fmt, and % that is doubled for it.
func (p *preparer) percent(i int, before string) int {
	t := p.tokens[i]
	rest := p.source[t.end:]
	if strings.HasPrefix(rest, "%") {
		p.replace(t.start, t.end+1, "%", edit{})
		p.ended = false
		return i + 2
	}
	n := strings.IndexFunc(rest, func(r rune) bool { return !strings.ContainsRune("+-#.[]0123456789", r) })
	if n < 0 || strings.IndexByte("sdvqtfxXTc", rest[n]) < 0 {
		p.ended = false
		return i + 1
	}
	end := t.end + n + 1
	if end < len(p.source) && (letter(p.source[end]) && p.source[end] != '_' || digit(p.source[end])) {
		p.ended = false
		return i + 1
	}
	// The verb's letter may be part of a longer word: %s_id.
	last := i + 1
	for p.tokens[last].end < end {
		last++
	}
	if p.tokens[last].end > end {
		p.replace(t.start, end, string(Hole), edit{kind: holeEdit})
		p.holes, p.ended = true, true
		return last + 1
	}
	p.hole(i, last, before)
	return last + 1
}

// numbered handles a placeholder with a number; first is that of the first.
func (p *preparer) numbered(start, end int, number string, first int, before string) {
	n, err := strconv.Atoi(number)
	if err != nil || n < first {
		n = first - 1
	}
	p.param(start, end, before, "", n-first)
}

// param handles the placeholder source[start:end], which has a name or an
// index.
func (p *preparer) param(start, end int, before, name string, index int) {
	switch before {
	case "from", "join", "into", "update", "table":
		// The driver or psql puts a name there.
		p.replace(start, end, string(Hole), edit{kind: holeEdit})
		p.holes, p.ended = true, true
		return
	}
	if strings.ContainsRune(name, Hole) {
		name, index, p.holes = "", -1, true
	}
	p.write(start, end, edit{kind: paramEdit, name: name, param: index}, before)
	p.ended = true
}

// write writes the grammar's placeholder for source[start:end], with the
// parentheses that a list needs.
func (p *preparer) write(start, end int, e edit, before string) {
	p.params++
	sign := "?"
	if p.dialect == PostgreSQL {
		sign = "$" + strconv.Itoa(p.params)
	}
	if before == "in" || before == "values" || before == "any" {
		p.replace(start, start, "(", edit{})
		p.replace(start, end, sign, e)
		p.replace(end, end, ")", edit{})
		return
	}
	if p.dialect == PostgreSQL && start > 0 && (letter(p.source[start-1]) || digit(p.source[start-1])) {
		p.replace(start, start, " ", edit{})
	}
	p.replace(start, end, sign, e)
	if p.dialect == PostgreSQL && end < len(p.source) && (letter(p.source[end]) || digit(p.source[end])) {
		p.replace(end, end, " ", edit{})
	}
}

// hole handles the tokens i to last, whose value isn't known.
func (p *preparer) hole(i, last int, before string) {
	start, end := p.tokens[i].start, p.tokens[last].end
	p.holes = true
	ended := p.ended
	p.ended = true
	switch {
	case controls(p.source[start:end]):
		p.blank(start, end)
		p.ended = ended
	case p.partOfName(i), p.ddl && !p.retry:
		p.unknown(start, end, "", "")
	case p.isQuery(i, last):
		p.gaps = append(p.gaps, start)
		p.unknown(start, end, "SELECT ", "")
	case !ended:
		p.operandHole(i, last, before)
	case p.retry || !p.starts(last+1) || listed(p.clause[p.depth]):
		p.blank(start, end)
	default:
		// Between two operands: an operator.
		p.gaps = append(p.gaps, start)
		p.replace(start, end, "+", edit{})
		p.ended = false
	}
}

// controls reports whether a template's action gives no text of its own.
func controls(template string) bool {
	if !strings.HasPrefix(template, "{{") {
		return false
	}
	switch w, _, _ := strings.Cut(strings.Trim(template, "{}- \t\n"), " "); w {
	case "if", "else", "end", "range", "with", "define", "block":
		return true
	}
	return false
}

// partOfName reports whether the token i goes on with a name: tbl_{{.Suffix}}.
func (p *preparer) partOfName(i int) bool {
	if i == 0 {
		return false
	}
	switch last := p.tokens[i-1]; last.kind {
	case wordToken, templateToken, quotedToken:
		return p.glued(i) && !entire(p.source[last.start:last.end])
	}
	return p.is(i-1, '.')
}

// listed reports whether no operator stands between the parts of a clause.
func listed(clause string) bool {
	switch clause {
	case "from", "order", "group", "limit", "offset", "values", "join", "returning":
		return true
	}
	return false
}

// unknown writes a name or value that isn't known.
func (p *preparer) unknown(start, end int, before, after string) {
	p.replace(start, end, before+string(Hole)+after, edit{kind: holeEdit})
}

// isQuery reports whether the hole from i to last stands where only a whole
// query can: by itself in parentheses that hold one, as an arm of a UNION, or
// as the source of an INSERT.
func (p *preparer) isQuery(i, last int) bool {
	next := last + 1
	opens := i == 0 || p.is(i-1, '(')
	if p.isWord(next, "union", "except", "intersect") && (opens || p.isArm(i)) {
		return true
	}
	switch {
	case p.isArm(i):
		return !p.is(next, '(') && !p.isWord(next, "select", "values", "with")
	case i == 1 && p.is(0, '(') && p.is(next, ')'):
		// FROM (?) alias, without its FROM.
		alias := p.tokens[next+1]
		return alias.kind == wordToken && (keywords[lower(p.source[alias.start:alias.end])]&shuts == 0 || p.isWord(next+1, "as"))
	case i > 1 && p.is(i-1, '(') && p.is(next, ')'):
		return p.isWord(i-2, "as", "materialized", "exists", "from", "join", "lateral")
	case p.tokens[next].kind == endToken && p.isWord(0, "insert", "replace") && p.isWord(1, "into"):
		// What follows the table and its columns.
		if p.is(i-1, ')') {
			return i > 3 && p.clause[p.depth] == "" && !p.isWord(i-2, "default")
		}
		return i == 3
	}
	return false
}

// isArm reports whether the token i follows UNION, EXCEPT or INTERSECT.
func (p *preparer) isArm(i int) bool {
	if i > 1 && p.isWord(i-1, "all", "distinct") {
		i--
	}
	return i > 0 && p.isWord(i-1, "union", "except", "intersect")
}

// with returns the WITH of the common table expressions that begin with the
// token i, -1 if they don't.
func (p *preparer) with(i int) int {
	if i > 1 && p.isWord(i-1, "recursive") {
		i--
	}
	if i > 0 && p.isWord(i-1, "with") {
		return i - 1
	}
	return -1
}

// isWord reports whether the token i is one of words.
func (p *preparer) isWord(i int, words ...string) bool {
	t := p.tokens[i]
	return t.kind == wordToken && slices.Contains(words, lower(p.source[t.start:t.end]))
}

// operandHole handles a hole where a name, an operand or a condition is
// expected, and writes what the grammar wants beside it.
func (p *preparer) operandHole(i, last int, before string) {
	start, end := p.tokens[i].start, p.tokens[last].end
	clause, next := p.clause[p.depth], last+1
	if p.glued(i) && p.tokens[i-1].kind == wordToken {
		p.replace(start, start, " ", edit{})
	}
	switch before {
	case "in", "values", "any":
		if !p.is(next, '(') {
			p.unknown(start, end, "(", ")")
			return
		}
	case "join":
		if p.joinEnds(next) {
			p.unknown(start, end, "", " ON 1=1")
			return
		}
	case "interval":
		if p.dialect == PostgreSQL {
			start = p.tokens[i-1].start
		}
	case "with", "recursive":
		if with := p.with(i); with >= 0 && p.isWord(next, "select", "insert", "update", "delete") {
			// All of its tables may be common table expressions.
			p.blank(p.tokens[with].start, end)
			p.gaps[len(p.gaps)-1] = p.tokens[next].start
			p.ended = false
			return
		}
	case "where", "and", "or", "on", "having", "not", "":
		// A hole that is followed by an operand ends with an operator.
		if (before != "" || i == 0) && p.starts(next) && !p.is(next, '(') && !p.isHole(next) && p.tokens[next].start > end {
			p.gaps = append(p.gaps, start)
			p.unknown(start, end, "", " +")
			p.ended = false
			return
		}
	}
	switch {
	case clause == "set" && (before == "set" || i > 0 && p.is(i-1, ',')) && !p.is(next, '=') && !p.is(next, '.'):
		p.gaps = append(p.gaps, start)
		p.unknown(start, end, "", "="+string(Hole))
	case (clause == "limit" || clause == "offset") && p.dialect == MySQL:
		p.write(start, end, edit{kind: paramEdit, param: -1}, "")
	default:
		p.unknown(start, end, "", "")
	}
}

// joinEnds reports whether the table of a join has neither alias nor
// condition before the token i.
func (p *preparer) joinEnds(i int) bool {
	t := p.tokens[i]
	if t.kind != wordToken {
		return t.kind != quotedToken && !p.is(i, '.') && !p.is(i, '(')
	}
	switch w := lower(p.source[t.start:t.end]); w {
	case "on", "using", "as":
		return false
	default:
		return keywords[w]&shuts != 0
	}
}

func (p *preparer) isHole(i int) bool {
	t := p.tokens[i]
	return t.kind == templateToken || p.is(i, '%') || t.kind == wordToken && allHoles(p.source[t.start:t.end])
}

// blank leaves a hole out.
func (p *preparer) blank(start, end int) {
	p.gaps = append(p.gaps, start)
	p.replace(start, end, strings.Repeat(" ", end-start), edit{})
}
