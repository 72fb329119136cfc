package txleak

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"testing"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

// blog is the database of every incident.
const blog = `
CREATE TABLE coupons (code TEXT PRIMARY KEY, left_over BIGINT NOT NULL);
CREATE TABLE posts (id BIGINT PRIMARY KEY);
CREATE TABLE comments (
	post_id BIGINT NOT NULL REFERENCES posts (id) DEFERRABLE INITIALLY DEFERRED,
	text TEXT NOT NULL
);
CREATE TABLE audit (post_id BIGINT NOT NULL);
INSERT INTO coupons (code, left_over) VALUES ('spent', 0), ('fresh', 5);
INSERT INTO posts (id) VALUES (1), (2);
`

func TestCoupon(t *testing.T) {
	database.Each(t, blog, func(t *testing.T, db *sql.DB) {
		db.SetMaxOpenConns(1)
		coupons := &Coupons{db}
		if err := coupons.Redeem(t.Context(), "spent"); !errors.Is(err, errSpent) {
			t.Errorf("redeeming a spent coupon: %v, want %v", err, errSpent)
		}
		if n := db.Stats().InUse; n != 0 {
			t.Errorf("%d connections in use, want 0", n)
		}
		if err := coupons.Redeem(t.Context(), "fresh"); err != nil {
			t.Errorf("redeeming another coupon: %v", err)
		}

		leaking, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
		defer cancel() // only the end of the context gives the connection back
		if err := coupons.RedeemLeaking(leaking, "spent"); !errors.Is(err, errSpent) {
			t.Errorf("redeeming a spent coupon: %v, want %v", err, errSpent)
		}
		if n := db.Stats().InUse; n != 1 {
			t.Errorf("%d connections in use, want 1 that leaked", n)
		}
		if err := coupons.Redeem(database.Bounded(t), "fresh"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("redeeming another coupon: %v, want context.DeadlineExceeded", err)
		}
	})

	report := vet.Run(t, "txleak")
	report.Flags(t, "Coupons.RedeemLeaking", "transaction left open")
	report.Silent(t, "Coupons.Redeem")
}

func TestComment(t *testing.T) {
	const noPost = 99
	pool := database.SQLite(t, blog)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	comments := &Comments{db}
	if err := comments.AddUnheard(t.Context(), noPost, "lost"); err != nil {
		t.Errorf("adding to no post: %v, want no error", err)
	}
	if n := database.Int(t, pool, `SELECT count(*) FROM comments`); n != 0 {
		t.Errorf("%d comments, want 0: the caller believes in 1", n)
	}
	if err := comments.Add(t.Context(), noPost, "refused"); err == nil {
		t.Error("no error for a comment on no post")
	}
	if err := comments.Add(t.Context(), 1, "kept"); err != nil {
		t.Error(err)
	}
	if n := database.Int(t, pool, `SELECT count(*) FROM comments`); n != 1 {
		t.Errorf("%d comments, want 1", n)
	}

	report := vet.Run(t, "txleak")
	report.Flags(t, "Comments.AddUnheard", "commit error dropped")
	report.Silent(t, "Comments.Add")
}

func TestAudit(t *testing.T) {
	database.Each(t, blog, func(t *testing.T, db *sql.DB) {
		posts := &Posts{db}
		if err := posts.DeleteAuditedLate(t.Context(), 1); !errors.Is(err, sql.ErrTxDone) {
			t.Errorf("deleting: %v, want sql.ErrTxDone", err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM posts WHERE id = 1`); n != 0 {
			t.Errorf("%d posts, want 0: it is deleted in spite of the error", n)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM audit`); n != 0 {
			t.Errorf("%d audits, want 0", n)
		}
		if err := posts.DeleteAudited(t.Context(), 2); err != nil {
			t.Error(err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM audit WHERE post_id = 2`); n != 1 {
			t.Errorf("%d audits, want 1", n)
		}
	})

	report := vet.Run(t, "txleak")
	report.Flags(t, "Posts.DeleteAuditedLate", "transaction used after")
	report.Silent(t, "Posts.DeleteAudited")
}
