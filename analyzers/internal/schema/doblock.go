package schema

import (
	"strings"

	"github.com/datavet/datavet/analyzers/internal/sqlparse"
)

// guarded returns the DDL statements in the body of a DO block, the way in
// which PostgreSQL's migrations ask whether something is there already:
//
//	DO $$ BEGIN
//		IF NOT EXISTS (SELECT …) THEN
//			ALTER TABLE …;
//		END IF;
//	EXCEPTION WHEN duplicate_object THEN NULL;
//	END $$;
//
// No grammar of ours reads PL/pgSQL, so that statements are told by what they
// follow. Those after ELSE are left out: they undo the question.
func guarded(text string) []sqlparse.Span {
	if word, _ := firstWord(text); !strings.EqualFold(word, "do") {
		return nil
	}
	open := strings.IndexByte(text, '$')
	if open < 0 {
		return nil
	}
	tagEnd := strings.IndexByte(text[open+1:], '$')
	if tagEnd < 0 {
		return nil
	}
	tag := text[open : open+tagEnd+2]
	end := strings.LastIndex(text, tag)
	var spans []sqlparse.Span
	start, depth, otherwise := -1, 0, false
	for i := open + len(tag); i < end; {
		switch c := text[i]; {
		case c == '\'' || c == '"':
			i = after(text, i+1, string(c))
		case strings.HasPrefix(text[i:], "--"):
			i = after(text, i, "\n")
		case strings.HasPrefix(text[i:], "/*"):
			i = after(text, i, "*/")
		case c == '(':
			depth++
			i++
		case c == ')':
			depth--
			i++
		case c == ';' && depth == 0:
			if start >= 0 && !otherwise {
				if _, object, _ := head(skipComments(text[start:i])); object != "" {
					spans = append(spans, sqlparse.Span{Start: start, End: i})
				}
			}
			i++
			start = i
		case isWordByte(c):
			word, _ := firstWord(text[i:])
			i += len(word)
			if depth > 0 {
				continue
			}
			switch strings.ToLower(word) {
			case "begin", "then", "loop":
				start = i
			case "else", "elsif", "elseif":
				start, otherwise = i, true
			case "end":
				otherwise = false
			}
		default:
			i++
		}
	}
	return spans
}

// after returns the offset behind the next end in text from i on.
func after(text string, i int, end string) int {
	if j := strings.Index(text[i:], end); j >= 0 {
		return i + j + len(end)
	}
	return len(text)
}
