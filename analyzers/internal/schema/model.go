// Package schema says what the columns of a module's tables mean. It joins,
// table by table, the DDL of migrations and schema files, DDL in Go strings,
// and the models of ORMs, of the whole module: what a package's importers and
// the files beside it declare counts, too.
//
// The module is read by syntax alone, packages resolved by import path: a
// package's pass can't see the types of those that import it.
package schema

import "github.com/datavet/datavet/analyzers/internal/sqlparse"

// A Place is a part of a file of the module. File is the slash-separated path
// relative to the module's root.
type Place struct {
	File              string
	Line, Column      int // from 1; Column in bytes
	Offset, EndOffset int
}

// A Module is everything that is known of a module's tables. All packages share
// it: nothing writes to it once it is read.
type Module struct {
	Root   string // absolute path of the module's folder
	Path   string // the module's path
	Tables []*Table
	// Files are the .sql files that were read, sorted.
	Files []*File
	// Uses are what the module's code does with rows, by file and position.
	Uses []*Use
	// Looks are the names by which the module's Go code tells whether a row is
	// deleted, in conditions of any of its files; sorted.
	Looks []string
	// Errors are the statements that no grammar took, for -debug=sql.
	Errors []Unparsed

	allModels  []*Model
	byName     map[string][]*Table  // by lower-case name
	models     map[[2]string]*Model // by package and type
	fields     map[fieldKey][]Ref   // by who declares them
	uses       func() map[*Table][]*Use
	convention func() *Conventions
}

// An Unparsed is a statement that no grammar took.
type Unparsed struct {
	Place Place
	Word  string // the parser's own word
}

// A File is one .sql file.
type File struct {
	Name    string // relative to the module's root, slash-separated
	Dialect sqlparse.Dialect
	// Queries says that it holds queries alone: a schema or a migration, which
	// databases may have run, is not for others to change.
	Queries bool
	// Statements are those that are in force: of a migration, its Up part.
	Statements []Located
}

// A Located is a statement of a file. Offsets in it are the file's.
type Located struct {
	*sqlparse.Statement
	File *File
}

// A Table is one table: what the DDL leaves after its last migration, and the
// models that stand for it.
type Table struct {
	Name string
	// Schema qualifies the name; empty if it doesn't, or for the default one.
	Schema string
	// Dir is the folder of the declaration, relative to the root: a module may
	// have several tables of one name.
	Dir     string
	Dialect sqlparse.Dialect
	// Declared is where the table was created; DDL says that it was by DDL.
	Declared Place
	DDL      bool
	Columns  []*Column
	Indexes  []*Index
	Models   []*Model
	// Copies are declarations of the table in sources that count less.
	Copies []*Table
}

// A Column is one column of a table, as the DDL has it, or where there is no
// DDL, as the models have it.
type Column struct {
	Name string
	// Type is the SQL type in lower case, empty if only a model is known.
	Type     string
	Nullable Tri
	// Default is nil if there is none.
	Default  *sqlparse.Operand
	Declared Place
	// Generated says that the database computes it.
	Generated bool
	// Numbered says that the database, or the ORM by it, gives each new row the
	// next number: serial, identity, AUTO_INCREMENT, nextval.
	Numbered bool
	Comment  string
	Fields   []*Field // of the models
	// Sentinels are the values, other than NULL, that mark a live, a never, or
	// a not yet; strongest evidence first.
	Sentinels []Sentinel
}

// A Tri is yes, no, or not known.
type Tri uint8

const (
	Maybe Tri = iota
	Yes
	No
)

// A Sentinel is a value with the evidence for it.
type Sentinel struct {
	Value Value
	// Text is the value as it is written there, without quotes.
	Text     string
	Evidence Evidence
	Place    Place
}

// A Value is what a sentinel is, apart from how it is written.
type Value uint8

