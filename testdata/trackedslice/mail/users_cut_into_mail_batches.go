// A cron job cut a group's users into e-mail batches by slices.Delete: the group's own list was blanked, and Save inserted it.

package mail

import (
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

type Group struct {
	ID       int64
	Name     string
	MailedAt time.Time
	Users    []User
	Labels   []string `gorm:"serializer:json"`
	Notes    []string `gorm:"-"`
}

type User struct {
	ID      int64
	GroupID *int64
	Email   string
	Active  bool
}

func send([]User) error { return nil }

func inactive(u User) bool { return !u.Active }

func sendInBatches(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		n := min(100, len(queue))
		if err := send(queue[:n]); err != nil {
			return err
		}
		queue = slices.Delete(queue, 0, n) // want `slices.Delete .*Group.Users: Save inserts blank rows; `
	}
	group.MailedAt = time.Now()
	return db.Save(&group).Error
}

func sendDrainedQueue(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	queue := group.Users
	for len(queue) > 0 {
		n := min(100, len(queue))
		if err := send(queue[:n]); err != nil {
			return err
		}
		queue = queue[n:]
	}
	group.MailedAt = time.Now()
	return db.Save(&group).Error
}

func updateOneColumn(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(group.Users, inactive) // want `blank row`
	if err := send(active); err != nil {
		return err
	}
	return db.Model(&group).Update("mailed_at", time.Now()).Error
}

func updateAnother(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(group.Users, inactive)
	if err := send(active); err != nil {
		return err
	}
	if err := db.Model(&Group{ID: id}).Update("mailed_at", time.Now()).Error; err != nil {
		return err
	}
	return db.Model(&Group{}).Where("id = ?", id).Update("name", "mailed").Error
}

func updateByTable(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(group.Users, inactive)
	if err := send(active); err != nil {
		return err
	}
	return db.Table("groups").Where("id = ?", id).Update("mailed_at", time.Now()).Error
}

func deleteFromClone(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := slices.DeleteFunc(slices.Clone(group.Users), inactive)
	if err := send(active); err != nil {
		return err
	}
	group.MailedAt = time.Now()
	return db.Save(&group).Error
}

