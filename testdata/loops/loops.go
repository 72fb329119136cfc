// The kinds of loops, and what ends and slows them.
package loops

import (
	"context"
	"database/sql"
	"errors"
	"log"
	"net"
	"net/http"
	"time"
)

func spins(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil { // want `retry cycle hot`
			log.Print(err)
			continue
		}
		resp.Body.Close()
		return
	}
}

func waitsOnTheErrorBranch(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil { // want `retry cycle`
			time.Sleep(time.Second)
			continue
		}
		resp.Body.Close()
		return
	}
}

func forgetsTheUnit(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil { // want `retry cycle hot`
			time.Sleep(500)
			continue
		}
		resp.Body.Close()
		return
	}
}

func waitsOnlyWhenEmpty(db *sql.DB) {
	for {
		n, err := pending(db)
		if err != nil { // want `poll cycle hot`
			log.Print(err)
			continue
		}
		if n == 0 {
			time.Sleep(time.Minute)
		}
	}
}

func pending(db *sql.DB) (n int, err error) {
	err = db.QueryRow("SELECT count(*) FROM jobs").Scan(&n)
	return n, err
}

func sleepsBeforeEachButTheFirst(db *sql.DB) (err error) {
	for attempt := 0; attempt < 5; attempt++ {
		if attempt > 0 {
			time.Sleep(time.Second)
		}
		if err = db.Ping(); err == nil { // want `retry cycle capped`
			return nil
		}
	}
	return err
}

func sleepsAfterEachButTheLast(db *sql.DB) (err error) {
	for i := 1; i <= 3; i++ {
		if err = db.Ping(); err == nil { // want `retry cycle capped`
			break
		}
		if i < 3 {
			time.Sleep(time.Second)
		}
	}
	return err
}

func paces(db *sql.DB) {
	last := time.Now()
	for {
		if time.Since(last) < time.Minute {
			time.Sleep(time.Until(last.Add(time.Minute)))
		}
		last = time.Now()
		if err := db.Ping(); err != nil { // want `poll cycle`
			log.Print(err)
		}
	}
}

func pacesByHand(db *sql.DB, next time.Time) {
	for {
		if now := time.Now(); now.Before(next) {
			time.Sleep(next.Sub(now))
		}
		next = next.Add(time.Second)
		if err := db.Ping(); err != nil { // want `poll cycle`
			log.Print(err)
		}
	}
}

func logsSomeOfThem(db *sql.DB) {
	n := 0
	for {
		err := db.Ping()
		if err == nil { // want `retry cycle hot`
			return
		}
		n++
		if n <= 3 || n%100 == 0 {
			log.Print(err)
		}
	}
}

func sleepsIfItFailedBefore(db *sql.DB) error {
	var err error
	for range 4 {
		if err != nil {
			time.Sleep(time.Second)
		}
		if err = db.Ping(); err == nil { // want `retry cycle capped`
			return nil
		}
	}
	return err
}

func countsTheAttemptsButNotTheirErrors(db *sql.DB, n int) {
	for i := 0; i < n; i++ {
		if err := db.Ping(); err != nil { // want `poll cycle capped hot`
			log.Print(err)
		}
	}
}

func asksTheContextWithoutWaiting(ctx context.Context, db *sql.DB) error {
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		default:
		}
		if err := db.Ping(); err != nil { // want `retry cycle cancelled hot`
			continue
		}
		return nil
	}
}

