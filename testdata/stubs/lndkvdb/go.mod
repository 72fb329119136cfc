module github.com/lightningnetwork/lnd/kvdb

go 1.26.0

require (
	github.com/btcsuite/btcwallet/walletdb v1.4.2
)
