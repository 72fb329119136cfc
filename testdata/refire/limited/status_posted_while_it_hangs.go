// A status was posted each second while the server hung: the client gave up only
// after five.
package limited

import (
	"net/http"
	"strings"
	"time"
)

var client = &http.Client{Timeout: 5 * time.Second}

type status struct{ posted time.Time }

func (s *status) post() {
	resp, err := client.Post("https://status.example.com", "text/plain", strings.NewReader("up"))
	if err != nil {
		return
	}
	resp.Body.Close()
	s.posted = time.Now()
}

// The call has given up before the next round begins.
func (s *status) slowRounds() {
	for range time.Tick(10 * time.Second) {
		if time.Since(s.posted) > time.Minute {
			go s.post()
		}
	}
}

func (s *status) fastRounds() {
	for range time.Tick(time.Second) {
		if time.Since(s.posted) > time.Minute { // want `posted is set only after http.Client.Post`
			go s.post()
		}
	}
}
