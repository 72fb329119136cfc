// Package client has the signatures of faktory's client.
package client

type Client struct{}

func Open() (*Client, error)

func (c *Client) Close() error
func (c *Client) Push(job *Job) error
func (c *Client) PushBulk(jobs []*Job) (map[string]string, error)

type Job struct {
	Jid   string
	Queue string
	Type  string
	Args  []any
	At    string
	Retry *int
}

func NewJob(jobtype string, args ...any) *Job

type Pool struct{}

func NewPool(capacity int) (*Pool, error)

func (p *Pool) Get() (*Client, error)
func (p *Pool) Put(client *Client)
func (p *Pool) With(fn func(conn *Client) error) error

type Batch struct {
	Bid         string
	Description string
}

func NewBatch(cl *Client) *Batch

func (b *Batch) Jobs(fn func() error) error
func (b *Batch) Push(job *Job) error
func (b *Batch) Commit() error
