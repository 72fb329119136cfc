// Package chat uses its library only through an interface of its own.
package chat

import (
	"github.com/slack-go/slack"
)

type poster interface {
	PostMessage(channel string, options ...slack.MsgOption) (string, string, error)
}

var client poster = slack.New("token")

func post(text string) error {
	_, _, err := client.PostMessage("#sales", slack.MsgOptionText(text, false))
	return err
}

// Announce tells the sales channel.
func Announce(text string) error { return post(text) }

// AnnounceOf tells what calls itself something.
func AnnounceOf[T interface{ String() string }](v T) error { return post(v.String()) }

// Alert tells of a failure.
func Alert(err error) { _ = post(err.Error()) }

// AlertOf tells of a failure of one type.
func AlertOf[E interface{ Error() string }](err E) { _ = post(err.Error()) }

// A Coded error has a code.
type Coded interface {
	error
	Code() int
}

// AlertCoded tells of a failure of one type with a code.
func AlertCoded[E Coded](err E) { _ = post(err.Error()) }

// AlertAll tells of what failed where.
func AlertAll(errs map[string]error) {
	for where, err := range errs {
		_ = post(where + ": " + err.Error())
	}
}
