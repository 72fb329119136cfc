package checkinsert

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"gorm.io/driver/postgres"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// A request does what a program does between its check and its insert by
// calling between.
type request func(ctx context.Context, between func()) error

// meet lets two requests check before either of them inserts.
func meet(t *testing.T, do request) (errs [2]error) {
	t.Helper()
	var arrived atomic.Int32
	open := make(chan struct{})
	between := func() {
		if arrived.Add(1) == 2 {
			close(open)
		}
		select {
		case <-open:
		case <-time.After(10 * time.Second):
			t.Error("the other request doesn't come")
		}
	}
	var both sync.WaitGroup
	for i := range errs {
		both.Go(func() { errs[i] = do(t.Context(), between) })
	}
	both.Wait()
	return errs
}

// doubled: two requests that meet are both told that they are the first.
func doubled(t *testing.T, do request) {
	t.Helper()
	if errs := meet(t, do); errs[0] != nil || errs[1] != nil {
		t.Errorf("two requests: %v, want that both succeed", errs)
	}
}

// once: one of two requests that meet is told that it is second.
func once(t *testing.T, do request, second func(error) bool) {
	t.Helper()
	errs := meet(t, do)
	if errs[0] != nil {
		errs[0], errs[1] = errs[1], errs[0]
	}
	if errs[0] != nil || !second(errs[1]) {
		t.Errorf("two requests: %v, want that one succeeds", errs)
	}
}

// waits: a second request waits for the first, and is told so after it.
func waits(t *testing.T, do request, second func(error) bool) {
	t.Helper()
	err := do(t.Context(), func() {
		if err := do(t.Context(), func() {}); !database.Locked(err) {
			t.Errorf("the second request: %v, want that it waits", err)
		}
	})
	if err != nil {
		t.Errorf("the first request: %v", err)
	}
	if err := do(t.Context(), func() {}); !second(err) {
		t.Errorf("the second request: %v after the first", err)
	}
}

func taken(err error) bool { return errors.Is(err, ErrTaken) }

func success(err error) bool { return err == nil }

func rows(t *testing.T, db *sql.DB, table string, want int) {
	t.Helper()
	if n := database.Int(t, db, `SELECT count(*) FROM `+table); n != want {
		t.Errorf("%s has %d rows, want %d", table, n, want)
	}
}

func TestPatrons(t *testing.T) {
	type method func(p *Patrons, ctx context.Context, email, password string) error
	signUp := func(db *sql.DB, method method) request {
		return func(ctx context.Context, between func()) error {
			hash := func(password string) (string, error) { between(); return "#" + password, nil }
			return method(&Patrons{db, hash}, ctx, "ada@example.org", "secret")
		}
	}
	t.Run("checked", func(t *testing.T) {
		database.Each(t, patrons, func(t *testing.T, db *sql.DB) {
			db.SetMaxOpenConns(1) // it takes no second connection, nor a second writer
			doubled(t, signUp(db, (*Patrons).SignUp))
			rows(t, db, "patrons", 2)
		})
	})
	for name, method := range map[string]method{
		"checked in a transaction": (*Patrons).SignUpInTransaction,
		"checked for update":       (*Patrons).SignUpForUpdate,
	} {
		t.Run(name, func(t *testing.T) {
			db := database.Postgres(t, patrons)
			doubled(t, signUp(db, method))
			rows(t, db, "patrons", 2)
		})
	}
	t.Run("locked", func(t *testing.T) {
		db := database.Postgres(t, patrons)
		waits(t, signUp(db, (*Patrons).SignUpLocked), taken)
		rows(t, db, "patrons", 1)
	})
	t.Run("serializable", func(t *testing.T) {
		db := database.Postgres(t, patrons)
		once(t, signUp(db, (*Patrons).SignUpSerializable), taken)
		rows(t, db, "patrons", 1)
	})
	for name, method := range map[string]func(m *Members, ctx context.Context, email, password string) error{
		"unique":      (*Members).SignUp,
		"on conflict": (*Members).SignUpOnConflict,
	} {
		t.Run(name, func(t *testing.T) {
			db := database.Postgres(t, members)
			once(t, func(ctx context.Context, between func()) error {
				hash := func(password string) (string, error) { between(); return "#" + password, nil }
				return method(&Members{db, hash}, ctx, "ada@example.org", "secret")
			}, taken)
			rows(t, db, "members", 1)
		})
	}

	report := vet.Run(t, "checkinsert")
	for _, name := range []string{"SignUp", "SignUpInTransaction", "SignUpForUpdate"} {
		report.Flags(t, "Patrons."+name, "checked by patrons(email)")
	}
	for _, name := range []string{
		"Patrons.SignUpLocked", "Patrons.SignUpSerializable", "Patrons.signUpSerializable", "Patrons.taken", "Patrons.create",
		"Members.SignUp", "Members.SignUpOnConflict",
	} {
		report.Silent(t, name)
	}
}

