// Package runner pages over what it deletes, by an interface that another package
// implements.
package runner

import "context"

type Store interface {
	List(ctx context.Context, limit, offset int) ([]int64, error)
	Delete(ctx context.Context, id int64) error
}

func CleanUp(ctx context.Context, store Store) error {
	for offset := 0; ; offset += 100 {
		list, err := store.List(ctx, 100, offset)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, id := range list {
			if err := store.Delete(ctx, id); err != nil {
				return err
			}
		}
	}
}
