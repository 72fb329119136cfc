// Package wire speaks a database's protocol: nothing in it says which method does
// what.
package wire

import "net"

type Engine struct{ conn net.Conn }

func (e *Engine) NewSession() *Session { return &Session{e.conn} }

func (e *Engine) Find(dst any, id string) error { return e.NewSession().Find(dst, id) }

type Session struct{ conn net.Conn }

func (s *Session) Find(dst any, id string) error { return s.send("find " + id) }
func (s *Session) Save(id string) error          { return s.send("save " + id) }
func (s *Session) Begin() error                  { return s.send("begin") }
func (s *Session) Commit() error                 { return s.send("commit") }
func (s *Session) Rollback() error               { return s.send("rollback") }

func (s *Session) send(text string) error {
	_, err := s.conn.Write([]byte(text))
	return err
}

func (e *Engine) InTx(fn func(s *Session) error) error {
	s := e.NewSession()
	if err := s.Begin(); err != nil {
		return err
	}
	defer s.Rollback()
	if err := fn(s); err != nil {
		return err
	}
	return s.Commit()
}
