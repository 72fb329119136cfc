package enqueueintx

import (
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestDocumentFile(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		documents := &Documents{db}
		add := func(share bool) (id int64, path string) {
			path = filepath.Join(t.TempDir(), "document")
			if err := os.WriteFile(path, nil, 0o600); err != nil {
				t.Fatal(err)
			}
			if err := db.QueryRow(`INSERT INTO documents (path) VALUES ($1) RETURNING id`, path).Scan(&id); err != nil {
				t.Fatal(err)
			}
			if share {
				if _, err := db.Exec(`INSERT INTO shares (document_id) VALUES ($1)`, id); err != nil {
					t.Fatal(err)
				}
			}
			return id, path
		}

		shared, path := add(true)
		if err := documents.DeleteThenRemove(t.Context(), shared); err == nil {
			t.Fatal("no error for a document that is shared")
		}
		if _, err := os.Stat(path); err != nil {
			t.Errorf("the file of a document that was not deleted: %v", err)
		}
		if err := documents.DeleteInsideTx(t.Context(), shared); err == nil {
			t.Fatal("no error for a document that is shared")
		}
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the file: %v, want it gone", err)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM documents WHERE path = $1`, path); n != 1 {
			t.Errorf("%d rows refer to the file, want 1 that is kept", n)
		}

		unshared, path := add(false)
		if err := documents.DeleteThenRemove(t.Context(), unshared); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("the file of a deleted document: %v, want it gone", err)
		}
	})

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "Documents.DeleteInsideTx", "file or object deleted inside a transaction")
	report.Silent(t, "Documents.DeleteThenRemove")
}