func TestSeats(t *testing.T) {
	type method func(b *BoxOffice, ctx context.Context, seat, buyer string) error
	sell := func(db *sql.DB, method method) request {
		return func(ctx context.Context, between func()) error {
			charge := func(string) error { between(); return nil }
			return method(&BoxOffice{db, charge}, ctx, "12B", "ada")
		}
	}
	t.Run("not exists", func(t *testing.T) {
		db := database.Postgres(t, tickets)
		doubled(t, sell(db, (*BoxOffice).Sell))
		rows(t, db, "tickets", 2)
	})
	t.Run("primary key", func(t *testing.T) {
		db := database.Postgres(t, reservations)
		waits(t, sell(db, (*BoxOffice).SellReserved), taken)
		rows(t, db, "reservations", 1)
	})

	report := vet.Run(t, "checkinsert")
	report.Flags(t, "BoxOffice.Sell", "NOT EXISTS by tickets(seat)")
	report.Silent(t, "BoxOffice.SellReserved")
}

func TestVouchers(t *testing.T) {
	type method func(t *Till, ctx context.Context, voucher, customer string) error
	redeem := func(db *sql.DB, method method) request {
		return func(ctx context.Context, between func()) error {
			print := func(string) error { between(); return nil }
			return method(&Till{db, print}, ctx, "SPRING", "ada")
		}
	}
	for name, method := range map[string]method{
		"checked":    (*Till).Redeem,
		"not exists": (*Till).RedeemInOne,
	} {
		t.Run(name, func(t *testing.T) {
			db := database.MariaDB(t, redemptions)
			doubled(t, redeem(db, method))
			rows(t, db, "redemptions", 2)
		})
	}
	t.Run("for update", func(t *testing.T) {
		db := database.MariaDB(t, redemptions)
		once(t, redeem(db, (*Till).RedeemForUpdate), func(err error) bool {
			var maria *mysql.MySQLError
			return errors.As(err, &maria) && maria.Number == 1213 // ER_LOCK_DEADLOCK
		})
		rows(t, db, "redemptions", 1)
	})
	for name, method := range map[string]func(t *CouponTill, ctx context.Context, voucher, customer string) error{
		"unique": (*CouponTill).Redeem,
		"ignore": (*CouponTill).RedeemIgnoring,
	} {
		t.Run(name, func(t *testing.T) {
			db := database.MariaDB(t, giftcards)
			once(t, func(ctx context.Context, between func()) error {
				print := func(string) error { between(); return nil }
				return method(&CouponTill{db, print}, ctx, "SPRING", "ada")
			}, taken)
			rows(t, db, "giftcards", 1)
		})
	}

	report := vet.Run(t, "checkinsert")
	report.Flags(t, "Till.Redeem", "checked by redemptions(voucher)")
	report.Flags(t, "Till.RedeemInOne", "NOT EXISTS by redemptions(voucher)")
	for _, name := range []string{"Till.RedeemForUpdate", "CouponTill.Redeem", "CouponTill.RedeemIgnoring"} {
		report.Silent(t, name)
	}
}

