module github.com/georgysavva/scany/v2

go 1.26.0
