package idcursor

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// A writer adds a row to what tx does.
type writer func(ctx context.Context, tx *sql.Tx, name string) error

// A reader returns the names of the rows that are new to it.
type reader func(ctx context.Context) ([]string, error)

func begin(t *testing.T, db *sql.DB) *sql.Tx {
	t.Helper()
	tx, err := db.BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tx.Rollback() })
	return tx
}

func commit(t *testing.T, tx *sql.Tx) {
	t.Helper()
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

// add adds rows to what tx does.
func add(t *testing.T, tx *sql.Tx, write writer, names ...string) {
	t.Helper()
	for _, name := range names {
		if err := write(t.Context(), tx, name); err != nil {
			t.Fatal(err)
		}
	}
}

// want fails t unless read returns names. It reads again for those that are
// missing: a transaction of another test holds a snapshot's bound back, too.
func (read reader) want(t *testing.T, names ...string) {
	t.Helper()
	got, err := read(t.Context())
	for end := time.Now().Add(10 * time.Second); err == nil && len(got) < len(names) && time.Now().Before(end); {
		var more []string
		more, err = read(t.Context())
		got = append(got, more...)
	}
	if !slices.Equal(got, names) || err != nil {
		t.Errorf("read %q, %v, want %q", got, err, names)
	}
}

// late has two transactions, of which the first to take an id is the last to
// commit: the reader returns during before that, and after when both have.
func late(t *testing.T, db *sql.DB, write writer, read reader, during, after []string) {
	t.Helper()
	first, second := begin(t, db), begin(t, db)
	add(t, first, write, "first")
	add(t, second, write, "second")
	commit(t, second)
	read.want(t, during...)
	commit(t, first)
	read.want(t, after...)
	read.want(t)
	third := begin(t, db)
	add(t, third, write, "third")
	commit(t, third)
	read.want(t, "third")
}

// serial has two transactions, of which the second can't take an id until the
// first has committed.
func serial(t *testing.T, db *sql.DB, write writer, read reader) {
	t.Helper()
	first := begin(t, db)
	add(t, first, write, "first")
	if err := write(t.Context(), begin(t, db), "second"); !database.Locked(err) {
		t.Errorf("the second takes an id: %v, want that it waits for the first", err)
	}
	read.want(t)
	commit(t, first)
	second := begin(t, db)
	add(t, second, write, "second")
	commit(t, second)
	read.want(t, "first", "second")
	read.want(t)
}

var lost, found = []string(nil), []string{"first"}

func kinds(poll func(context.Context) ([]Event, error)) reader {
	return func(ctx context.Context) ([]string, error) {
		events, err := poll(ctx)
		var kinds []string
		for _, e := range events {
			kinds = append(kinds, e.Kind)
		}
		return kinds, err
	}
}

func TestInvoices(t *testing.T) {
	second := []string{"second"}
	t.Run("by id", func(t *testing.T) {
		db := database.Postgres(t, events)
		late(t, db, Record, kinds((&Relay{db: db}).Poll), second, lost)
	})
	t.Run("serializable", func(t *testing.T) {
		db := database.Postgres(t, events)
		serializable := func(ctx context.Context, tx *sql.Tx, kind string) error {
			if _, err := tx.ExecContext(ctx, `SET TRANSACTION ISOLATION LEVEL SERIALIZABLE`); err != nil {
				return err
			}
			return Record(ctx, tx, kind)
		}
		late(t, db, serializable, kinds((&Relay{db: db}).PollSerializable), second, lost)
	})
	t.Run("by window", func(t *testing.T) {
		db := database.Postgres(t, events)
		late(t, db, Record, kinds((&WindowRelay{db: db, seen: map[int64]bool{}}).Poll), second, found)
	})
	t.Run("by snapshot", func(t *testing.T) {
		db := database.Postgres(t, stampedEvents)
		late(t, db, RecordStamped, kinds((&SnapshotRelay{db: db, tx: "0"}).Poll), nil, []string{"first", "second"})
	})
	t.Run("by id up to a snapshot", func(t *testing.T) {
		db := database.Postgres(t, stampedEvents)
		late(t, db, RecordStamped, kinds((&BoundedRelay{db: db}).Poll), nil, []string{"first", "second"})
	})
	t.Run("under a lock of the writers", func(t *testing.T) {
		db := database.Postgres(t, lockedEvents)
		serial(t, db, RecordLocked, kinds((&LockedRelay{db: db}).Poll))
	})
	t.Run("under a lock of the reader", func(t *testing.T) {
		db := database.Postgres(t, events)
		relay := &Relay{db: db}
		first, second := begin(t, db), begin(t, db)
		add(t, first, Record, "first")
		add(t, second, Record, "second")
		commit(t, second)
		if _, err := relay.PollAlone(t.Context()); !database.Locked(err) {
			t.Errorf("polling alone: %v, want that it waits for the first", err)
		}
		commit(t, first)
		kinds(relay.PollAlone).want(t, "first", "second")
		kinds(relay.PollAlone).want(t)
	})

	report := vet.Run(t, "idcursor")
	report.Flags(t, "Relay.Poll", "kept in Relay.last")
	report.Flags(t, "Relay.PollSerializable", "kept in Relay.last")
	for _, name := range []string{"Relay.PollAlone", "Relay.All", "Relay.after", "WindowRelay.Poll", "SnapshotRelay.Poll", "BoundedRelay.Poll", "LockedRelay.Poll"} {
		report.Silent(t, name)
	}
}

// TestOlderTransaction: an id that is taken later, by a transaction that began
// earlier.
func TestOlderTransaction(t *testing.T) {
	prove := func(t *testing.T, relay func(db *sql.DB) reader, after ...string) {
		db := database.Postgres(t, stampedEvents)
		read := relay(db)
		older, younger := begin(t, db), begin(t, db)
		if _, err := older.ExecContext(t.Context(), `SELECT pg_current_xact_id()`); err != nil {
			t.Fatal(err)
		}
		add(t, younger, RecordStamped, "younger")
		add(t, older, RecordStamped, "older")
		commit(t, older)
		read.want(t, "older")
		commit(t, younger)
		read.want(t, after...)
		read.want(t)
	}
	t.Run("by id", func(t *testing.T) {
		prove(t, func(db *sql.DB) reader { return kinds((&BoundedRelay{db: db}).Poll) })
	})
	t.Run("by transaction", func(t *testing.T) {
		prove(t, func(db *sql.DB) reader { return kinds((&SnapshotRelay{db: db, tx: "0"}).Poll) }, "younger")
	})
}

// TestRollback: an id that is taken by who rolls back is in nobody's way.
func TestRollback(t *testing.T) {
	for name, read := range map[string]func(db *sql.DB) reader{
		"by id":     func(db *sql.DB) reader { return kinds((&Relay{db: db}).Poll) },
		"by window": func(db *sql.DB) reader { return kinds((&WindowRelay{db: db, seen: map[int64]bool{}}).Poll) },
	} {
		t.Run(name, func(t *testing.T) {
			db := database.Postgres(t, events)
			first, second := begin(t, db), begin(t, db)
			add(t, first, Record, "first")
			add(t, second, Record, "second")
			commit(t, second)
			if err := first.Rollback(); err != nil {
				t.Fatal(err)
			}
			read(db).want(t, "second")
		})
	}
}

// booked reads what a ledger has booked since the last time.
func booked(db *sql.DB, book func(context.Context) error) reader {
	seen := map[int]bool{}
	return func(ctx context.Context) (names []string, err error) {
		if err := book(ctx); err != nil {
			return nil, err
		}
		rows, err := db.QueryContext(ctx, `SELECT cents FROM booked ORDER BY payment_id`)
		if err != nil {
			return nil, err
		}
		defer rows.Close()
		for rows.Next() {
			var cents int
			if err := rows.Scan(&cents); err != nil {
				return nil, err
			}
			if !seen[cents] {
				names = append(names, ordinals[cents])
			}
			seen[cents] = true
		}
		return names, rows.Err()
	}
}

// ordinals are the names of payments, by their cents.
var ordinals = []string{"", "first", "second", "third"}

func pays(pay func(context.Context, *sql.Tx, int64) error) writer {
	return func(ctx context.Context, tx *sql.Tx, name string) error {
		return pay(ctx, tx, int64(slices.Index(ordinals, name)))
	}
}

func TestPayments(t *testing.T) {
	second := []string{"second"}
	t.Run("by position", func(t *testing.T) {
		db := database.Postgres(t, payments)
		late(t, db, pays(Pay), booked(db, (&Ledger{db}).BookByPosition), second, lost)
	})
	t.Run("by max", func(t *testing.T) {
		db := database.Postgres(t, payments)
		late(t, db, pays(Pay), booked(db, (&Ledger{db}).BookByMax), second, lost)
	})
	t.Run("what is missing", func(t *testing.T) {
		db := database.Postgres(t, payments)
		late(t, db, pays(Pay), booked(db, (&Ledger{db}).BookMissing), second, found)
	})
	t.Run("numbered", func(t *testing.T) {
		db := database.Postgres(t, payments+numbered)
		serial(t, db, pays(Transfer), booked(db, (&NumberedLedger{db}).Book))
	})

	report := vet.Run(t, "idcursor")
	report.Flags(t, "Ledger.payments", "kept in offsets.position")
	report.Flags(t, "Ledger.BookByMax", "kept in offsets.position")
	report.Silent(t, "Ledger.BookMissing")
	report.Silent(t, "NumberedLedger.Book")
}

func TestOrders(t *testing.T) {
	second := []string{"second"}
	for name, refresh := range map[string]func(*Screen) reader{
		"by id":       func(s *Screen) reader { return s.Refresh },
		"by position": func(s *Screen) reader { return s.RefreshStored },
	} {
		t.Run(name, func(t *testing.T) {
			db := database.MariaDB(t, orders)
			late(t, db, Order, refresh(&Screen{db: db}), second, lost)
		})
	}
	t.Run("by window", func(t *testing.T) {
		db := database.MariaDB(t, orders)
		late(t, db, Order, (&Screen{db: db}).RefreshWindow, second, found)
	})
	t.Run("numbered", func(t *testing.T) {
		db := database.MariaDB(t, tickets)
		serial(t, db, Print, (&TicketScreen{db: db}).Refresh)
	})
	t.Run("locking read", func(t *testing.T) {
		db := database.MariaDB(t, orders)
		first, second := begin(t, db), begin(t, db)
		add(t, first, Order, "first")
		add(t, second, Order, "second")
		commit(t, second)
		screen := &Screen{db: db}
		if _, err := screen.RefreshLocking(t.Context()); !database.Locked(err) {
			t.Errorf("refreshing: %v, want that it waits for the first", err)
		}
		commit(t, first)
		reader(screen.RefreshLocking).want(t, "first", "second")
	})

	report := vet.Run(t, "idcursor")
	report.Flags(t, "Screen.Refresh", "kept in Screen.last")
	report.Flags(t, "Screen.RefreshStored", "kept in screens.last_order")
	for _, name := range []string{"Screen.RefreshLocking", "Screen.RefreshWindow", "TicketScreen.Refresh"} {
		report.Silent(t, name)
	}
}

func TestAlarms(t *testing.T) {
	t.Run("loop", func(t *testing.T) {
		db := database.Postgres(t, alarms)
		first, second := begin(t, db), begin(t, db)
		add(t, first, Raise, "first")
		add(t, second, Raise, "second")
		commit(t, second)

		var rung []string
		w := &Watcher{db, func(text string) { rung = append(rung, text) }}
		ctx, stop := context.WithCancel(t.Context())
		tick, done := make(chan struct{}), make(chan error)
		go func() { done <- w.Watch(ctx, tick) }()
		tick <- struct{}{}
		tick <- struct{}{} // the first round is over
		commit(t, first)
		tick <- struct{}{}
		tick <- struct{}{} // so is one that began after the commit
		stop()
		if err := <-done; err != nil && !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		if !slices.Equal(rung, []string{"second"}) {
			t.Errorf("the watcher rang for %q, want the second only", rung)
		}
	})

	var rung []string
	since := func(run func(ctx context.Context) error) reader {
		return func(ctx context.Context) ([]string, error) {
			rung = nil
			err := run(ctx)
			return rung, err
		}
	}
	t.Run("file", func(t *testing.T) {
		db := database.Postgres(t, alarms)
		w := &Watcher{db, func(text string) { rung = append(rung, text) }}
		path := filepath.Join(t.TempDir(), "position")
		resume := func(ctx context.Context) error { return w.Resume(ctx, path) }
		late(t, db, Raise, since(resume), []string{"second"}, lost)
	})
	t.Run("redis", func(t *testing.T) {
		db := database.Postgres(t, alarms)
		w := &Watcher{db, func(text string) { rung = append(rung, text) }}
		shared := redis.NewClient(&redis.Options{Addr: miniredis.RunT(t).Addr()})
		t.Cleanup(func() { shared.Close() })
		resume := func(ctx context.Context) error { return w.ResumeShared(ctx, shared) }
		late(t, db, Raise, since(resume), []string{"second"}, lost)
	})
	t.Run("none", func(t *testing.T) {
		db := database.Postgres(t, alarms)
		w := &Watcher{db, func(text string) { rung = append(rung, text) }}
		late(t, db, Raise, since(w.Sweep), []string{"second"}, found)
	})

	report := vet.Run(t, "idcursor")
	report.Flags(t, "Watcher.since", "kept in")
	report.Silent(t, "Watcher.Sweep")
}

// TestSQLite: there is one writer, so ids are committed in their order.
func TestSQLite(t *testing.T) {
	db := database.SQLite(t, events)
	serial(t, db, Record, kinds((&Relay{db: db}).Poll))
}

func names(next func(context.Context) ([]Product, error)) reader {
	return func(ctx context.Context) ([]string, error) {
		products, err := next(ctx)
		var names []string
		for _, p := range products {
			names = append(names, p.Name)
		}
		return names, err
	}
}

var noon = time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)

