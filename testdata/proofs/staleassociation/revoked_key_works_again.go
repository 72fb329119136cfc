// A node's key was revoked by deleting it, and existed again after the node's next update.

package staleassociation

import (
	"context"

	"gorm.io/gorm"
)

// An AuthKey registers nodes.
type AuthKey struct {
	ID     int64
	Secret string
}

// A Node was registered by a key, as long as that exists.
type Node struct {
	ID        int64
	Version   string
	AuthKeyID *int64
	AuthKey   *AuthKey `gorm:"constraint:OnDelete:SET NULL"`
}

// Nodes are kept with their keys.
type Nodes struct {
	db *gorm.DB
}

// RevokeUpdating updates the node with the key that it has just deleted.
func (n *Nodes) RevokeUpdating(ctx context.Context, id int64, version string) error {
	db := n.db.WithContext(ctx)
	node := &Node{}
	if err := db.Preload("AuthKey").First(node, id).Error; err != nil {
		return err
	}
	if err := db.Where("id = ?", node.AuthKeyID).Delete(&AuthKey{}).Error; err != nil {
		return err
	}
	node.Version = version
	return db.Updates(node).Error
}

// RevokeSelecting updates the one column.
func (n *Nodes) RevokeSelecting(ctx context.Context, id int64, version string) error {
	db := n.db.WithContext(ctx)
	node := &Node{}
	if err := db.Preload("AuthKey").First(node, id).Error; err != nil {
		return err
	}
	if err := db.Where("id = ?", node.AuthKeyID).Delete(&AuthKey{}).Error; err != nil {
		return err
	}
	node.Version = version
	return db.Select("Version").Updates(node).Error
}

// RevokeForgetting sets the key and its id to nil, which Updates skips.
func (n *Nodes) RevokeForgetting(ctx context.Context, id int64, version string) error {
	db := n.db.WithContext(ctx)
	node := &Node{}
	if err := db.Preload("AuthKey").First(node, id).Error; err != nil {
		return err
	}
	if err := db.Delete(node.AuthKey).Error; err != nil {
		return err
	}
	node.Version, node.AuthKey, node.AuthKeyID = version, nil, nil
	return db.Save(node).Error
}
