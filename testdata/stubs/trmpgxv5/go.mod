module github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2

go 1.26.0
