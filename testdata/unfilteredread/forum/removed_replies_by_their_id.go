// A removed reply could still be read by whoever had its id: the state that says so is compared by the lists alone.

package forum

import "xorm.io/xorm"

const (
	replyShown   = 1
	replyRemoved = 10

	topicShown   = 1
	topicRemoved = 10
)

type Reply struct {
	ID      int64 `xorm:"pk autoincr 'id'"`
	TopicID int64 `xorm:"'topic_id'"`
	Status  int   `xorm:"'status'"`
	Text    string
}

func (Reply) TableName() string { return "forum_replies" }

type Topic struct {
	ID     int64 `xorm:"pk autoincr 'id'"`
	Status int   `xorm:"'status'"`
	Title  string
}

func (Topic) TableName() string { return "forum_topics" }

type store struct{ engine *xorm.Engine }

func (s *store) removeReply(id int64) error {
	_, err := s.engine.ID(id).Update(&Reply{Status: replyRemoved})
	return err
}

func (s *store) removeReplies(topic int64) error {
	_, err := s.engine.Where("topic_id = ?", topic).Where("status <> ?", replyRemoved).Update(&Reply{Status: replyRemoved})
	return err
}

func (s *store) replies(topic int64) (list []Reply, err error) {
	err = s.engine.Where("topic_id = ?", topic).Where("status = ?", replyShown).Find(&list)
	return list, err
}

func (s *store) reply(id int64) (*Reply, bool, error) {
	r := &Reply{}
	ok, err := s.engine.ID(id).Get(r) // want `deleted rows of forum_replies are read`
	return r, ok, err
}

func (s *store) removeTopic(id int64) error {
	_, err := s.engine.ID(id).Update(&Topic{Status: topicRemoved})
	return err
}

func (s *store) topics() (list []Topic, err error) {
	err = s.engine.Where("status = ?", topicShown).Find(&list)
	return list, err
}

func (s *store) topicsNamed(title string) (list []Topic, err error) {
	err = s.engine.Where("title = ?", title).And("status = ?", topicShown).Find(&list)
	return list, err
}

// Its callers look at the state.
func (s *store) topic(id int64) (*Topic, bool, error) {
	t := &Topic{}
	ok, err := s.engine.ID(id).Get(t)
	return t, ok, err
}

func isOpen(t *Topic) bool {
	if t.Status == topicRemoved {
		return false
	}
	return true
}
