module github.com/avito-tech/go-transaction-manager/trm/v2

go 1.26.0
