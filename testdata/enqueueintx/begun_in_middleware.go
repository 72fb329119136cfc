// The handler's job ran before the middleware committed the request.

package enqueueintx

import (
	"database/sql"
	"net/http"

	"github.com/hibiken/asynq"

	"github.com/datavet/datavet/testdata/wrappers/middleware"
)

type ticketAPI struct {
	db   *sql.DB
	jobs *asynq.Client
}

func (a *ticketAPI) routes() *http.ServeMux {
	mux := http.NewServeMux()
	tx := middleware.Transactional(a.db)
	mux.Handle("POST /closures", tx(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		_, _ = a.jobs.Enqueue(asynq.NewTask("ticket", nil)) // want `job enqueued inside a transaction`
	})))
	mux.Handle("POST /methods", middleware.Transactional(a.db)(http.HandlerFunc(a.open))) // want `job enqueued inside a transaction`
	mux.HandleFunc("POST /functions", middleware.Func(a.db, a.open))                      // want `job enqueued inside a transaction`
	mux.Handle("POST /handlers", tx(ticketHandler{a.jobs}))                               // want `job enqueued inside a transaction`
	mux.Handle("POST /logged", middleware.Logged(http.HandlerFunc(a.open)))
	mux.HandleFunc("POST /plain", a.open)
	mux.Handle("GET /list", tx(http.HandlerFunc(a.list)))
	return mux
}

func (a *ticketAPI) open(w http.ResponseWriter, r *http.Request) {
	if _, err := a.jobs.EnqueueContext(r.Context(), asynq.NewTask("ticket", nil)); err != nil {
		w.WriteHeader(http.StatusInternalServerError)
	}
}

func (a *ticketAPI) list(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusOK) }

type ticketHandler struct{ jobs *asynq.Client }

func (h ticketHandler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	_, _ = h.jobs.EnqueueContext(r.Context(), asynq.NewTask("ticket", nil))
}

func (a *ticketAPI) failing() middleware.ErrorHandler {
	return middleware.WithError(a.db)(func(w http.ResponseWriter, r *http.Request) error {
		if err := r.ParseForm(); err != nil {
			_, _ = a.jobs.Enqueue(asynq.NewTask("ticket:failed", nil)) // rolled back
			return err
		}
		_, err := a.jobs.Enqueue(asynq.NewTask("ticket", nil)) // want `job enqueued inside a transaction`
		return err
	})
}
