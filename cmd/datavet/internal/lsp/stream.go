package lsp

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"sync"

	"github.com/sourcegraph/jsonrpc2"
)

// maxMessage bounds what a header may announce.
const maxMessage = 1 << 30

// A stream reads and writes messages below their headers. Other than jsonrpc2's
// own it survives a message that isn't JSON, and writing waits for nobody: a
// client that writes before it reads would wait for a server that does the same.
type stream struct {
	r *bufio.Reader

	mu      sync.Mutex
	changed sync.Cond // of what follows
	queue   [][]byte  // messages to be written
	closed  bool      // none will follow
	broken  error     // what ended the reading, if not the end of r
}

// newStream returns a stream, and has written when all messages before Close are
// written, or one can't be.
func newStream(r io.Reader, w io.Writer) (s *stream, written <-chan struct{}) {
	s = &stream{r: bufio.NewReader(r)}
	s.changed.L = &s.mu
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		for {
			message, ok := s.next()
			if !ok {
				return
			}
			if _, err := w.Write(message); err != nil {
				return // the end of r follows
			}
		}
	}()
	return s, ended
}

// next waits for a message to be written; there is none after Close.
func (s *stream) next() (message []byte, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.queue) == 0 && !s.closed {
		s.changed.Wait()
	}
	if len(s.queue) == 0 {
		return nil, false
	}
	message, s.queue = s.queue[0], s.queue[1:]
	return message, true
}

// ReadObject decodes the next message into v.
func (s *stream) ReadObject(v any) error {
	for {
		data, err := s.message()
		if err != nil {
			if !errors.Is(err, io.EOF) {
				s.mu.Lock()
				s.broken = err
				s.mu.Unlock()
			}
			return err
		}
		if err = json.Unmarshal(data, v); err == nil {
			return nil
		}
		reflect.ValueOf(v).Elem().SetZero() // it may be filled in part
		refusal := map[string]any{
			"jsonrpc": "2.0", "id": nil,
			"error": map[string]any{"code": jsonrpc2.CodeParseError, "message": err.Error()},
		}
		if err := s.WriteObject(refusal); err != nil {
			return err
		}
	}
}

// message reads a header and returns what stands below it.
func (s *stream) message() ([]byte, error) {
	length := int64(-1)
	for {
		line, err := s.r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			return nil, errors.New("stdin isn't the Language Server Protocol: a header line is too long")
		}
		if err != nil {
			return nil, err
		}
		header := strings.TrimSpace(string(line))
		if header == "" {
			break
		}
		name, value, _ := strings.Cut(header, ":")
		if !strings.EqualFold(name, "Content-Length") {
			continue
		}
		length, err = strconv.ParseInt(strings.TrimSpace(value), 10, 64)
		if err != nil || length < 0 || length > maxMessage {
			return nil, fmt.Errorf("stdin isn't the Language Server Protocol: header %q", header)
		}
	}
	if length < 0 {
		return nil, errors.New("stdin isn't the Language Server Protocol: a message has no Content-Length")
	}
	var data bytes.Buffer // grows with what comes, not with what is announced
	if _, err := io.CopyN(&data, s.r, length); err != nil {
		return nil, err
	}
	return data.Bytes(), nil
}

// WriteObject has v written as a message.
func (s *stream) WriteObject(v any) error {
	data, err := json.Marshal(v)
	if err != nil {
		return err
	}
	message := fmt.Appendf(nil, "Content-Length: %d\r\n\r\n", len(data))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.queue = append(s.queue, append(message, data...))
	s.changed.Signal()
	return nil
}

// Close says that no message follows.
func (s *stream) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	s.changed.Signal()
	return nil
}

func (s *stream) err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.broken
}
