// Package rivertype has rivertype's signatures.
package rivertype

type JobRow struct {
	ID          int64
	Attempt     int
	EncodedArgs []byte
	Kind        string
	Queue       string
}

type JobInsertResult struct {
	Job                      *JobRow
	UniqueSkippedAsDuplicate bool
}
