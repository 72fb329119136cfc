// Package client has the signatures of faktory's client.
package client

type Client struct{}

func Open() (*Client, error) { panic(0) }

func (c *Client) Close() error                                    { panic(0) }
func (c *Client) Push(job *Job) error                             { panic(0) }
func (c *Client) PushBulk(jobs []*Job) (map[string]string, error) { panic(0) }

type Job struct {
	Jid   string
	Queue string
	Type  string
	Args  []any
	At    string
	Retry *int
}

func NewJob(jobtype string, args ...any) *Job { panic(0) }

type Pool struct{}

func NewPool(capacity int) (*Pool, error) { panic(0) }

func (p *Pool) Get() (*Client, error)                  { panic(0) }
func (p *Pool) Put(client *Client)                     { panic(0) }
func (p *Pool) With(fn func(conn *Client) error) error { panic(0) }

type Batch struct {
	Bid         string
	Description string
}

func NewBatch(cl *Client) *Batch { panic(0) }

func (b *Batch) Jobs(fn func() error) error { panic(0) }
func (b *Batch) Push(job *Job) error        { panic(0) }
func (b *Batch) Commit() error              { panic(0) }