func deleteFromAppendedCopy(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	users := append([]User(nil), group.Users...)
	if err := send(slices.CompactFunc(users, func(a, b User) bool { return a.Email == b.Email })); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func deleteFromCopied(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	users := make([]User, len(group.Users))
	copy(users, group.Users)
	if err := send(slices.DeleteFunc(users, inactive)); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func omitAssociations(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	return db.Omit(clause.Associations).Save(&group).Error
}

func omitUsers(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	return db.Omit("Users").Save(&group).Error
}

func omitOther(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Omit("Name").Save(&group).Error
}

func selectColumns(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	return db.Select("Name", "MailedAt").Save(&group).Error
}

func selectAll(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Select("*").Updates(&group).Error
}

func selectUsers(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Select("Name", "Users").Updates(&group).Error
}

func reloaded(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil {
		return err
	}
	group = Group{}
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.MailedAt = time.Now()
	return db.Save(&group).Error
}

func savedBefore(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	group.MailedAt = time.Now()
	if err := db.Save(&group).Error; err != nil {
		return err
	}
	return send(slices.DeleteFunc(group.Users, inactive))
}

func notLoaded(db *gorm.DB, id int64) error {
	var group Group
	if err := db.First(&group, id).Error; err != nil {
		return err
	}
	var users []User
	if err := db.Where("group_id = ?", id).Find(&users).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(users, inactive)); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func sorted(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	users := group.Users
	slices.Reverse(users)
	slices.SortFunc(users, func(a, b User) int { return len(a.Email) - len(b.Email) })
	if err := send(users); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func filteredInPlace(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	active := group.Users[:0]
	for _, u := range group.Users {
		if u.Active {
			active = append(active, u)
		}
	}
	if err := send(active); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func shiftedByAppend(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	users := group.Users
	if err := send(append(users[:0], users[1:]...)); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func overwrittenByAppend(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	shown := append(group.Users[:2], User{Email: "you"}) // want `append overwrites .*Group.Users`
	if err := send(shown); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func appendedBehindThreeIndices(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	shown := append(group.Users[:2:2], User{Email: "you"})
	if err := send(shown); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func appendedBehindTheEnd(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	shown := append(group.Users, User{Email: "you"})
	if err := send(shown); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func ofStructCopy(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	shown := group
	shown.Users = slices.DeleteFunc(shown.Users, inactive) // want `blank row`
	if err := send(shown.Users); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func ofStructCopyOfItsOwn(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	shown := group
	shown.Users = slices.DeleteFunc(slices.Clone(shown.Users), inactive)
	if err := send(shown.Users); err != nil {
		return err
	}
	return db.Save(&group).Error
}

func inClosure(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return err
	}
	return db.Transaction(func(tx *gorm.DB) error {
		active := slices.DeleteFunc(group.Users, inactive) // want `blank row`
		if err := send(active); err != nil {
			return err
		}
		return tx.Save(&group).Error
	})
}

// The document's labels are a column, not rows.
func ofSerializedColumn(db *gorm.DB, id int64) ([]string, error) {
	var group Group
	if err := db.First(&group, id).Error; err != nil {
		return nil, err
	}
	public := slices.DeleteFunc(group.Labels, func(l string) bool { return l == "secret" }) // want `Group.Labels: Save writes blank elements`
	group.MailedAt = time.Now()
	return public, db.Save(&group).Error
}

func ofColumnThatIsNone(db *gorm.DB, id int64) ([]string, error) {
	var group Group
	if err := db.First(&group, id).Error; err != nil {
		return nil, err
	}
	public := slices.DeleteFunc(group.Notes, func(l string) bool { return l == "secret" })
	return public, db.Save(&group).Error
}

func ofEachGroup(db *gorm.DB) error {
	var groups []Group
	if err := db.Preload("Users").Find(&groups).Error; err != nil {
		return err
	}
	for i := range groups {
		if err := send(slices.DeleteFunc(groups[i].Users, inactive)); err != nil { // want `blank row`
			return err
		}
		groups[i].MailedAt = time.Now()
		if err := db.Save(&groups[i]).Error; err != nil {
			return err
		}
	}
	return nil
}

func withUsers(db *gorm.DB) *gorm.DB { return db.Preload("Users") }

func loadedByHelper(db *gorm.DB, id int64) error {
	var group Group
	if err := withUsers(db).First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Save(&group).Error
}

func loadedByScope(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Scopes(withUsers).First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Save(&group).Error
}

func loadedWithAllAssociations(db *gorm.DB, id int64) error {
	var group Group
	if err := db.Preload(clause.Associations).First(&group, id).Error; err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Save(&group).Error
}

func loadedByAssociation(db *gorm.DB, group *Group) error {
	if err := db.Model(group).Association("Users").Find(&group.Users); err != nil {
		return err
	}
	if err := send(slices.DeleteFunc(group.Users, inactive)); err != nil { // want `blank row`
		return err
	}
	return db.Save(group).Error
}

// A group that is shown and not saved keeps its length.
func shown(db *gorm.DB, id int64) (*Group, []User, error) {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return nil, nil, err
	}
	active := slices.DeleteFunc(group.Users, inactive) // want `blank elements`
	return &group, active, nil
}

func shownWithActive(db *gorm.DB, id int64) (*Group, error) {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return nil, err
	}
	group.Users = slices.DeleteFunc(group.Users, inactive)
	return &group, nil
}

func onlyActive(db *gorm.DB, id int64) ([]User, error) {
	var group Group
	if err := db.Preload("Users").First(&group, id).Error; err != nil {
		return nil, err
	}
	return slices.DeleteFunc(group.Users, inactive), nil
}
