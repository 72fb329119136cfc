// An export collected its batches and wrote the last one as often as there were batches.

package reuseddest

import (
	"errors"
	"slices"
	"sync"

	"github.com/go-pg/pg/v10"
	"golang.org/x/sync/errgroup"
	"gorm.io/gorm"
)

type User struct {
	ID    uint
	Name  string
	Email string
	Team  uint
}

var errFound = errors.New("found")

func batchesCollected(db *gorm.DB) ([][]User, error) {
	var all [][]User
	var users []User
	err := db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		all = append(all, users) // want `users kept beyond its batch: the next one is read over it, so that all that is kept shows the last; keep slices.Clone\(users\)`
		return nil
	}).Error
	return all, err
}

func batchesByNumber(db *gorm.DB) map[int][]User {
	byBatch := map[int][]User{}
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		byBatch[batch] = users // want `users kept beyond its batch`
		return nil
	})
	return byBatch
}

type page struct {
	number int
	users  []User
}

func batchesInStructs(db *gorm.DB) []page {
	var pages []page
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		pages = append(pages, page{batch, users[:10]}) // want `users kept beyond its batch`
		return nil
	})
	return pages
}

func pointersCollected(db *gorm.DB) []*User {
	var all []*User
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		for i := range users {
			all = append(all, &users[i]) // want `pointer into users outlives its batch: the next one is read over it, and it shows another row; copy the row`
		}
		return nil
	})
	return all
}

func pointersByID(db *gorm.DB) map[uint]*User {
	byID := map[uint]*User{}
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		for i := range users {
			u := &users[i]
			byID[u.ID] = u // want `pointer into users outlives its batch`
		}
		return nil
	})
	return byID
}

func firstOfAll(db *gorm.DB) []User {
	var first []User
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		if batch == 1 {
			first = users // want `users kept beyond its batch`
		}
		return nil
	})
	return first
}

func batchesSent(db *gorm.DB, work chan<- []User) error {
	var users []User
	return db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		work <- users // want `users sent out of its batch: the next one is read over it, and the receiver sees other rows; send slices.Clone\(users\)`
		return nil
	}).Error
}

func batchesInGoroutines(db *gorm.DB, send func([]User)) error {
	var wg sync.WaitGroup
	defer wg.Wait()
	var users []User
	return db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		wg.Add(1)
		go func() { // want `goroutine reads users beyond its batch: the next one is read over it; wait in the callback or pass slices.Clone\(users\)`
			defer wg.Done()
			send(users)
		}()
		return nil
	}).Error
}

func batchesAsArguments(db *gorm.DB, send func([]User)) {
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		go send(users) // want `goroutine reads users beyond its batch`
		return nil
	})
}

func batchesInGroup(db *gorm.DB, send func([]User) error) error {
	var g errgroup.Group
	var users []User
	err := db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		g.Go(func() error { return send(users) }) // want `goroutine reads users beyond its batch`
		return nil
	}).Error
	return errors.Join(err, g.Wait())
}

func rowsInGoroutines(db *gorm.DB, send func(*User)) {
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		for i := range users {
			u := &users[i]
			go send(u) // want `goroutine reads users beyond its batch`
		}
		return nil
	})
}

func callbacksCollected(db *gorm.DB, send func([]User)) (jobs []func()) {
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		jobs = append(jobs, func() { send(users) }) // want `kept beyond its batch`
		return nil
	})
	return jobs
}

// Headers of a slice of pointers are overwritten as any other; what they point
// to isn't.
func headersOfPointers(db *gorm.DB) [][]*User {
	var all [][]*User
	var users []*User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		all = append(all, users) // want `users kept beyond its batch`
		return nil
	})
	return all
}

func pointeesKept(db *gorm.DB) []*User {
	var all []*User
	var users []*User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		all = append(all, users...)
		return nil
	})
	return all
}

func rowsCopied(db *gorm.DB) []User {
	var all, users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		all = append(all, users...)
		return nil
	})
	return all
}

func clonesKept(db *gorm.DB, work chan<- []User) [][]User {
	var all [][]User
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		work <- slices.Clone(users)
		all = append(all, slices.Clone(users))
		all = append(all, append([]User(nil), users...))
		chunk := make([]User, len(users))
		copy(chunk, users)
		all = append(all, chunk)
		return nil
	})
	return all
}

func fieldsKept(db *gorm.DB) (names []string, last uint, byTeam map[uint][]string) {
	byTeam = map[uint][]string{}
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		for _, u := range users {
			names = append(names, u.Name)
			byTeam[u.Team] = append(byTeam[u.Team], u.Email)
		}
		last = users[len(users)-1].ID
		return nil
	})
	return names, last, byTeam
}

// A range copy is a row of its own.
func copiesByID(db *gorm.DB) map[uint]*User {
	byID := map[uint]*User{}
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		for _, u := range users {
			byID[u.ID] = &u
		}
		return nil
	})
	return byID
}

func awaitedInCallback(db *gorm.DB, send func(*User) error) error {
	var users []User
	return db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		var g errgroup.Group
		for i := range users {
			g.Go(func() error { return send(&users[i]) })
		}
		return g.Wait()
	}).Error
}

func answeredInCallback(db *gorm.DB, work chan<- []User, done <-chan error) error {
	var users []User
	return db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		work <- users
		return <-done
	}).Error
}

// The error ends the batches.
func foundOne(db *gorm.DB, name string) *User {
	var found *User
	var users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		for i := range users {
			if users[i].Name == name {
				found = &users[i]
				return errFound
			}
		}
		return nil
	})
	return found
}

// Only the last is meant to be kept.
func lastOfAll(db *gorm.DB) []User {
	var last, users []User
	db.FindInBatches(&users, 100, func(tx *gorm.DB, batch int) error {
		last = users
		return nil
	})
	return last
}

func genericBatches(db *gorm.DB, handle func([]User)) error {
	var all [][]User
	err := gorm.G[User](db).FindInBatches(nil, 100, func(users []User, batch int) error {
		handle(users)
		all = append(all, users) // want `users kept beyond its batch`
		return nil
	})
	return err
}

// known miss: the callback is a method
type exporter struct {
	users []User
	all   [][]User
}

func (e *exporter) export(db *gorm.DB) error {
	return db.FindInBatches(&e.users, 100, e.add).Error
}

func (e *exporter) add(tx *gorm.DB, batch int) error {
	e.all = append(e.all, e.users)
	return nil
}

// go-pg calls back row by row, with one row.
func rowByRow(db *pg.DB) (all []*User, names []string) {
	db.Model(&User{}).ForEach(func(u *User) error {
		all = append(all, u) // want `u kept beyond its callback: the next row is read into it, so that all that is kept shows the last; keep a copy`
		names = append(names, u.Name)
		return nil
	})
	return all, names
}
