// Package work has gocraft/work's signatures.
package work

type Q map[string]interface{}

type Job struct {
	Name string
	ID   string
	Args map[string]interface{}
}

type ScheduledJob struct {
	RunAt int64
	*Job
}

type Enqueuer struct{ Namespace string }

func (e *Enqueuer) Enqueue(jobName string, args map[string]interface{}) (*Job, error) { panic(0) }
func (e *Enqueuer) EnqueueIn(jobName string, secondsFromNow int64, args map[string]interface{}) (*ScheduledJob, error) {
	panic(0)
}
func (e *Enqueuer) EnqueueUnique(jobName string, args map[string]interface{}) (*Job, error) { panic(0) }

type GenericHandler func(*Job) error

type JobOptions struct {
	Priority uint
	MaxFails uint
	SkipDead bool
}

type WorkerPool struct{}

func (wp *WorkerPool) Job(name string, fn interface{}) *WorkerPool { panic(0) }
func (wp *WorkerPool) JobWithOptions(name string, jobOpts JobOptions, fn interface{}) *WorkerPool {
	panic(0)
}
