// Package middleware begins before a request's handler and commits after it.
package middleware

import (
	"context"
	"database/sql"
	"net/http"
)

type key struct{}

// Tx returns the transaction of the request.
func Tx(ctx context.Context) *sql.Tx {
	tx, _ := ctx.Value(key{}).(*sql.Tx)
	return tx
}

// Transactional wraps handlers.
func Transactional(db *sql.DB) func(next http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			tx, err := db.BeginTx(r.Context(), nil)
			if err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
				return
			}
			defer tx.Rollback()
			next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), key{}, tx)))
			if err := tx.Commit(); err != nil {
				http.Error(w, err.Error(), http.StatusInternalServerError)
			}
		})
	}
}

// Func wraps a handler function.
func Func(db *sql.DB, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		tx, err := db.BeginTx(r.Context(), nil)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer tx.Rollback()
		next(w, r.WithContext(context.WithValue(r.Context(), key{}, tx)))
		_ = tx.Commit()
	}
}

// An ErrorHandler is a handler that can fail.
type ErrorHandler func(w http.ResponseWriter, r *http.Request) error

// WithError wraps a handler that can fail, and rolls back if it did.
func WithError(db *sql.DB) func(next ErrorHandler) ErrorHandler {
	return func(next ErrorHandler) ErrorHandler {
		return func(w http.ResponseWriter, r *http.Request) error {
			tx, err := db.BeginTx(r.Context(), nil)
			if err != nil {
				return err
			}
			defer tx.Rollback()
			if err := next(w, r.WithContext(context.WithValue(r.Context(), key{}, tx))); err != nil {
				return err
			}
			return tx.Commit()
		}
	}
}

// Logged runs handlers outside any transaction.
func Logged(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { next.ServeHTTP(w, r) })
}
