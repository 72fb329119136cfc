package enqueueintx

import (
	"database/sql"
	"io"
	"testing"

	"github.com/emersion/go-smtp"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestOrderMail(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		addr, mails := startMailServer(t)
		orders := &Orders{db, addr}
		if err := orders.PlaceThenMail(t.Context(), soldOut, "ada@example.com"); err == nil {
			t.Fatal("no error for a product that is sold out")
		}
		if len(mails) > 0 {
			t.Errorf("%s got a mail for an order that was rolled back", <-mails)
		}
		if err := orders.PlaceThenMail(t.Context(), inStock, "ada@example.com"); err != nil {
			t.Fatal(err)
		}
		if to := <-mails; to != "ada@example.com" {
			t.Errorf("mail to %s, want it to ada@example.com", to)
		}

		if err := orders.PlaceInsideTx(t.Context(), soldOut, "bob@example.com"); err == nil {
			t.Fatal("no error for a product that is sold out")
		}
		if to := <-mails; to != "bob@example.com" {
			t.Errorf("mail to %s, want it to bob@example.com", to)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM orders WHERE customer = 'bob@example.com'`); n != 0 {
			t.Errorf("bob has %d orders, want 0: the mail confirms nothing", n)
		}
	})

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "Orders.PlaceInsideTx", "mail sent inside a transaction")
	report.Silent(t, "Orders.PlaceThenMail")
	report.Silent(t, "Orders.place")
}

// startMailServer starts an SMTP server; the channel has the recipients.
func startMailServer(t *testing.T) (addr string, mails <-chan string) {
	t.Helper()
	recipients := make(chan string, 10)
	server := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) {
		return &mailbox{recipients: recipients}, nil
	}))
	server.Domain = "localhost"
	l := listen(t)
	go server.Serve(l)
	t.Cleanup(func() { server.Close() })
	return l.Addr().String(), recipients
}

type mailbox struct {
	to         []string
	recipients chan<- string
}

func (m *mailbox) Mail(string, *smtp.MailOptions) error { return nil }

func (m *mailbox) Rcpt(to string, _ *smtp.RcptOptions) error {
	m.to = append(m.to, to)
	return nil
}

func (m *mailbox) Data(r io.Reader) error {
	for _, to := range m.to {
		m.recipients <- to
	}
	_, err := io.Copy(io.Discard, r)
	return err
}

func (m *mailbox) Reset()        { m.to = nil }
func (m *mailbox) Logout() error { return nil }
