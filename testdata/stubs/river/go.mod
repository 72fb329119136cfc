module github.com/riverqueue/river

go 1.26.0

require (
	github.com/riverqueue/river/rivertype v0.31.0
)
