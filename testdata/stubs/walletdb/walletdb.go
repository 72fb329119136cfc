// Package walletdb has btcwallet's interfaces of a key-value store.
package walletdb

import "io"

type ReadBucket interface {
	NestedReadBucket(key []byte) ReadBucket
	ForEach(func(k, v []byte) error) error
	Get(key []byte) []byte
}

type ReadWriteBucket interface {
	ReadBucket
	NestedReadWriteBucket(key []byte) ReadWriteBucket
	CreateBucketIfNotExists(key []byte) (ReadWriteBucket, error)
	Put(key, value []byte) error
	Delete(key []byte) error
}

type ReadTx interface {
	ReadBucket(key []byte) ReadBucket
	Rollback() error
}

type ReadWriteTx interface {
	ReadTx
	ReadWriteBucket(key []byte) ReadWriteBucket
	Commit() error
	OnCommit(func())
}

type DB interface {
	BeginReadTx() (ReadTx, error)
	BeginReadWriteTx() (ReadWriteTx, error)
	Copy(w io.Writer) error
	Close() error
	View(f func(tx ReadTx) error, reset func()) error
	Update(f func(tx ReadWriteTx) error, reset func()) error
}

func View(db DB, f func(tx ReadTx) error) error        { panic(0) }
func Update(db DB, f func(tx ReadWriteTx) error) error { panic(0) }
