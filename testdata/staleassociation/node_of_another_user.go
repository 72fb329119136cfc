// A node could not be moved to another user: the setter, in another file, wrote
// the key of a node that had been loaded with its user.

package staleassociation

import (
	"errors"

	"gorm.io/gorm"
)

type Node struct {
	ID       int64
	Name     string
	UserID   int64
	User     NodeUser
	AuthKey  *NodeKey
	KeyID    *int64 `gorm:"column:auth_key_id"`
	Routes   []Route
	Approved string
}

func (n *Node) View() string { return n.Name }

type NodeUser struct {
	ID   int64
	Name string
}

type NodeKey struct {
	ID     int64
	UserID int64
	User   NodeUser
}

type Route struct {
	ID     int64
	NodeID int64
}

type headplane struct{ db *gorm.DB }

func preloadNode(tx *gorm.DB) *gorm.DB {
	return tx.Preload("User").Preload("Routes")
}

// read runs fn in a transaction.
func read[T any](db *gorm.DB, fn func(rx *gorm.DB) (T, error)) (T, error) {
	rx := db.Begin()
	defer rx.Rollback()
	ret, err := fn(rx)
	if err != nil {
		var no T
		return no, err
	}
	return ret, nil
}

func getNode(tx *gorm.DB, id int64) (*Node, error) {
	node := Node{}
	if err := preloadNode(tx).Where("id = ?", id).First(&node).Error; err != nil {
		if errors.Is(err, gorm.ErrRecordNotFound) {
			return nil, errors.New("no node")
		}
		return nil, err
	}
	return &node, nil
}

func (h *headplane) node(id int64) (*Node, error) {
	return read(h.db, func(rx *gorm.DB) (*Node, error) { return getNode(rx, id) })
}

func (h *headplane) user(name string) (*NodeUser, error) {
	user := NodeUser{}
	err := h.db.Where("name = ?", name).First(&user).Error
	return &user, err
}

func (h *headplane) setUser(node *Node, name string) error {
	user, err := h.user(name)
	if err != nil {
		return err
	}
	node.UserID = user.ID
	return h.db.Save(&node).Error
}

func (h *headplane) setUserWhole(node *Node, name string) error {
	user, err := h.user(name)
	if err != nil {
		return err
	}
	node.User = *user
	node.UserID = user.ID
	return h.db.Omit("Routes").Save(&node).Error
}

func (h *headplane) moveNode(id int64, to string) error {
	node, err := getNode(h.db, id)
	if err != nil {
		return err
	}
	node.Routes = nil
	return h.setUser(node, to) // want `is written while`
}

// known miss: that a runner returns what its closure returns.
func (h *headplane) moveReadNode(id, to int64) error {
	node, err := h.node(id)
	if err != nil {
		return err
	}
	node.UserID = to
	return h.db.Omit("Routes").Save(node).Error
}

func (h *headplane) moveNodeWhole(id int64, to string) error {
	node, err := getNode(h.db, id)
	if err != nil {
		return err
	}
	return h.setUserWhole(node, to)
}

func (h *headplane) moveBareNode(id int64, to string) error {
	var node Node
	if err := h.db.First(&node, id).Error; err != nil {
		return err
	}
	return h.setUser(&node, to)
}

func (h *headplane) moveByColumn(id, to int64) error {
	node, err := getNode(h.db, id)
	if err != nil {
		return err
	}
	return h.db.Model(&Node{}).Where("id = ?", node.ID).Update("user_id", to).Error
}

// nodes are kept for as long as the process runs.
type nodes struct {
	db   *gorm.DB
	byID map[int64]*Node
}

func (n *nodes) load() error {
	var all []*Node
	if err := n.db.Preload("AuthKey").Find(&all).Error; err != nil {
		return err
	}
	for _, node := range all {
		n.byID[node.ID] = node
	}
	return nil
}

func (n *nodes) revoke(key int64) error { return n.db.Delete(&NodeKey{}, key).Error }

// known miss: the node was loaded long ago, and its key deleted by a request.
func (n *nodes) seen(id int64) error {
	node := n.byID[id]
	node.Name += "*"
	return n.db.Updates(node).Error
}
