package sqlquery

// chains finds the queries that are built call by call and marks the calls
// that they are made of as taken.
func (f *finder) chains() {}
