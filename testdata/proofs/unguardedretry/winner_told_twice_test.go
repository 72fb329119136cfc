package unguardedretry

import (
	"io"
	"net"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestWinners(t *testing.T) {
	db := database.SQLite(t, noticeTables)

	server := startMailServer(t, mailServer{lost: 2})
	winners := &Winners{db, server.addr}
	if err := winners.Mail("ada@example.com"); err != nil {
		t.Fatal(err)
	}
	if n := len(server.taken); n != 3 {
		t.Errorf("ada got %d mails, want the three that were taken", n)
	}

	server = startMailServer(t, mailServer{refused: 2})
	winners.addr = server.addr
	if err := winners.MailIfRefused("bob@example.com"); err != nil {
		t.Fatal(err)
	}
	if n := len(server.taken); n != 1 {
		t.Errorf("bob got %d mails, want 1", n)
	}
	server = startMailServer(t, mailServer{lost: 2})
	winners.addr = server.addr
	if err := winners.MailIfRefused("bob@example.com"); err == nil {
		t.Error("no error for a mail whose fate isn't known")
	}
	if n := len(server.taken); n != 1 {
		t.Errorf("bob got %d mails, want 1", n)
	}

	if err := (&Winners{db: lossy(t, db, 2)}).Note(t.Context(), "cid@example.com"); err != nil {
		t.Fatal(err)
	}
	if n := database.Int(t, db, `SELECT count(*) FROM notices`); n != 1 {
		t.Errorf("there are %d notices, want 1", n)
	}

	report := vet.Run(t, "unguardedretry")
	report.Flags(t, "Winners.Mail", "mail sent again")
	report.Silent(t, "Winners.MailIfRefused")
	report.Silent(t, "Winners.Note")
}

// A mailServer refuses mails, or loses its answers to those that it has taken.
type mailServer struct {
	addr          string
	refused, lost int
	taken         []string
}

func startMailServer(t *testing.T, config mailServer) *mailServer {
	t.Helper()
	s := &config
	server := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) {
		return &mailSession{server: s, conn: c.Conn()}, nil
	}))
	server.Domain = "localhost"
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.addr = l.Addr().String()
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return s
}

type mailSession struct {
	server *mailServer
	conn   net.Conn
	to     string
}

func (m *mailSession) Mail(string, *smtp.MailOptions) error {
	if m.server.refused > 0 {
		m.server.refused--
		return &smtp.SMTPError{Code: 451, Message: "try again later"}
	}
	return nil
}

func (m *mailSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	m.to = to
	return nil
}

func (m *mailSession) Data(r io.Reader) error {
	if _, err := io.Copy(io.Discard, r); err != nil {
		return err
	}
	m.server.taken = append(m.server.taken, m.to)
	if m.server.lost > 0 {
		m.server.lost--
		return m.conn.Close()
	}
	return nil
}

func (m *mailSession) Reset()        {}
func (m *mailSession) Logout() error { return nil }
