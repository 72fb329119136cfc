module example.com/scenario

go 1.26.0
