package sqlparse

// Comments returns the comments of a text.
func Comments(text string, d Dialect) []Span {
	order := []Dialect{d}
	if d == Unknown {
		likely := likely(text) // see Split
		order = likely[:]
	}
	var first []Span
	for i, d := range order {
		spans, closed := comments(text, d)
		if closed {
			return spans
		}
		if i == 0 {
			first = spans
		}
	}
	return first
}

// comments also reports whether every quote and comment is closed.
func comments(text string, d Dialect) (spans []Span, closed bool) {
	s := scanner{text: text, dialect: d}
	for closed = true; ; {
		t := s.next()
		closed = closed && !t.open
		switch t.kind {
		case endToken:
			return spans, closed
		case commentToken:
			spans = append(spans, Span{t.start, t.end})
		}
	}
}
