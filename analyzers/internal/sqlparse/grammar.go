package sqlparse

// A grammar parses preprocessed text with the parser of one dialect. It is
// only called by the guard: it may panic, and the text is valid UTF-8 without
// NUL, short enough and not nested deeply.
//
// In the text, placeholders of every style have become the grammar's own, a
// token each: $1, $2, … in order of occurrence for PostgreSQL, ? for MySQL and
// SQLite. A [Hole] is left as it is where a name or a value may stand: all
// three grammars take it for a letter of an identifier.
//
// Spans of the statements are offsets in this text. A placeholder gives the
// operand {Kind: Param, Span: its token}, a hole the column or the name that
// its letter makes: finish sets Param, Name and HoleOp from the preprocessor's
// table, and Holed, by their Spans. Texts (Operand.Text of Expr, IndexColumn.Expr,
// GeneratedText) are cut out of this text by the adapter; finish cuts
// Operand.Text of Expr again out of the caller's. No two parts of a model share a slice or a pointer, but
// for *Query, which may be reached by many ways.
//
// Several statements in one text give several Statements. One that the model
// has no word for (SET, GRANT, DO) is a Statement with neither Query nor
// Changes. The error is an *[Error] with the offset, if it is known, in Span.
type grammar func(sql string) ([]*Statement, error)

var grammars = [...]grammar{
	PostgreSQL: parsePostgreSQL,
	MySQL:      parseMySQL,
	SQLite:     parseSQLite,
}
