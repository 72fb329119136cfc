// Package ormhooks proves which ORM hooks run before their transaction
// commits, which enqueueintx takes as given: a hook that does is a transaction
// scope. Not here: ent's hooks, which its generator writes into the user's
// client; run once by hand, they behaved as bun's do.
package ormhooks

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	"github.com/uptrace/bun"
	"github.com/uptrace/bun/dialect/sqlitedialect"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"
	"xorm.io/xorm"
	"xorm.io/xorm/log"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
)

const schema = `CREATE TABLE note (id BIGSERIAL PRIMARY KEY, text TEXT NOT NULL)`

// A witness notes for each hook whether the row that it is about can be seen
// by others. For an After hook that is whether it runs after the commit.
type witness struct {
	t    *testing.T
	db   *sql.DB // not the connection of the hook's statement
	seen []string
}

// saw is who watches the models' hooks; the ORMs create models themselves.
var saw *witness

func watch(t *testing.T, db *sql.DB) *witness {
	saw = &witness{t: t, db: db}
	return saw
}

func (w *witness) hook(name string) {
	state := " unseen"
	if database.Int(w.t, w.db, `SELECT count(*) FROM note`) > 0 {
		state = " visible"
	}
	w.seen = append(w.seen, name+state)
}

// want compares what the hooks saw and forgets it, and the rows.
func (w *witness) want(call string, want ...string) {
	w.t.Helper()
	if !slices.Equal(w.seen, want) {
		w.t.Errorf("%s: hooks saw %q, want %q", call, w.seen, want)
	}
	w.seen = nil
	if _, err := w.db.ExecContext(w.t.Context(), `DELETE FROM note`); err != nil {
		w.t.Fatal(err)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

type gormNote struct {
	ID   int64
	Text string
}

func (gormNote) TableName() string               { return "note" }
func (*gormNote) BeforeSave(tx *gorm.DB) error   { return inGORM(tx, "BeforeSave") }
func (*gormNote) BeforeCreate(tx *gorm.DB) error { return inGORM(tx, "BeforeCreate") }
func (*gormNote) AfterCreate(tx *gorm.DB) error  { return inGORM(tx, "AfterCreate") }
func (*gormNote) AfterSave(tx *gorm.DB) error    { return inGORM(tx, "AfterSave") }
func (*gormNote) BeforeUpdate(tx *gorm.DB) error { return inGORM(tx, "BeforeUpdate") }
func (*gormNote) AfterUpdate(tx *gorm.DB) error  { return inGORM(tx, "AfterUpdate") }
func (*gormNote) BeforeDelete(tx *gorm.DB) error { return inGORM(tx, "BeforeDelete") }
func (*gormNote) AfterDelete(tx *gorm.DB) error  { return inGORM(tx, "AfterDelete") }
func (*gormNote) AfterFind(tx *gorm.DB) error    { return inGORM(tx, "AfterFind") }

// inGORM notes whether a hook's handle is a transaction.
func inGORM(tx *gorm.DB, name string) error {
	state := " without transaction"
	if _, ok := tx.Statement.ConnPool.(gorm.TxCommitter); ok {
		state = " in transaction"
	}
	saw.seen = append(saw.seen, name+state)
	return nil
}

func TestGORMHooksRunInTheStatementsTransaction(t *testing.T) {
	pool := database.SQLite(t, schema)
	open := func(skip bool) *gorm.DB {
		db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{
			Logger: logger.Discard, SkipDefaultTransaction: skip,
		})
		must(t, err)
		return db.WithContext(t.Context())
	}
	w := watch(t, pool)

	db := open(false)
	note := gormNote{Text: "first"}
	must(t, db.Create(&note).Error)
	must(t, db.Model(&note).Update("text", "second").Error)
	must(t, db.First(&note).Error)
	must(t, db.Delete(&note).Error)
	w.want("default",
		"BeforeSave in transaction", "BeforeCreate in transaction", "AfterCreate in transaction", "AfterSave in transaction",
		"BeforeSave in transaction", "BeforeUpdate in transaction", "AfterUpdate in transaction", "AfterSave in transaction",
		"AfterFind without transaction",
		"BeforeDelete in transaction", "AfterDelete in transaction",
	)

	must(t, open(true).Create(&gormNote{Text: "third"}).Error)
	w.want("SkipDefaultTransaction",
		"BeforeSave without transaction", "BeforeCreate without transaction",
		"AfterCreate without transaction", "AfterSave without transaction",
	)
}

type xormNote struct {
	ID   int64 `xorm:"'id' pk autoincr"`
	Text string
}

func (xormNote) TableName() string { return "note" }
func (*xormNote) BeforeInsert()    { saw.hook("BeforeInsert") }
func (*xormNote) AfterInsert()     { saw.hook("AfterInsert") }

func TestXormAfterHooksRunAfterTheSessionsCommit(t *testing.T) {
	dsn := database.DSN(t)
	engine, err := xorm.NewEngine("sqlite3", dsn)
	must(t, err)
	defer engine.Close()
	engine.SetLogLevel(log.LOG_OFF)
	w := watch(t, engine.DB().DB)
	_, err = engine.Exec(`CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT NOT NULL)`)
	must(t, err)

	_, err = engine.Insert(&xormNote{Text: "first"})
	must(t, err)
	w.want("engine", "BeforeInsert unseen", "AfterInsert visible")

	session := engine.NewSession()
	defer session.Close()
	must(t, session.Begin())
	_, err = session.Insert(&xormNote{Text: "second"})
	must(t, err)
	w.seen = append(w.seen, "commit")
	must(t, session.Commit())
	w.want("session", "BeforeInsert unseen", "commit", "AfterInsert visible")

	must(t, session.Begin())
	_, err = session.Insert(&xormNote{Text: "third"})
	must(t, err)
	must(t, session.Rollback())
	w.want("session that is rolled back", "BeforeInsert unseen")
}

type bunNote struct {
	bun.BaseModel `bun:"table:note"`

	ID   int64 `bun:",pk,autoincrement"`
	Text string
}

func (*bunNote) BeforeAppendModel(context.Context, bun.Query) error {
	saw.hook("BeforeAppendModel")
	return nil
}

func (*bunNote) BeforeInsert(context.Context, *bun.InsertQuery) error {
	saw.hook("BeforeInsert")
	return nil
}

func (*bunNote) AfterInsert(context.Context, *bun.InsertQuery) error {
	saw.hook("AfterInsert")
	return nil
}

// bun's hooks run around the statement: before the commit of the transaction
// that the caller opened, and in no transaction when it opened none.
func TestBunHooksRunInTheCallersTransaction(t *testing.T) {
	pool := database.SQLite(t, schema)
	db := bun.NewDB(pool, sqlitedialect.New())
	w := watch(t, pool)

	_, err := db.NewInsert().Model(&bunNote{Text: "first"}).Exec(t.Context())
	must(t, err)
	w.want("pool", "BeforeInsert unseen", "BeforeAppendModel unseen", "AfterInsert visible")

	must(t, db.RunInTx(t.Context(), nil, func(ctx context.Context, tx bun.Tx) error {
		_, err := tx.NewInsert().Model(&bunNote{Text: "second"}).Exec(ctx)
		return err
	}))
	w.want("transaction", "BeforeInsert unseen", "BeforeAppendModel unseen", "AfterInsert unseen")
}
