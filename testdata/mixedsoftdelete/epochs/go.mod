module example.com/epochs

go 1.26.0
