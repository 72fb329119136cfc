module example.com/warehouse

go 1.26.0

require corp.example/db v1.4.0
