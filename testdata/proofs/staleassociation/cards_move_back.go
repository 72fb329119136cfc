// The cards of a board that was closed moved to another one, and back again when the board was marked as closed.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// A Board has cards.
type Board struct {
	ID     int64
	Closed bool
	Cards  []*Card
}

// A Card is on a board.
type Card struct {
	ID      int64
	BoardID int64
	Title   string
}

// Boards are closed when their cards have moved.
type Boards struct {
	db *gorm.DB
}

// CloseSaving moves the cards, and saves the board that holds them.
func (b *Boards) CloseSaving(ctx context.Context, id, successor int64) (moved int, err error) {
	err = b.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		var board Board
		if err := tx.Preload("Cards").First(&board, id).Error; err != nil {
			return err
		}
		if err := tx.Model(&Card{}).Where("board_id = ?", id).Update("board_id", successor).Error; err != nil {
			return err
		}
		moved = len(board.Cards)
		return tx.Model(&board).Update("closed", true).Error
	})
	return moved, err
}

// CloseOmitting moves the cards, and updates the board's column alone.
func (b *Boards) CloseOmitting(ctx context.Context, id, successor int64) (moved int, err error) {
	err = b.db.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		var board Board
		if err := tx.Preload("Cards").First(&board, id).Error; err != nil {
			return err
		}
		if err := tx.Model(&Card{}).Where("board_id = ?", id).Update("board_id", successor).Error; err != nil {
			return err
		}
		moved = len(board.Cards)
		return tx.Model(&board).Omit(clause.Associations).Update("closed", true).Error
	})
	return moved, err
}
