// Package nats has the signatures of nats.go.
package nats

import "time"

type Msg struct {
	Subject string
	Reply   string
	Data    []byte
}

func (m *Msg) Respond(data []byte) error                              { panic(0) }
func (m *Msg) Ack(opts ...AckOpt) error                               { panic(0) }
func (m *Msg) Nak(opts ...AckOpt) error                               { panic(0) }
func (m *Msg) NakWithDelay(delay time.Duration, opts ...AckOpt) error { panic(0) }

type AckOpt interface{}

type MsgHandler func(msg *Msg)

type Subscription struct{ Subject string }

func (s *Subscription) NextMsg(timeout time.Duration) (*Msg, error) { panic(0) }

func MsgId(id string) PubOpt { panic(0) }

var ErrTimeout error

type Option func(*Options) error

type Options struct{ Url string }

type Conn struct{}

func Connect(url string, options ...Option) (*Conn, error) { panic(0) }

func (nc *Conn) Publish(subj string, data []byte) error                                { panic(0) }
func (nc *Conn) Subscribe(subj string, cb MsgHandler) (*Subscription, error)           { panic(0) }
func (nc *Conn) PublishMsg(m *Msg) error                                               { panic(0) }
func (nc *Conn) Request(subj string, data []byte, timeout time.Duration) (*Msg, error) { panic(0) }
func (nc *Conn) JetStream(opts ...JSOpt) (JetStreamContext, error)                     { panic(0) }

type JSOpt interface{}

type PubOpt interface{}

type PubAck struct{ Stream string }

type JetStream interface {
	Publish(subj string, data []byte, opts ...PubOpt) (*PubAck, error)
	PublishMsg(m *Msg, opts ...PubOpt) (*PubAck, error)
}

type JetStreamContext interface{ JetStream }
