package schema

import "bytes"

// A mark is something that a file's bytes hold. Marks are triage: they choose
// the files to parse, and never say what a file means.
type mark uint8

const (
	markTag    mark = 1 << iota // a column tag of a mapper
	markModel                   // a declaration of a model, a table name or a naming strategy
	markDDL                     // DDL in a string
	markUse                     // a use of rows that softunique asks about
	markDelete                  // a delete by a call, which may be of anything
)

// declares are the marks of files that declare something.
const declares = markTag | markModel | markDDL

// tags are the keys of struct tags that name columns.
var tags = []string{"gorm", "sql", "bun", "xorm", "pg", "orm", "boil", "db"}

// marked are the words that mark a file, by their first two bytes.
var marked = func() map[[2]byte][]markedWord {
	words := map[[2]byte][]markedWord{}
	add := func(m mark, list ...string) {
		for _, w := range list {
			key := [2]byte{w[0], w[1]}
			words[key] = append(words[key], markedWord{w, m})
		}
	}
	add(markModel, ".Model\n", ".Model `", ".DeletedAt\n", ".DeletedAt `", ".DeletedAt\r", ".Model\r", ".Model }", ".DeletedAt }",
		"ent.Schema", ".RegisterModel", ".AutoMigrate(", ".Sync2(", ".Sync(", "TableName() string",
		".SingularTable", "SingularTable:", "TablePrefix:", "DefaultTableNameHandler", ".SetMapper(", ".SetTableMapper(",
		"SetTableNameInflector(", "TableIndices()", "TableUnique()")
	add(markUse, ".Unscoped(", ".SetDeletedAt(", ".ClearDeletedAt(", ".ForceDelete(",
		"BeforeDelete(", "BeforeCreate(", "DeletedAt", "deleted_at", "delete_time", "is_deleted", "IsDeleted",
		"SetNillableDeletedAt(", "UpdateDeletedAt(")
	add(markDelete, ".Delete(", ".NewDelete(")
	return words
}()

type markedWord struct {
	word string
	mark mark
}

// starts are the first two bytes of all that marks a file, a bit for each second
// byte.
var starts = func() (set [256][4]uint64) {
	add := func(first, second byte) { set[first][second/64] |= 1 << (second % 64) }
	for key := range marked {
		add(key[0], key[1])
	}
	add(':', '"')
	for _, pair := range []string{"cr", "co", "al", "dr", "re", "up"} {
		a, b := pair[0], pair[1]
		add(a, b)
		add(a, b&^0x20)
		add(a&^0x20, b)
		add(a&^0x20, b&^0x20)
	}
	return
}()

// marksOf scans a Go file.
func marksOf(src []byte) (m mark) {
	for i := 0; i+8 < len(src); i++ {
		c, next := src[i], src[i+1]
		if starts[c][next/64]&(1<<(next%64)) == 0 {
			continue
		}
		if c == ':' {
			if tagBefore(src[:i]) {
				m |= markTag
			}
			continue
		}
		for _, w := range marked[[2]byte{c, next}] {
			if bytes.HasPrefix(src[i:], []byte(w.word)) {
				m |= w.mark
			}
		}
		if m&(markDDL|markUse) == markDDL|markUse || i > 0 && isWordByte(src[i-1]) {
			continue
		}
		switch c | 0x20 {
		case 'c':
			if foldPrefix(src[i:], "create") && wordAfter(src[i+6:], "table", "unique", "index", "temp", "temporary", "unlogged", "view", "or", "materialized") ||
				foldPrefix(src[i:], "comment") && wordAfter(src[i+7:], "on") {
				m |= markDDL
			}
		case 'a':
			if foldPrefix(src[i:], "alter") && wordAfter(src[i+5:], "table", "index") {
				m |= markDDL
			}
		case 'd':
			if foldPrefix(src[i:], "drop") && wordAfter(src[i+4:], "table", "index") {
				m |= markDDL
			}
		case 'r':
			if foldPrefix(src[i:], "rename") && wordAfter(src[i+6:], "table") {
				m |= markDDL
			}
		case 'u':
			if foldPrefix(src[i:], "update ") || foldPrefix(src[i:], "update\n") || foldPrefix(src[i:], "update\t") {
				if c == 'U' && next == 'P' {
					m |= markUse
				}
			}
		}
	}
	return m
}

// tagBefore reports whether src ends in the key of a column tag.
func tagBefore(src []byte) bool {
	for _, key := range tags {
		if rest, ok := bytes.CutSuffix(src, []byte(key)); ok && len(rest) > 0 {
			switch rest[len(rest)-1] {
			case '`', ' ', '"', '\t':
				return true
			}
		}
	}
	return false
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// foldPrefix reports whether src starts with word, which is in lower case.
func foldPrefix(src []byte, word string) bool {
	return len(src) >= len(word) && src[1]|0x20 == word[1] && bytes.EqualFold(src[:len(word)], []byte(word))
}

// wordAfter reports whether one of the words follows white space.
func wordAfter(src []byte, words ...string) bool {
	i := 0
	for i < len(src) && (src[i] == ' ' || src[i] == '\n' || src[i] == '\t' || src[i] == '\r') {
		i++
	}
	if i == 0 || i == len(src) {
		return false
	}
	for _, w := range words {
		if len(src) > i+len(w) && bytes.EqualFold(src[i:i+len(w)], []byte(w)) && !isWordByte(src[i+len(w)]) {
			return true
		}
	}
	return false
}
