module example.com/postoffice

go 1.26.0
