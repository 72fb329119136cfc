package enqueueintx

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/datavet/datavet/testdata/proofs/internal/database"
	"github.com/datavet/datavet/testdata/proofs/internal/vet"
)

func TestBookingCharge(t *testing.T) {
	database.Each(t, shop, func(t *testing.T, db *sql.DB) {
		charges := make(chan string, 10)
		payments := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
			charges <- r.FormValue("card")
		}))
		defer payments.Close()
		bookings := &Bookings{db, payments.Client(), payments.URL}

		if err := bookings.BookThenCharge(t.Context(), takenSeat, "ada"); err == nil {
			t.Fatal("no error for a seat that is taken")
		}
		if len(charges) > 0 {
			t.Errorf("%s was charged for a booking that was rolled back", <-charges)
		}
		if err := bookings.BookThenCharge(t.Context(), freeSeat, "ada"); err != nil {
			t.Fatal(err)
		}
		if card := <-charges; card != "ada" {
			t.Errorf("%s was charged, want ada", card)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM bookings WHERE card = 'ada' AND state = 'paid'`); n != 1 {
			t.Errorf("ada has %d paid bookings, want 1", n)
		}

		if err := bookings.BookInsideTx(t.Context(), takenSeat, "bob"); err == nil {
			t.Fatal("no error for a seat that is taken")
		}
		if card := <-charges; card != "bob" {
			t.Errorf("%s was charged, want bob", card)
		}
		if n := database.Int(t, db, `SELECT count(*) FROM bookings WHERE card = 'bob'`); n != 0 {
			t.Errorf("bob has %d bookings, want 0: he paid for nothing", n)
		}
	})

	report := vet.Run(t, "enqueueintx")
	report.Flags(t, "Bookings.BookInsideTx", "remote call made inside a transaction")
	report.Silent(t, "Bookings.BookThenCharge")
	report.Silent(t, "Bookings.book")
	report.Silent(t, "Bookings.charge")
}
