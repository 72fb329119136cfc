// Package audit takes notes.
package audit

import "net/http"

func Note(text string) {
	_, _ = http.Post("http://localhost:9/notes", text, nil)
}
