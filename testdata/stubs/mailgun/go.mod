module github.com/mailgun/mailgun-go/v4

go 1.26.0
