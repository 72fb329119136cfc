module github.com/avito-tech/go-transaction-manager/drivers/sql/v2

go 1.26.0
