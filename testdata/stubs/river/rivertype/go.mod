module github.com/riverqueue/river/rivertype

go 1.26.0