func TestResults(t *testing.T) {
	type method func(r *Results, ctx context.Context, plan int64) error
	replace := func(db *sql.DB, method method) request {
		return func(ctx context.Context, between func()) error {
			report := func(int64) (string, error) { between(); return "fine", nil }
			return method(&Results{db, report}, ctx, 1)
		}
	}
	t.Run("by plan", func(t *testing.T) {
		db := database.Postgres(t, results)
		doubled(t, replace(db, (*Results).Replace))
		rows(t, db, "results", 2)
	})
	t.Run("of a locked plan", func(t *testing.T) {
		db := database.Postgres(t, results+plans)
		waits(t, replace(db, (*Results).ReplaceOfPlan), success)
		rows(t, db, "results", 1)
	})
	t.Run("primary key", func(t *testing.T) {
		db := database.Postgres(t, outcomes)
		once(t, replace(db, (*Results).ReplaceOutcome), success)
		rows(t, db, "outcomes", 1)
	})

	report := vet.Run(t, "checkinsert")
	report.Flags(t, "Results.Replace", "rows replaced by results(plan_id)")
	report.Silent(t, "Results.ReplaceOfPlan")
	report.Silent(t, "Results.ReplaceOutcome")
}

func TestVisits(t *testing.T) {
	type method func(v *Visits, ctx context.Context, page string) error
	count := func(db *sql.DB, method method) request {
		return func(ctx context.Context, between func()) error {
			now := func() time.Time { between(); return time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC) }
			return method(&Visits{db, now}, ctx, "/")
		}
	}
	t.Run("by page", func(t *testing.T) {
		db := database.Postgres(t, visits)
		doubled(t, count(db, (*Visits).Count))
		rows(t, db, "visits", 2)
		if err := (&Visits{db: db}).Count(t.Context(), "/"); err != nil {
			t.Error(err)
		}
		if n := database.Int(t, db, `SELECT sum(n) FROM visits`); n != 4 {
			t.Errorf("%d visits, want 4, which is wrong: there were 3", n)
		}
	})
	t.Run("primary key", func(t *testing.T) {
		db := database.Postgres(t, views)
		once(t, count(db, (*Visits).CountView), success)
		if n := database.Int(t, db, `SELECT n FROM views`); n != 2 {
			t.Errorf("%d visits, want 2", n)
		}
	})

	report := vet.Run(t, "checkinsert")
	report.Flags(t, "Visits.Count", "checked by visits(page)")
	report.Silent(t, "Visits.CountView")
}

func TestHashtags(t *testing.T) {
	// open returns a database in which between is called before each insert.
	open := func(t *testing.T, pool *sql.DB, between func()) *gorm.DB {
		db, err := gorm.Open(postgres.New(postgres.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Callback().Create().Before("gorm:create").Register("proof", func(*gorm.DB) { between() }); err != nil {
			t.Fatal(err)
		}
		return db
	}
	for name, use := range map[string]func(h *Hashtags, ctx context.Context, name string) (*Hashtag, error){
		"first or create": (*Hashtags).Use,
		"in two":          (*Hashtags).UseInTwo,
	} {
		t.Run(name, func(t *testing.T) {
			pool := database.Postgres(t, hashtags)
			doubled(t, func(ctx context.Context, between func()) error {
				_, err := use(&Hashtags{open(t, pool, between)}, ctx, "go")
				return err
			})
			rows(t, pool, "hashtags", 2)
		})
	}
	for name, proof := range map[string]struct {
		use    func(k *Keywords, ctx context.Context, name string) (*Keyword, error)
		second func(error) bool
	}{
		"on conflict": {(*Keywords).Use, success},
		"unique":      {(*Keywords).UseFirst, database.Duplicate},
	} {
		t.Run(name, func(t *testing.T) {
			pool := database.Postgres(t, keywords)
			once(t, func(ctx context.Context, between func()) error {
				_, err := proof.use(&Keywords{open(t, pool, between)}, ctx, "go")
				return err
			}, proof.second)
			rows(t, pool, "keywords", 1)
		})
	}

	report := vet.Run(t, "checkinsert")
	report.Flags(t, "Hashtags.Use", "by hashtags(name)")
	report.Flags(t, "Hashtags.UseInTwo", "by hashtags(name)")
	report.Silent(t, "Hashtags.find")
	report.Silent(t, "Keywords.Use")
	report.Silent(t, "Keywords.UseFirst")
}
