package mixedsoftdelete

import (
	"os"
	"testing"
	"time"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestMain(m *testing.M) { os.Exit(vet.Main(m)) }

func TestPurge(t *testing.T) {
	pool := database.SQLite(t, "")
	db, err := gorm.Open(sqlite.New(sqlite.Config{Conn: pool}), &gorm.Config{Logger: logger.Discard})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.AutoMigrate(&Article{}, &Picture{}, &Photo{}); err != nil {
		t.Fatal(err)
	}
	cutoff := time.Date(2026, time.March, 1, 12, 0, 0, 0, time.UTC)
	before := cutoff.Add(-time.Hour)
	for _, row := range []any{
		&Article{ID: 1}, &Article{ID: 2, DeletedAt: gorm.DeletedAt{Time: before, Valid: true}},
		&Picture{ID: 1}, &Picture{ID: 2, DeletedAt: before},
		&Photo{ID: 1}, &Photo{ID: 2, DeletedAt: gorm.DeletedAt{Time: before, Valid: true}},
	} {
		if err := db.Create(row).Error; err != nil {
			t.Fatal(err)
		}
	}

	trash := &Trash{db}
	if err := trash.Purge(t.Context(), cutoff, "articles", "pictures", "photos"); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{"articles": 1, "pictures": 0, "photos": 1} {
		if n := database.Int(t, pool, `SELECT count(*) FROM `+table); n != want {
			t.Errorf("%d %s remain, want %d", n, table, want)
		}
	}

	report := vet.Run(t, "mixedsoftdelete")
	report.Flags(t, "Picture", "live rows")
	report.Silent(t, "Article")
	report.Silent(t, "Photo")
}
