// A double tap liked twice; the second like could never be taken back.

package follows

import (
	"errors"

	"gorm.io/gorm"
)

// Like is one of somebody's for a post.
type Like struct {
	ID     uint `gorm:"primaryKey"`
	UserID uint `gorm:"index"`
	PostID uint `gorm:"index"`
}

// Follow can't be there twice.
type Follow struct {
	ID       uint `gorm:"primaryKey"`
	UserID   uint `gorm:"uniqueIndex:follows_once"`
	FollowID uint `gorm:"uniqueIndex:follows_once"`
}

var errDone = errors.New("already done")

func migrateTables(db *gorm.DB) error { return db.AutoMigrate(&Like{}, &Follow{}) }

func like(db *gorm.DB, userID, postID uint) error {
	var l Like
	err := db.Where("user_id = ? AND post_id = ?", userID, postID).First(&l).Error // want `insert checked by likes\(user_id, post_id\)`
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return db.Create(&Like{UserID: userID, PostID: postID}).Error
	}
	return err
}

func likeByCount(db *gorm.DB, userID, postID uint) error {
	var n int64
	if err := db.Model(&Like{}).Where(&Like{UserID: userID, PostID: postID}).Count(&n).Error; err != nil { // want `insert checked by likes\(user_id, post_id\)`
		return err
	}
	if n != 0 {
		return errDone
	}
	l := Like{UserID: userID}
	l.PostID = postID
	return db.Create(&l).Error
}

func likeByStruct(db *gorm.DB, userID, postID uint) error {
	var l Like
	err := db.First(&l, &Like{UserID: userID, PostID: postID}).Error // want `insert checked by likes\(user_id, post_id\)`
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return db.Create(&Like{UserID: userID, PostID: postID}).Error
	}
	return err
}

func likeOrGetByStruct(db *gorm.DB, userID, postID uint) (*Like, error) {
	var l Like
	err := db.FirstOrCreate(&l, Like{UserID: userID, PostID: postID}).Error // want `found or created by likes\(user_id, post_id\)`
	return &l, err
}

func likeByMap(db *gorm.DB, userID, postID uint) error {
	var l Like
	if err := db.Where(map[string]any{"user_id": userID, "post_id": postID}).Find(&l).Error; err != nil { // want `insert checked by likes\(user_id, post_id\)`
		return err
	}
	if l.ID != 0 {
		return errDone
	}
	return db.Create(&Like{UserID: userID, PostID: postID}).Error
}

func likeInTransaction(db *gorm.DB, userID, postID uint) error {
	return db.Transaction(func(tx *gorm.DB) error {
		var l Like
		res := tx.Where("user_id = ?", userID).Where("post_id = ?", postID).Limit(1).Find(&l) // want `insert checked by likes\(user_id, post_id\)`
		if res.Error != nil {
			return res.Error
		}
		if res.RowsAffected > 0 {
			return nil
		}
		return tx.Create(&Like{UserID: userID, PostID: postID}).Error
	})
}

func liked(db *gorm.DB, userID, postID uint) (bool, error) {
	var n int64
	err := db.Model(&Like{}).Where("user_id = ? AND post_id = ?", userID, postID).Count(&n).Error
	return n > 0, err
}

func likeByHelper(db *gorm.DB, l *Like) error {
	if done, err := liked(db, l.UserID, l.PostID); err != nil { // want `insert checked by likes\(user_id, post_id\)`
		return err
	} else if done {
		return errDone
	}
	return create(db, l)
}

func create(db *gorm.DB, l *Like) error { return db.Create(l).Error }

func likeOrGet(db *gorm.DB, userID, postID uint) (*Like, error) {
	l := Like{UserID: userID, PostID: postID}
	err := db.Where("user_id = ? AND post_id = ?", userID, postID).FirstOrCreate(&l).Error // want `found or created by likes\(user_id, post_id\)`
	return &l, err
}

func follow(db *gorm.DB, userID, followID uint) error {
	var f Follow
	err := db.Where("user_id = ? AND follow_id = ?", userID, followID).First(&f).Error
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return db.Create(&Follow{UserID: userID, FollowID: followID}).Error
	}
	return err
}
