// Shop serves the shop's API and works off its jobs.
package main

import (
	"context"
	"database/sql"
	"encoding/json"
	"log"
	"net/http"
	"os"

	"github.com/hibiken/asynq"
	_ "github.com/lib/pq"
	"github.com/redis/go-redis/v9"

	"example.com/shop/billing"
	"example.com/shop/catalog"
	"example.com/shop/files"
	"example.com/shop/notify"
	"example.com/shop/orders"
	"example.com/shop/reports"
	"example.com/shop/store"
	"example.com/shop/users"
)

func main() {
	db, err := sql.Open("postgres", os.Getenv("SHOP_DATABASE"))
	if err != nil {
		log.Fatal(err)
	}
	defer db.Close()
	cache := redis.NewClient(&redis.Options{Addr: os.Getenv("SHOP_REDIS")})
	defer cache.Close()

	st := store.New(db)
	notifier := notify.New(asynq.NewClientFromRedisClient(cache))
	mailer := users.NewMailer(os.Getenv("SHOP_SMTP"), "shop@example.com")
	services := services{
		billing: billing.New(st, notifier),
		catalog: catalog.New(st, cache),
		files:   files.New(db, os.Getenv("SHOP_FILES")),
		orders:  orders.New(st, orders.NewGateway(os.Getenv("SHOP_PAYMENTS"))),
		reports: reports.New(st),
		users:   users.New(st, mailer),
	}

	worker := asynq.NewServerFromRedisClient(cache, asynq.Config{Concurrency: 4})
	jobs := asynq.NewServeMux()
	jobs.HandleFunc(notify.TypeInvoice, services.billing.SendInvoice)
	if err := worker.Start(jobs); err != nil {
		log.Fatal(err)
	}
	defer worker.Shutdown()

	log.Print(http.ListenAndServe(":8080", services.routes()))
}

type services struct {
	billing *billing.Service
	catalog *catalog.Service
	files   *files.Service
	orders  *orders.Service
	reports *reports.Service
	users   *users.Service
}

func (s services) routes() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("POST /invoices", handle(s.billing.CreateInvoice))
	mux.Handle("POST /credit-notes", handle(s.billing.CreateCreditNote))
	mux.Handle("PUT /prices", handle(s.catalog.SetPrice))
	mux.Handle("POST /products", handle(s.catalog.Add))
	mux.Handle("DELETE /files", handle(s.files.Delete))
	mux.Handle("PUT /files", handle(s.files.Replace))
	mux.Handle("POST /orders", handle(s.orders.Place))
	mux.Handle("DELETE /orders", handle(s.orders.Cancel))
	mux.Handle("POST /months", handle(s.reports.CloseMonth))
	mux.Handle("POST /days", handle(s.reports.CloseDay))
	mux.Handle("POST /users", handle(s.users.SignUp))
	mux.Handle("PUT /users/email", handle(s.users.ChangeEmail))
	return mux
}

// handle serves a call whose request is JSON.
func handle[T any](call func(context.Context, T) error) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var in T
		if err := json.NewDecoder(r.Body).Decode(&in); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := call(r.Context(), in); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	})
}
