// Package kvdb has the signatures of lnd's key-value store.
package kvdb

import "github.com/btcsuite/btcwallet/walletdb"

type (
	Backend  = walletdb.DB
	RTx      = walletdb.ReadTx
	RwTx     = walletdb.ReadWriteTx
	RBucket  = walletdb.ReadBucket
	RwBucket = walletdb.ReadWriteBucket
)

func Update(db Backend, f func(tx RwTx) error, reset func()) error { panic(0) }
func View(db Backend, f func(tx RTx) error, reset func()) error    { panic(0) }
func Batch(db Backend, f func(tx RwTx) error) error                { panic(0) }
