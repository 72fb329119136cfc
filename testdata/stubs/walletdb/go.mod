module github.com/btcsuite/btcwallet/walletdb

go 1.26.0