const (
	NoValue   Value = iota
	Zero            // 0
	Epoch           // 1970-01-01, in whatever zone
	ZeroTime        // 0001-01-01, Go's zero time; MySQL's 0000-00-00
	Empty           // ''
	MinusOne        // -1
	FarFuture       // a year from 2099 on
)

// String returns the value as SQL has it.
func (v Value) String() string {
	return [...]string{"", "0", "'1970-01-01'", "'0001-01-01'", "''", "-1", "a far future"}[v]
}

// An Evidence is how it is known, strongest first.
type Evidence uint8

const (
	ByConfig Evidence = iota // .datavet.yaml says it
	ByDDL                    // NOT NULL DEFAULT; on a nullable column the DEFAULT alone
	ByTag                    // the ORM's default or zero value tag, or its soft delete type
	ByGuard                  // a comparison elsewhere lets the sentinel through, or leaves it out
	ByWrite                  // a write of the sentinel
)

// An Index is a unique or plain index, or a constraint.
type Index struct {
	Name    string
	Columns []sqlparse.IndexColumn
	Unique  bool
	Primary bool
	Where   *sqlparse.Cond
	// WhereText is the condition as an ORM's tag has it.
	WhereText        string
	NullsNotDistinct bool
	// Declared is where a person would change it; Model is set if that is a
	// model's tag or schema, Origin says which of its fields.
	Declared Place
	Model    *Model
	Origin   []*Field
	// Relation says that it is there to make a relation one to one (ent's
	// unique edges).
	Relation bool
}

// An ORM is the library that a model belongs to.
type ORM string

const (
	GORM      ORM = "gorm"
	GORMv1    ORM = "gorm v1"
	Bun       ORM = "bun"
	Xorm      ORM = "xorm"
	Ent       ORM = "ent"
	GoPG      ORM = "go-pg"
	SQLBoiler ORM = "sqlboiler"
	Beego     ORM = "beego"
	// TagOnly is a struct whose fields have column tags of a mapper (db:"…")
	// that keeps no schema.
	TagOnly ORM = "db tags"
)

// A Model is a Go type that stands for a table.
type Model struct {
	ORM     ORM
	Package string // import path
	Type    string
	Table   string // the table's name, by TableName, tag or naming strategy
	Place   Place
	Fields  []*Field // those of embedded structs included
	// SoftDelete is the field by which the ORM itself turns a delete into an
	// update and filters reads, nil if there is none.
	SoftDelete *Field
	// Convention says how a row that is live is marked in it.
	Convention Convention
	Indexes    []*Index
}

// A Convention is how a table marks its live rows.
type Convention uint8

const (
	NoSoftDelete Convention = iota
	LiveIsNull              // NULL
	LiveIsValue             // the column's sentinel
	LiveIsFlag              // a boolean or 0/1 flag that is false
)

// A Field is one field of a model.
type Field struct {
	Name   string // Go name; of an embedded struct's field, the innermost
	Column string
	// GoType is its type as written, with import paths: "*time.Time",
	// "gorm.io/gorm.DeletedAt", "int64".
	GoType string
	// Package and Owner are the package and type that declare it: of an
	// embedded struct's field, the struct's.
	Package, Owner string
	Place          Place
	// NullableType says that it can be nil or invalid: a pointer, sql.Null*,
	// gorm.DeletedAt, bun's NullTime.
	NullableType bool
	NotNull      bool   // by tag
	Default      string // by tag; HasDefault tells "" from none
	HasDefault   bool
	// ZeroValue is what the ORM writes and looks for instead of NULL, by tag
	// (GORM's zeroValue).
	ZeroValue string
	// ZeroIsNull says that the ORM writes the Go zero value as NULL (bun's
	// nullzero, go-pg's default).
	ZeroIsNull bool
	// PrimaryKey by tag or convention. Numbered says that the ORM has the
	// database number it.
	PrimaryKey, Numbered bool
	Random               bool // the ORM fills it with a value that never occurs twice
}
