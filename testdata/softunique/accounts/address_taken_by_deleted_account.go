// Whoever had deleted an account could not sign up again: the deleted row still had the address.

package accounts

import (
	"time"

	"github.com/google/uuid"
	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/plugin/soft_delete"

	"github.com/datavet/datavet/testdata/softunique/accounts/base"
)

type Account struct {
	gorm.Model
	Email string `gorm:"uniqueIndex"` // want `unique \(email\) of accounts blocks re-creation: deleted rows keep the key; make it partial: WHERE deleted_at IS NULL`
	Name  string
}

func closeAccount(db *gorm.DB, id uint) error { return db.Delete(&Account{}, id).Error }

func openAccount(db *gorm.DB, email string) error { return db.Create(&Account{Email: email}).Error }

// A Handle is unique by another tag.
type Handle struct {
	gorm.Model
	Text string `gorm:"size:40;unique"` // want `unique \(text\) of handles blocks re-creation`
}

func dropHandle(db *gorm.DB, text string) error {
	return db.Where("text = ?", text).Delete(&Handle{}).Error
}

func takeHandle(db *gorm.DB, text string) error { return db.Create(&Handle{Text: text}).Error }

// A Membership embeds a model of another package.
type Membership struct {
	base.Model
	TeamID int64 `gorm:"uniqueIndex:idx_memberships_person"` // want `unique \(team_id, user_id\) of memberships blocks re-creation`
	UserID int64 `gorm:"uniqueIndex:idx_memberships_person"`
}

func leave(db *gorm.DB, m *Membership) error { return db.Delete(m).Error }

func join(db *gorm.DB, team, user int64) error {
	return db.Create(&Membership{TeamID: team, UserID: user}).Error
}

// A Room has the NULL in its key.
type Room struct {
	ID        int64
	Name      string         `gorm:"uniqueIndex:idx_rooms_name"` // want `unique \(name, deleted_at\) of rooms binds no live row: NULLs are distinct; make it partial`
	DeletedAt gorm.DeletedAt `gorm:"uniqueIndex:idx_rooms_name"`
}

func closeRoom(db *gorm.DB, r *Room) error { return db.Delete(r).Error }

func openRoom(db *gorm.DB, name string) error { return db.Create(&Room{Name: name}).Error }

// A Member's index is partial.
type Member struct {
	gorm.Model
	Email string `gorm:"uniqueIndex:idx_members_email,where:deleted_at IS NULL"`
}

func closeMember(db *gorm.DB, id uint) error { return db.Delete(&Member{}, id).Error }

func openMember(db *gorm.DB, email string) error { return db.Create(&Member{Email: email}).Error }

// A Guest is deleted for good.
type Guest struct {
	gorm.Model
	Email string `gorm:"uniqueIndex"`
}

func removeGuest(db *gorm.DB, id uint) error { return db.Unscoped().Delete(&Guest{}, id).Error }

func addGuest(db *gorm.DB, email string) error { return db.Create(&Guest{Email: email}).Error }

// A Visitor is deleted by nobody.
type Visitor struct {
	gorm.Model
	Email string `gorm:"uniqueIndex"`
}

func addVisitor(db *gorm.DB, email string) error { return db.Create(&Visitor{Email: email}).Error }

// A Partner has a pointer that GORM v2 doesn't delete softly with.
type Partner struct {
	ID        int64
	Email     string `gorm:"uniqueIndex"`
	DeletedAt *time.Time
}

func removePartner(db *gorm.DB, id int64) error { return db.Delete(&Partner{}, id).Error }

func addPartner(db *gorm.DB, email string) error { return db.Create(&Partner{Email: email}).Error }

// A Subscriber's DeletedAt is in the key, and 0 in live rows.
type Subscriber struct {
	ID        int64
	Email     string                `gorm:"uniqueIndex:idx_subscribers_email"`
	DeletedAt soft_delete.DeletedAt `gorm:"uniqueIndex:idx_subscribers_email"`
}

func removeSubscriber(db *gorm.DB, id int64) error { return db.Delete(&Subscriber{}, id).Error }

func addSubscriber(db *gorm.DB, email string) error {
	return db.Create(&Subscriber{Email: email}).Error
}

// A Reader's DeletedAt isn't.
type Reader struct {
	ID        int64
	Email     string `gorm:"uniqueIndex"` // want `unique \(email\) of readers blocks re-creation: deleted rows keep the key; make it partial: WHERE deleted_at = 0`
	DeletedAt soft_delete.DeletedAt
}

func removeReader(db *gorm.DB, id int64) error { return db.Delete(&Reader{}, id).Error }

func addReader(db *gorm.DB, email string) error { return db.Create(&Reader{Email: email}).Error }

// An Author gives the address back.
type Author struct {
	gorm.Model
	Email string `gorm:"uniqueIndex"`
}

func removeAuthor(db *gorm.DB, a *Author) error {
	return db.Transaction(func(tx *gorm.DB) error {
		if err := tx.Model(a).Update("email", a.Email+"#"+time.Now().String()).Error; err != nil {
			return err
		}
		return tx.Delete(a).Error
	})
}

func addAuthor(db *gorm.DB, email string) error { return db.Create(&Author{Email: email}).Error }

// An Editor is revived.
type Editor struct {
	gorm.Model
	Email string `gorm:"uniqueIndex"`
}

func removeEditor(db *gorm.DB, id uint) error { return db.Delete(&Editor{}, id).Error }

func addEditor(db *gorm.DB, email string) error {
	var editor Editor
	err := db.Unscoped().Where("email = ?", email).First(&editor).Error
	if err == nil {
		return db.Unscoped().Model(&editor).Update("deleted_at", nil).Error
	}
	return db.Create(&Editor{Email: email}).Error
}

// A Session's key is random.
type Session struct {
	gorm.Model
	Key string `gorm:"uniqueIndex"`
}

func endSession(db *gorm.DB, key string) error {
	return db.Where("key = ?", key).Delete(&Session{}).Error
}

func beginSession(db *gorm.DB) error { return db.Create(&Session{Key: uuid.NewString()}).Error }

// A Phone is upserted, deleted rows included.
type Phone struct {
	gorm.Model
	Number string `gorm:"uniqueIndex"`
}

func removePhone(db *gorm.DB, id uint) error { return db.Delete(&Phone{}, id).Error }

func addPhone(db *gorm.DB, number string) error {
	return db.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "number"}},
		DoUpdates: clause.Assignments(map[string]any{"deleted_at": nil}),
	}).Create(&Phone{Number: number}).Error
}

// A Log's index isn't unique.
type Log struct {
	gorm.Model
	Email string `gorm:"index"`
}

func removeLog(db *gorm.DB, id uint) error { return db.Delete(&Log{}, id).Error }
