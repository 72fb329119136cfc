module github.com/go-rel/rel

go 1.26.0
