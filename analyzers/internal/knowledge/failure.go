package knowledge

// A Failure is a set of kinds of errors, by what they say of the call that
// failed.
type Failure uint16

const (
	// Timeout: it may have been done all the same (a deadline, a lost connection,
	// an answer 502 to 504).
	Timeout Failure = 1 << iota
	// Refused: it has not been done (no connection, too many clients, answer 429).
	Refused
	// Contended: the database has undone it: a serialization failure, a deadlock, a
	// lock that wasn't had (40001, 40P01, 1213, SQLITE_BUSY).
	Contended
	// Duplicate: a unique key is there already.
	Duplicate
	// Outdated: an optimistic lock's version isn't the row's any more.
	Outdated
	// NotFound: there is no such row or object.
	NotFound
	// Permanent: it fails the same way each time (a syntax error, an answer 400).
	Permanent
)
