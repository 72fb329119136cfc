package format

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// newTerminal returns both ends of a terminal of 40 columns: what a program
// writes to slave can be read from master.
func newTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Skipf("no terminals here: %v", err)
	}
	t.Cleanup(func() { master.Close() })
	fd := int(master.Fd())
	if err := unix.IoctlSetPointerInt(fd, unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(fd, unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile("/dev/pts/"+strconv.Itoa(n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	if err := unix.IoctlSetWinsize(fd, unix.TIOCSWINSZ, &unix.Winsize{Row: 24, Col: 40}); err != nil {
		t.Fatal(err)
	}
	return master, slave
}

func TestTerminal(t *testing.T) {
	_, terminal := newTerminal(t)
	for _, test := range []struct {
		term, noColor string
		want          Options
	}{
		{"xterm", "", Options{Color: true, Width: 40, Summary: true}},
		{"xterm", "1", Options{Width: 40, Summary: true}},
		{"dumb", "", Options{Width: 40, Summary: true}},
	} {
		t.Setenv("TERM", test.term)
		t.Setenv("NO_COLOR", test.noColor)
		if got := For(terminal); got != test.want {
			t.Errorf("TERM=%s NO_COLOR=%s: %+v", test.term, test.noColor, got)
		}
	}
	file, err := os.Create(t.TempDir() + "/out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if got := For(file); got != (Options{}) {
		t.Errorf("a file: %+v", got)
	}
	if bar := Progress(file); bar != nil {
		t.Error("progress in a file")
	}
}

func TestProgress(t *testing.T) {
	master, terminal := newTerminal(t)
	t.Setenv("TERM", "xterm")
	t.Setenv("CI", "true")
	if Progress(terminal) != nil {
		t.Error("progress in CI")
	}
	t.Setenv("CI", "")
	b := Progress(terminal)
	b.Update(1, 2, "done before a second has passed")
	b.Done()
	b = Progress(terminal)
	b.Update(2, 120, "not drawn")
	b.Update(3, 120, "example.com/shop/internal/jobs/of/the/day")
	b.draw() // as if a second had passed
	b.draw()
	b.Done()
	b.Done()
	b.Update(5, 120, "too late")
	b.draw()
	(*Bar)(nil).Update(1, 2, "nothing")
	(*Bar)(nil).Done()

	if _, err := terminal.WriteString("$"); err != nil {
		t.Fatal(err)
	}
	got, err := bufio.NewReader(master).ReadString('$')
	if err != nil {
		t.Fatal(err)
	}
	got = strings.TrimSuffix(got, "$")
	if want := "\r3/120 example.com/shop/internal/jobs/…\x1b[K\r\x1b[K"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if line := got[1:strings.Index(got, "\x1b")]; columns(cells(line)) > 39 {
		t.Errorf("%q fills the line", line)
	}
}
