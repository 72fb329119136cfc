module github.com/datavet/datavet/testdata

go 1.26.0
