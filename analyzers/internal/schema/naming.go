package schema

import (
	"crypto/sha1"
	"encoding/hex"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The libraries' rules for names that nobody wrote. Tests hold them against
// the libraries.

// gormInitialisms are the words that GORM takes as one, in its order.
var gormInitialisms = func() *strings.Replacer {
	var pairs []string
	for _, word := range strings.Fields("API ASCII CPU CSS DNS EOF GUID HTML HTTP HTTPS ID IP JSON LHS QPS RAM RHS RPC SLA SMTP SSH TLS TTL UID UI UUID URI URL UTF8 VM XML XSRF XSS") {
		pairs = append(pairs, word, word[:1]+strings.ToLower(word[1:]))
	}
	return strings.NewReplacer(pairs...)
}()

// gormName is GORM's snake case, of versions 1 and 2.
func gormName(name string) string {
	if name == "" {
		return ""
	}
	value := gormInitialisms.Replace(name)
	var b strings.Builder
	upper := func(i int) bool { return 'A' <= value[i] && value[i] <= 'Z' }
	last, cur := false, upper(0)
	for i, r := range value[:len(value)-1] {
		next := upper(i + 1)
		switch {
		case !cur:
			b.WriteRune(r)
		case last && (next || '0' <= value[i+1] && value[i+1] <= '9'):
			b.WriteRune(r + 32)
		default:
			if i > 0 && value[i-1] != '_' && value[i+1] != '_' {
				b.WriteByte('_')
			}
			b.WriteRune(r + 32)
		}
		last, cur = cur, next
	}
	end := value[len(value)-1]
	if cur {
		if !last && len(value) > 1 {
			b.WriteByte('_')
		}
		end += 32
	}
	b.WriteByte(end)
	return b.String()
}

// gormKey is the name that GORM gives an index or a constraint.
func gormKey(kind, table, column string) string {
	name := strings.ReplaceAll(kind+"_"+table+"_"+column, ".", "_")
	if utf8.RuneCountInString(name) > 64 {
		sum := sha1.Sum([]byte(name))
		name = name[:56] + hex.EncodeToString(sum[:])[:8]
	}
	return name
}

// plural is the plural of a word in lower case as jinzhu/inflection has it,
// which GORM, bun and go-pg use.
func plural(word string) string {
	switch word {
	case "":
		return ""
	case "equipment", "information", "rice", "money", "species", "series", "fish", "sheep", "jeans", "police":
		return word
	case "ox":
		return "oxen"
	case "mouse", "louse":
		return word[:1] + "ice"
	case "axis", "testis":
		return word[:len(word)-2] + "es"
	case "oxen", "mice", "lice":
		return word
	}
	for _, rule := range plurals {
		if stem, ok := strings.CutSuffix(word, rule[0]); ok {
			return stem + rule[1]
		}
	}
	n := len(word)
	before := func(i int, set string) bool { return i >= 0 && strings.IndexByte(set, word[i]) >= 0 }
	switch end := word[n-1]; {
	case strings.HasSuffix(word, "quy"):
		return word[:n-1] + "ies"
	case end == 'y' && n > 1 && !before(n-2, "aeiouy"):
		return word[:n-1] + "ies"
	case strings.HasSuffix(word, "hive"):
		return word + "s"
	case strings.HasSuffix(word, "fe") && n > 2 && word[n-3] != 'f':
		return word[:n-2] + "ves"
	case end == 'f' && before(n-2, "lr"):
		return word[:n-1] + "ves"
	case strings.HasSuffix(word, "sis"):
		return word[:n-3] + "ses"
	case end == 'a' && before(n-2, "ti"):
		return word
	case strings.HasSuffix(word, "um") && before(n-3, "ti"):
		return word[:n-2] + "a"
	case strings.HasSuffix(word, "buffalo"), strings.HasSuffix(word, "tomato"):
		return word + "es"
	case strings.HasSuffix(word, "bus"), strings.HasSuffix(word, "alias"), strings.HasSuffix(word, "status"):
		return word + "es"
	case strings.HasSuffix(word, "octopus"), strings.HasSuffix(word, "virus"):
		return word[:n-2] + "i"
	case strings.HasSuffix(word, "octopi"), strings.HasSuffix(word, "viri"):
		return word
	case end == 's':
		return word
	case 'a' <= end|0x20 && end|0x20 <= 'z':
		return word + "s"
	}
	return word
}

var plurals = [][2]string{
	{"person", "people"}, {"man", "men"}, {"child", "children"}, {"sex", "sexes"}, {"move", "moves"}, {"mombie", "mombies"},
	{"quiz", "quizzes"},
	{"matrix", "matrices"}, {"matrex", "matrices"}, {"vertix", "vertices"}, {"vertex", "vertices"}, {"indix", "indices"}, {"index", "indices"},
	{"x", "xes"}, {"ch", "ches"}, {"ss", "sses"}, {"sh", "shes"},
}

// bunName is bun's and go-pg's snake case.
func bunName(s string) string {
	var b strings.Builder
	upper := func(c byte) bool { return 'A' <= c && c <= 'Z' }
	lower := func(c byte) bool { return 'a' <= c && c <= 'z' }
	for i := range len(s) {
		c := s[i]
		if upper(c) {
			if i > 0 && i+1 < len(s) && (lower(s[i-1]) || lower(s[i+1])) {
				b.WriteByte('_')
			}
			c += 32
		}
		b.WriteByte(c)
	}
	return b.String()
}

// xormName is xorm's SnakeMapper.
func xormName(s string) string {
	var b strings.Builder
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			if i > 0 {
				b.WriteByte('_')
			}
			c += 'a' - 'A'
		}
		b.WriteByte(c)
	}
	return b.String()
}