// update gives a product a name, at a time.
func update(ctx context.Context, tx *sql.Tx, id int, name string, at time.Time) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO products (id, name, updated_at) VALUES ($1, $2, $3)
		ON CONFLICT (id) DO UPDATE SET name = excluded.name, updated_at = excluded.updated_at`, id, name, at)
	return err
}

func TestProducts(t *testing.T) {
	two := []string{"first", "second"}
	indexes := []struct {
		name string
		open func(db *sql.DB) reader
		// first and rest are what the first two reads find of three products of
		// one time, late what is found after a late commit.
		first, rest, late []string
	}{
		{"by time", func(db *sql.DB) reader { return names((&Index{db: db}).Next) }, two, lost, lost},
		{"by time and id", func(db *sql.DB) reader { return names((&Index{db: db}).NextOfTies) }, two, []string{"third"}, lost},
		{"with overlap", func(db *sql.DB) reader {
			return names((&OverlappingIndex{db: db, known: map[int64]time.Time{}}).Next)
		}, []string{"first", "second", "third"}, nil, found},
	}
	for _, index := range indexes {
		t.Run("tie "+index.name, func(t *testing.T) {
			database.Each(t, products, func(t *testing.T, db *sql.DB) {
				tx := begin(t, db)
				for i, name := range []string{"first", "second", "third"} {
					if err := update(t.Context(), tx, i+1, name, noon); err != nil {
						t.Fatal(err)
					}
				}
				commit(t, tx)
				read := index.open(db)
				read.want(t, index.first...)
				read.want(t, index.rest...)
			})
		})
		t.Run("late "+index.name, func(t *testing.T) {
			db := database.Postgres(t, products)
			at := noon
			write := func(ctx context.Context, tx *sql.Tx, name string) error {
				at = at.Add(time.Second)
				return update(ctx, tx, slices.Index(ordinals, name), name, at)
			}
			late(t, db, write, index.open(db), []string{"second"}, index.late)
		})
	}

	report := vet.Run(t, "idcursor")
	report.Flags(t, "Index.Next", "updated_at")
	report.Flags(t, "Index.NextOfTies", "updated_at")
	report.Silent(t, "OverlappingIndex.page")
	report.Silent(t, "OverlappingIndex.Next")
}
