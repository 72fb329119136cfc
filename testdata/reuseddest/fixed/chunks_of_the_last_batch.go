// An archive was written in chunks that were all the last one.

package fixed

import (
	"fmt"

	"gorm.io/gorm"
)

type Entry struct {
	ID   uint
	Text string
}

func chunks(db *gorm.DB) (all [][]Entry, byNumber map[int][]Entry) {
	byNumber = map[int][]Entry{}
	var entries []Entry
	db.FindInBatches(&entries, 100, func(tx *gorm.DB, batch int) error {
		fmt.Println(len(entries))
		all = append(all, entries)    // want `entries kept beyond its batch`
		byNumber[batch] = entries[:1] // want `entries kept beyond its batch`
		return nil
	})
	return all, byNumber
}

func days(db *gorm.DB, dates []string, write chan<- []Entry) {
	var entries []Entry
	for _, d := range dates {
		db.Where("day = ?", d).Find(&entries) // want `entries is read into again`
		write <- entries
	}
}