// xormGonicName is xorm's GonicMapper.
func xormGonicName(name string) string {
	upper := func(r rune) bool { return 'A' <= r && r <= 'Z' }
	var out []rune
	for i, r := range name {
		if upper(r) && i > 0 && !upper(out[len(out)-1]) {
			out = append(out, '_')
		}
		if n := len(out); !upper(r) && i > 1 && n > 1 && upper(out[n-1]) && upper(out[n-2]) {
			out = append(out, out[n-1])
			out[n-1] = '_'
		}
		out = append(out, r)
	}
	return strings.ToLower(string(out))
}

// beegoName is beego's snake case.
func beegoName(s string) string {
	var b strings.Builder
	word := false
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			if i > 0 && word {
				b.WriteByte('_')
			}
			c += 'a' - 'A'
		}
		word = word || c != '_'
		b.WriteByte(c)
	}
	return b.String()
}

// entName is ent's snake case.
func entName(s string) string {
	var b strings.Builder
	j := 0
	for i := range len(s) {
		r := rune(s[i])
		if i > 0 && i < len(s)-1 && unicode.IsUpper(r) {
			prev, next := rune(s[i-1]), rune(s[i+1])
			if unicode.IsLower(prev) || j != i-1 && unicode.IsLower(next) && unicode.IsLetter(prev) {
				j = i
				b.WriteByte('_')
			}
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// entPlural is the plural of a type's name as ent has it. Unlike plural it
// goes by case: Child becomes Childs.
func entPlural(word string) string {
	if word == "" {
		return ""
	}
	switch strings.ToLower(word) {
	case "equipment", "information", "rice", "money", "species", "series", "fish", "sheep", "jeans", "police":
		return word
	}
	switch word {
	case "quiz":
		return "quizzes"
	case "ox", "oxen":
		return "oxen"
	}
	for _, rule := range entPlurals {
		if stem, ok := strings.CutSuffix(word, rule[0]); ok {
			return stem + rule[1]
		}
	}
	return word + "s"
}

var entPlurals = func() [][2]string {
	rules := [][2]string{
		{"s", "s"}, {"testis", "testes"}, {"axis", "axes"}, {"octopus", "octopi"}, {"virus", "viri"}, {"octopi", "octopi"},
		{"viri", "viri"}, {"alias", "aliases"}, {"status", "statuses"}, {"bus", "buses"}, {"buffalo", "buffaloes"},
		{"tomato", "tomatoes"}, {"tum", "ta"}, {"ium", "ia"}, {"ta", "ta"}, {"ia", "ia"}, {"sis", "ses"}, {"lf", "lves"}, {"rf", "rves"},
	}
	for c := 'a'; c <= 'z'; c++ {
		if c != 'f' {
			rules = append(rules, [2]string{string(c) + "fe", string(c) + "ves"})
		}
	}
	rules = append(rules, [2]string{"hive", "hives"}, [2]string{"quy", "quies"})
	for c := 'b'; c <= 'z'; c++ {
		if !strings.ContainsRune("eiou", c) {
			rules = append(rules, [2]string{string(c) + "y", string(c) + "ies"})
		}
	}
	rules = append(rules, [][2]string{
		{"x", "xes"}, {"ch", "ches"}, {"ss", "sses"}, {"sh", "shes"}, {"matrix", "matrices"}, {"vertix", "vertices"},
		{"indix", "indices"}, {"matrex", "matrices"}, {"vertex", "vertices"}, {"index", "indices"}, {"mouse", "mice"},
		{"louse", "lice"}, {"mice", "mice"}, {"lice", "lice"},
		{"person", "people"}, {"people", "people"}, {"man", "men"}, {"men", "men"}, {"child", "children"}, {"children", "children"},
		{"sex", "sexes"}, {"sexes", "sexes"}, {"move", "moves"}, {"moves", "moves"}, {"zombie", "zombies"}, {"zombies", "zombies"},
	}...)
	slices.Reverse(rules) // the last one counts
	return rules
}()
