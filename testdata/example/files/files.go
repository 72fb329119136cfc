// Package files keeps the products' pictures.
package files

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
)

// A Service keeps pictures as files and their paths as rows.
type Service struct {
	db  *sql.DB
	dir string
}

// New returns the service, with its files in dir.
func New(db *sql.DB, dir string) *Service { return &Service{db, dir} }

// A File is a product's picture.
type File struct {
	ID   int64
	Data []byte
}

// Delete deletes a picture.
func (s *Service) Delete(ctx context.Context, in File) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()

	var path string
	if err := tx.QueryRowContext(ctx, `SELECT path FROM files WHERE id = $1 FOR UPDATE`, in.ID).Scan(&path); err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM files WHERE id = $1`, in.ID); err != nil {
		return err
	}
	return tx.Commit()
}

// Replace gives a picture other contents, in a file of another name.
func (s *Service) Replace(ctx context.Context, in File) error {
	path, err := s.write(in.Data)
	if err != nil {
		return err
	}
	old, err := s.repoint(ctx, in.ID, path)
	if err != nil {
		return errors.Join(err, os.Remove(path))
	}
	return os.Remove(old)
}

func (s *Service) repoint(ctx context.Context, id int64, path string) (old string, err error) {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer tx.Rollback()

	if err := tx.QueryRowContext(ctx, `SELECT path FROM files WHERE id = $1 FOR UPDATE`, id).Scan(&old); err != nil {
		return "", err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE files SET path = $1 WHERE id = $2`, path, id); err != nil {
		return "", err
	}
	return old, tx.Commit()
}

func (s *Service) write(data []byte) (path string, err error) {
	f, err := os.CreateTemp(s.dir, "picture-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(data)
	return filepath.Clean(f.Name()), errors.Join(err, f.Close())
}