func waitsForATimerOrTheContext(ctx context.Context, db *sql.DB) error {
	for {
		if err := db.Ping(); err == nil { // want `retry cycle cancelled`
			return nil
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func hasADeadline(db *sql.DB) error {
	start := time.Now()
	for {
		err := db.Ping()
		if err == nil || time.Since(start) > time.Minute { // want `retry cycle deadline hot`
			return err
		}
	}
}

func timesOut(db *sql.DB) error {
	limit := time.After(time.Minute)
	for {
		select {
		case <-limit:
			return errors.New("too late")
		case <-time.After(time.Second):
			if err := db.Ping(); err == nil { // want `retry cycle deadline`
				return nil
			}
		}
	}
}

func onEachTick(ticks *time.Ticker, db *sql.DB) {
	for range ticks.C {
		if err := db.Ping(); err != nil { // want `poll cycle`
			log.Print(err)
		}
	}
}

func consumes(work chan string, db *sql.DB) {
	for id := range work {
		if _, err := db.Exec("DELETE FROM jobs WHERE id = ?", id); err != nil {
			work <- id
		}
	}
}

func givesItsTokenBack(tokens chan struct{}, url string) {
	for {
		<-tokens
		resp, err := http.Get(url)
		if err != nil { // want `consumer cycle hot`
			tokens <- struct{}{}
			continue
		}
		resp.Body.Close()
	}
}

func accepts(l net.Listener, serve func(net.Conn)) {
	for {
		conn, err := l.Accept()
		if err != nil { // want `accept cycle hot`
			continue
		}
		go serve(conn)
	}
}

func dials(addr string) net.Conn {
	for {
		if conn, err := net.Dial("tcp", addr); err == nil { // want `retry cycle hot`
			return conn
		}
	}
}

func iterates(db *sql.DB, ids []string) {
	for _, id := range ids {
		if _, err := db.Exec("DELETE FROM jobs WHERE id = ?", id); err != nil {
			continue
		}
	}
}

func pages(db *sql.DB) error {
	for offset := 0; ; offset += 100 {
		rows, err := db.Query("SELECT id FROM jobs LIMIT 100 OFFSET ?", offset)
		if err != nil {
			continue
		}
		if !rows.Next() {
			return rows.Close()
		}
	}
}

func followsTheLinks(url string) error {
	for url != "" {
		resp, err := http.Get(url)
		if err != nil {
			continue
		}
		url = resp.Header.Get("next")
	}
	return nil
}

func takesAFreshKey(db *sql.DB) error {
	for {
		key := fresh()
		if _, err := db.Exec("INSERT INTO keys (key) VALUES (?)", key); err == nil {
			return nil
		}
	}
}

func fresh() string { return time.Now().String() }

func jumps(db *sql.DB) error {
again:
	if err := db.Ping(); err != nil { // want `retry cycle hot`
		goto again
	}
	return nil
}

func callsItself(db *sql.DB) error {
	if err := db.Ping(); err != nil {
		return callsItself(db) // want `retry recursion hot`
	}
	return nil
}

func callsItselfLessOften(db *sql.DB, left int) error {
	if err := db.Ping(); err != nil && left > 0 {
		time.Sleep(time.Second)
		return callsItselfLessOften(db, left-1) // want `retry recursion capped unknown`
	}
	return nil
}

func walksATree(db *sql.DB, id int) error {
	var parent int
	if err := db.QueryRow("SELECT parent FROM nodes WHERE id = ?", id).Scan(&parent); err != nil {
		return err
	}
	return walksATree(db, parent)
}

func isNotReset(db *sql.DB) {
	for i := 0; i < 3; i++ {
		if err := db.Ping(); err != nil { // want `poll cycle hot`
			i--
			continue
		}
	}
}

func heedsAFlagThatOthersSet(s *server) {
	for !s.stopped {
		if err := s.db.Ping(); err == nil { // want `retry cycle cancelled hot`
			return
		}
	}
}

type server struct {
	db      *sql.DB
	stopped bool
	wait    func(time.Duration)
}

func asksAFunctionThatItWasGivenToWait(s *server) {
	for {
		if err := s.db.Ping(); err == nil { // want `retry cycle`
			return
		}
		s.wait(time.Second)
	}
}

func retryable(err error) bool { return errors.Is(err, sql.ErrConnDone) }

func asksAPredicate(db *sql.DB) error {
	for {
		if err := db.Ping(); !retryable(err) { // want `retry cycle hot`
			return err
		}
	}
}

type cluster struct {
	addrs   []string
	current string
	tries   int
}

func (c *cluster) ping() error {
	resp, err := http.Get(c.current)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

func (c *cluster) eachOne() (err error) {
	for i := 0; i < len(c.addrs); i++ {
		c.current = c.addrs[i]
		if err = c.ping(); err == nil {
			return nil
		}
	}
	return err
}

func (c *cluster) sameOne() (err error) {
	for i := 0; i < 3; i++ {
		c.tries++
		if err = c.ping(); err == nil { // want `retry cycle capped hot`
			return nil
		}
	}
	return err
}

func usesWhatFailed(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil {
			log.Print(err)
		}
		if resp.StatusCode == http.StatusOK {
			return
		}
	}
}

func usesWhatFailedIfItIsThere(url string) {
	for {
		resp, err := http.Get(url)
		if err != nil { // want `poll cycle hot`
			log.Print(err)
		}
		if resp != nil && resp.StatusCode == http.StatusOK {
			return
		}
	}
}

func untilDone(n int, fn func() (bool, error)) error {
	for i := 0; ; i++ {
		ok, err := fn()
		if err != nil {
			return err
		}
		if ok {
			return nil
		}
		if i+1 == n {
			break
		}
		time.Sleep(time.Second)
	}
	return errors.New("not done")
}

func endsWhenItFails(url string) error {
	return untilDone(3, func() (bool, error) { // want `retry runner capped`
		resp, err := http.Get(url)
		if err != nil {
			return false, err
		}
		return resp.StatusCode == http.StatusOK, resp.Body.Close()
	})
}
