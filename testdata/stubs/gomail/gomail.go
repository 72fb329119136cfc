// Package gomail has gomail's signatures.
package gomail

import "io"

type MessageSetting func(m *Message)

type Message struct{}

func NewMessage(settings ...MessageSetting) *Message { panic(0) }

type PartSetting func(*part)

type part struct{}

func (m *Message) SetHeader(field string, value ...string)                   { panic(0) }
func (m *Message) SetBody(contentType, body string, settings ...PartSetting) { panic(0) }

type Sender interface {
	Send(from string, to []string, msg io.WriterTo) error
}

type SendCloser interface {
	Sender
	Close() error
}

func Send(s Sender, msg ...*Message) error { panic(0) }

type Dialer struct {
	Host     string
	Port     int
	Username string
	Password string
}

func NewDialer(host string, port int, username, password string) *Dialer { panic(0) }

func (d *Dialer) Dial() (SendCloser, error)       { panic(0) }
func (d *Dialer) DialAndSend(m ...*Message) error { panic(0) }
