module github.com/sendgrid/rest

go 1.26.0
