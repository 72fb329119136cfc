module github.com/sendgrid/sendgrid-go

go 1.26.0

require (
	github.com/sendgrid/rest v2.6.9+incompatible
)
