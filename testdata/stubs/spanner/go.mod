module cloud.google.com/go/spanner

go 1.26.0
