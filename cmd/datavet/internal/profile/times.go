package profile

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

// Times collects how long the parts of a run take. A nil *Times collects
// nothing and costs nothing.
type Times struct {
	start time.Time
	mu    sync.Mutex
	parts map[string]*part
}

type part struct {
	wall  time.Duration
	count int
}

// NewTimes returns Times of a run that starts now.
func NewTimes() *Times {
	return &Times{start: time.Now(), parts: map[string]*part{}}
}

func nothing() {}

// Measure starts to measure a part of the run, which ends when done is called.
// Parts of the same name are added up. Slashes in a name say of what else it is
// a part: "passes/ssaform" is one of "passes", which needn't be measured itself.
// It may be called by several goroutines at once.
func (t *Times) Measure(name string) (done func()) {
	if t == nil {
		return nothing
	}
	start := time.Now()
	return func() {
		wall := time.Since(start)
		t.mu.Lock()
		defer t.mu.Unlock()
		p := t.parts[name]
		if p == nil {
			p = new(part)
			t.parts[name] = p
		}
		p.wall += wall
		p.count++
	}
}

// Print writes a table of the parts, those that took longest first and each
// above its own parts, and what the process has cost until now.
func (t *Times) Print(w io.Writer) error {
	if t == nil {
		return nil
	}
	elapsed := time.Since(t.start)
	t.mu.Lock()
	defer t.mu.Unlock()
	tab := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(tab, "share\twall\tcount\t  part")
	tree := t.tree()
	var rows func(within string, depth int)
	rows = func(within string, depth int) {
		for _, name := range tree[within] {
			p := t.parts[name]
			if p == nil {
				p = t.sum(name)
			}
			fmt.Fprintf(tab, "%.1f%%\t%s\t%d\t  %s%s\n", 100*float64(p.wall)/float64(elapsed), seconds(p.wall), p.count,
				strings.Repeat("  ", depth), name[strings.LastIndex(name, "/")+1:])
			rows(name, depth+1)
		}
	}
	rows("", 0)
	fmt.Fprintf(tab, "100.0%%\t%s\t1\t  the run; what runs at the same time overlaps\n", seconds(elapsed))
	if err := tab.Flush(); err != nil {
		return err
	}
	return printUsage(w)
}

// tree returns the names of parts by the name of what they are a part of, the
// longest first.
func (t *Times) tree() map[string][]string {
	tree := map[string][]string{}
	seen := map[string]bool{"": true}
	for name := range t.parts {
		for !seen[name] {
			seen[name] = true
			within := name[:max(0, strings.LastIndex(name, "/"))]
			tree[within] = append(tree[within], name)
			name = within
		}
	}
	for _, names := range tree {
		slices.SortFunc(names, func(a, b string) int {
			return cmp.Or(cmp.Compare(t.sum(b).wall, t.sum(a).wall), strings.Compare(a, b))
		})
	}
	return tree
}

// sum returns what the part name took, or if it wasn't measured itself, what
// its parts did.
func (t *Times) sum(name string) *part {
	if p := t.parts[name]; p != nil {
		return p
	}
	s := new(part)
	for n, p := range t.parts {
		if strings.HasPrefix(n, name+"/") {
			s.wall += p.wall
			s.count += p.count
		}
	}
	return s
}

func printUsage(w io.Writer) error {
	self, children, ok := usages()
	if !ok {
		return nil
	}
	_, err := fmt.Fprintf(w, "CPU: %s user, %s system; the go command: %s user, %s system\nPeak memory: %d MiB; of one process of the go command: %d MiB\n",
		seconds(self.user), seconds(self.system), seconds(children.user), seconds(children.system),
		self.peak>>20, children.peak>>20)
	return err
}

func seconds(d time.Duration) string { return fmt.Sprintf("%.2fs", d.Seconds()) }

// A usage is what processes have cost.
type usage struct {
	user, system time.Duration
	peak         int64 // bytes
}
