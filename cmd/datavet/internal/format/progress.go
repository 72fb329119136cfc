package format

import (
	"cmp"
	"fmt"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// A Bar is a line on a terminal that says how far a run is. A nil Bar does
// nothing. It is safe for concurrent use.
type Bar struct {
	w     *os.File
	width int

	mu    sync.Mutex
	line  string
	drawn string
	due   *time.Timer // for draw
	over  bool
}

const (
	barDelay    = time.Second
	barInterval = 100 * time.Millisecond
	// barWidth is for a terminal that doesn't tell its own.
	barWidth = 80
	// eraseLine clears a terminal's line from the cursor on.
	eraseLine = "\x1b[K"
)

// Progress returns a bar on w, nil if that is no terminal that can take a line
// back, or if a CI reads it. It shows after a second.
func Progress(w *os.File) *Bar {
	if !term.IsTerminal(int(w.Fd())) || os.Getenv("TERM") == "dumb" || os.Getenv("CI") != "" || !takesEscapes(w) {
		return nil
	}
	b := &Bar{w: w, width: cmp.Or(For(w).Width, barWidth)}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.due = time.AfterFunc(barDelay, b.draw)
	return b
}

// Update says that done of total are done, 0 if that isn't known yet, and what
// is on.
func (b *Bar) Update(done, total int, what string) {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.line = what
	if total > 0 {
		b.line = fmt.Sprintf("%d/%d %s", done, total, what)
	}
}

// draw shows the line, and has itself called again.
func (b *Bar) draw() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.over {
		return
	}
	if b.line != b.drawn {
		// A full line wraps, and can't be taken back.
		fmt.Fprintf(b.w, "\r%s%s", shorten(b.line, b.width-1), eraseLine)
		b.drawn = b.line
	}
	b.due.Reset(barInterval)
}

// Done clears the line. The bar shows no more.
func (b *Bar) Done() {
	if b == nil {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.due.Stop()
	if b.drawn != "" && !b.over {
		fmt.Fprint(b.w, "\r"+eraseLine)
	}
	b.over = true
}
