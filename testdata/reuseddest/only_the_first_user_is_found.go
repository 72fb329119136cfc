// A job looked up its users one by one into one variable, and found only the first.

package reuseddest

import (
	"errors"

	"gorm.io/gorm"
	"xorm.io/xorm"
)

type Group struct {
	Slug string `gorm:"primaryKey"`
	Size int
}

type Count struct {
	Team  uint
	Users int
}

func notifyAll(db *gorm.DB, ids []uint, notify func(User)) error {
	var user User
	for _, id := range ids {
		if err := db.First(&user, id).Error; err != nil { // want `user still holds the key of the row read before: this query asks for that key, too, and finds nothing; declare it inside the loop`
			return err
		}
		notify(user)
	}
	return nil
}

func notifyFound(db *gorm.DB, emails []string, notify func(User)) error {
	var user User
	for _, email := range emails {
		err := db.Where("email = ?", email).Take(&user).Error // want `user still holds the key of the row read before`
		if errors.Is(err, gorm.ErrRecordNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		notify(user)
	}
	return nil
}

func twoUsers(db *gorm.DB, from, to uint) (string, string) {
	var user User
	db.First(&user, from)
	sender := user.Name
	db.First(&user, to) // want `user still holds the key of the row read before: .* read into a new variable`
	return sender, user.Name
}

func emailIsFree(db *gorm.DB, id uint, email string) (bool, error) {
	var user User
	if err := db.First(&user, id).Error; err != nil {
		return false, err
	}
	err := db.Where("email = ?", email).First(&user).Error // want `user still holds the key`
	return errors.Is(err, gorm.ErrRecordNotFound), nil
}

func groupsByTag(db *gorm.DB, slugs []string) (n int) {
	g := &Group{}
	for _, slug := range slugs {
		if db.First(g, "slug = ?", slug).Error == nil { // want `the destination still holds the key`
			n += g.Size
		}
	}
	return n
}

func tagsCreated(db *gorm.DB, names []string) error {
	var group Group
	for _, name := range names {
		if err := db.FirstOrCreate(&group, Group{Slug: name}).Error; err != nil { // want `group still holds the key`
			return err
		}
	}
	return nil
}

func throughGetter(db *gorm.DB, ids []uint) (names []string, err error) {
	var user User
	for _, id := range ids {
		if err := get(db, &user, id); err != nil { // want `user still holds the key`
			return nil, err
		}
		names = append(names, user.Name)
	}
	return names, nil
}

func get(db *gorm.DB, user *User, id uint) error { return db.First(user, id).Error }

func declaredPerUser(db *gorm.DB, ids []uint) (names []string) {
	for _, id := range ids {
		var user User
		db.First(&user, id)
		names = append(names, user.Name)
	}
	return names
}

func resetPerUser(db *gorm.DB, ids []uint) (names []string) {
	var user User
	for _, id := range ids {
		user = User{}
		db.First(&user, id)
		names = append(names, user.Name)
	}
	return names
}

func keyReset(db *gorm.DB, ids []uint) (names []string) {
	var user User
	for _, id := range ids {
		user.ID = 0
		db.First(&user, id)
		names = append(names, user.Name)
	}
	return names
}

// The key stays zero where nothing was found.
func fallback(db *gorm.DB, email, name string) (user User, err error) {
	if err = db.Where("email = ?", email).First(&user).Error; errors.Is(err, gorm.ErrRecordNotFound) {
		err = db.Where("name = ?", name).First(&user).Error
	}
	return user, err
}

func firstThatExists(db *gorm.DB, names []string) (user User) {
	for _, name := range names {
		if err := db.Where("name = ?", name).First(&user).Error; err == nil {
			return user
		}
	}
	return user
}

func noneExists(db *gorm.DB, name, email string) bool {
	var user User
	if db.Where("name = ?", name).Find(&user).RowsAffected > 0 {
		return false
	}
	db.Where("email = ?", email).Find(&user)
	return user.ID == 0
}

func emptyThenOther(db *gorm.DB, name, email string) (user User) {
	db.Where("name = ?", name).Find(&user)
	if user.ID == 0 {
		db.Where("email = ?", email).Find(&user)
	}
	return user
}

func reloaded(db *gorm.DB, id uint) (user User, err error) {
	if err = db.First(&user, id).Error; err != nil {
		return user, err
	}
	db.Model(&user).Update("name", "x")
	db.First(&user)
	db.First(&user, user.ID)
	db.Preload("Team").First(&user, "id = ?", user.ID)
	return user, db.First(&user, id).Error
}

func reloadedByLiteral(db *gorm.DB, id uint) (user User, err error) {
	if err := db.First(&user, &User{ID: id}).Error; err != nil {
		return user, err
	}
	if err := db.Model(&user).Update("seen", true).Error; err != nil {
		return user, err
	}
	return user, db.First(&user, &User{ID: id}).Error
}

func reloadedInOtherWords(db *gorm.DB, id uint) (user User, err error) {
	if err := db.Where("id = ?", id).First(&user).Error; err != nil {
		return user, err
	}
	return user, db.Preload("Orders").First(&user, id).Error
}

func awaited(db *gorm.DB, id uint) {
	var user User
	for user.Name == "" {
		db.First(&user, id)
	}
}

func scanned(db *gorm.DB, teams []uint) (counts []Count) {
	var count Count
	for _, team := range teams {
		db.Model(&User{}).Where("team = ?", team).Select("team, count(*) AS users").Scan(&count)
		counts = append(counts, count)
	}
	return counts
}

func withoutKey(db *gorm.DB, teams []uint) (counts []Count) {
	var count Count
	for _, team := range teams {
		db.Model(&User{}).Where("team = ?", team).Take(&count)
		counts = append(counts, count)
	}
	return counts
}

func slicesHaveNoKey(db *gorm.DB, teams []uint) (n int) {
	var users []User
	for _, team := range teams {
		db.Where("team = ?", team).Find(&users)
		n += len(users)
	}
	return n
}

func inTransaction(db *gorm.DB, ids []uint) (names []string, err error) {
	var user User
	for _, id := range ids {
		if err := db.Transaction(func(tx *gorm.DB) error { return tx.First(&user, id).Error }); err != nil { // want `user still holds the key`
			return nil, err
		}
		names = append(names, user.Name)
	}
	return names, nil
}

func polledInTransaction(db *gorm.DB, id uint) {
	var user User
	for user.Name == "" {
		db.Transaction(func(tx *gorm.DB) error { return tx.First(&user, id).Error })
	}
}

// xorm asks by all fields that are set.
func xormUsers(engine *xorm.Engine, emails []string) (names []string, err error) {
	var user User
	for _, email := range emails {
		found, err := engine.Where("email = ?", email).Get(&user) // want `user still holds the key`
		if err != nil {
			return nil, err
		}
		if found {
			names = append(names, user.Name)
		}
	}
	return names, nil
}

func xormFirstFound(engine *xorm.Engine, emails []string) (user User, err error) {
	for _, email := range emails {
		if found, err := engine.Where("email = ?", email).Get(&user); err != nil || found {
			return user, err
		}
	}
	return user, nil
}

// known miss: a list that is followed by a key of its own
func chain(db *gorm.DB, user User) User {
	for user.Team != 0 {
		db.First(&user, "id = ?", user.Team)
	}
	return user
}
