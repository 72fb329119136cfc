// A key that holds the id of a row made just before can't be made again, and a
// row that users get back blocks nobody.

package accounts

import "gorm.io/gorm"

type Repository struct {
	gorm.Model
	URL string
}

// A RepositorySync is only made with its repository.
type RepositorySync struct {
	gorm.Model
	ProjectID    uint `gorm:"uniqueIndex:idx_sync"`
	RepositoryID uint `gorm:"uniqueIndex:idx_sync"`
}

func startSync(db *gorm.DB, project uint, url string) error {
	repository := &Repository{URL: url}
	if err := db.Create(repository).Error; err != nil {
		return err
	}
	if err := db.Create(&RepositoryWatch{UserID: project, RepositoryID: repository.ID}).Error; err != nil {
		return err
	}
	return db.Create(&RepositorySync{ProjectID: project, RepositoryID: repository.ID}).Error
}

func saveSync(db *gorm.DB, sync *RepositorySync) error { return db.Create(sync).Error }

func stopSync(db *gorm.DB, id uint) error { return db.Delete(&RepositorySync{}, id).Error }

// A RepositoryWatch is also made for a repository that is there.
type RepositoryWatch struct {
	gorm.Model
	UserID       uint `gorm:"uniqueIndex:idx_watch"` // want `unique \(user_id, …\) of repository_watches blocks re-creation`
	RepositoryID uint `gorm:"uniqueIndex:idx_watch"`
}

func watch(db *gorm.DB, user, repository uint) error {
	return db.Create(&RepositoryWatch{UserID: user, RepositoryID: repository}).Error
}

func unwatch(db *gorm.DB, id uint) error { return db.Delete(&RepositoryWatch{}, id).Error }

// A CrewMember is restored when its user joins again.
type CrewMember struct {
	gorm.Model
	CrewID uint `gorm:"uniqueIndex:idx_crew"`
	UserID uint `gorm:"uniqueIndex:idx_crew"`
}

func joinCrew(db *gorm.DB, crew, user uint) error { return upsertCrewMember(db, crew, user) }

func upsertCrewMember(db *gorm.DB, crew, user uint) error {
	var old CrewMember
	if err := db.Unscoped().Where("crew_id = ? AND user_id = ?", crew, user).First(&old).Error; err == nil {
		old.DeletedAt = gorm.DeletedAt{}
		return db.Unscoped().Save(&old).Error
	}
	return db.Create(&CrewMember{CrewID: crew, UserID: user}).Error
}

func leaveCrew(db *gorm.DB, id uint) error { return db.Delete(&CrewMember{}, id).Error }

// A Phase is restored for the defaults alone: who makes one of a deleted name
// by hand is refused.
type Phase struct {
	gorm.Model
	Name string `gorm:"uniqueIndex"` // want `unique \(name\) of phases blocks re-creation`
}

func ensureDefaultPhases(db *gorm.DB) error {
	for _, name := range []string{"backlog", "done"} {
		if err := restoreOrCreatePhase(db, name); err != nil {
			return err
		}
	}
	return nil
}

func restoreOrCreatePhase(db *gorm.DB, name string) error {
	var old Phase
	if err := db.Unscoped().Where("name = ?", name).First(&old).Error; err == nil {
		old.DeletedAt = gorm.DeletedAt{}
		return db.Unscoped().Save(&old).Error
	}
	return db.Create(&Phase{Name: name}).Error
}

func createPhase(db *gorm.DB, name string) error { return db.Create(&Phase{Name: name}).Error }

func deletePhase(db *gorm.DB, id uint) error { return db.Delete(&Phase{}, id).Error }

// An Edition has several live rows of one key, by version: only the key that
// has the version is meant to bind.
type Edition struct {
	ID        uint
	Namespace string         `gorm:"uniqueIndex:idx_edition_key;uniqueIndex:idx_edition_version"` // want `unique \(namespace, key, version, deleted_at\) of editions binds no live row`
	Key       string         `gorm:"uniqueIndex:idx_edition_key;uniqueIndex:idx_edition_version"`
	Version   int            `gorm:"uniqueIndex:idx_edition_version"`
	DeletedAt gorm.DeletedAt `gorm:"uniqueIndex:idx_edition_key;uniqueIndex:idx_edition_version"`
}
