// Package store deletes and creates what the schema describes.
package store

import (
	"context"
	"time"

	"github.com/datavet/datavet/testdata/softunique/library/ent"
)

func deleteBook(ctx context.Context, client *ent.Client, id int64) error {
	return client.Book.UpdateOneID(id).SetDeletedAt(time.Now()).Exec(ctx)
}

func createBook(ctx context.Context, client *ent.Client, isbn string) error {
	return client.Book.Create().SetIsbn(isbn).Exec(ctx)
}

func deleteCopy(ctx context.Context, client *ent.Client, id int64) error {
	return client.Copy.UpdateOneID(id).SetDeletedAt(time.Now()).Exec(ctx)
}

func createCopy(ctx context.Context, client *ent.Client, book int64) error {
	return client.Copy.Create().SetBookID(book).Exec(ctx)
}

func deleteShelf(ctx context.Context, client *ent.Client, id int64) error {
	return client.Shelf.UpdateOneID(id).SetDeletedAt(time.Now()).Exec(ctx)
}

func deleteHall(ctx context.Context, client *ent.Client, id int64) error {
	return client.Hall.UpdateOneID(id).SetDeletedAt(time.Now()).Exec(ctx)
}
