package enqueueintx

import (
	"testing"

	"github.com/hibiken/asynq"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestGORMHook(t *testing.T) {
	pool := database.SQLite(t, shop)
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	client := newClient(t, startRedis(t))
	welcomes = asynq.NewClientFromRedisClient(client)

	if err := SignUpThenWelcome(t.Context(), db, "Ada", "ada"); err == nil {
		t.Fatal("no error for a handle that is taken")
	}
	if n := pending(t, client); n != 0 {
		t.Errorf("%d welcomes after the rollback, want 0", n)
	}
	if err := SignUpWithHook(t.Context(), db, "Ada", "ada"); err == nil {
		t.Fatal("no error for a handle that is taken")
	}
	if n := pending(t, client); n != 1 {
		t.Errorf("%d welcomes after the rollback, want 1 that survives", n)
	}
	if n := database.Int(t, pool, `SELECT count(*) FROM users`); n != 0 {
		t.Errorf("%d users, want 0", n)
	}

	if err := SignUpThenWelcome(t.Context(), db, "Bob", "bob"); err != nil {
		t.Fatal(err)
	}
	if n := pending(t, client); n != 2 {
		t.Errorf("%d welcomes after the commit, want 2", n)
	}

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "User.AfterCreate", "job enqueued inside the transaction of AfterCreate")
	report.Silent(t, "SignUpThenWelcome")
}
