module example.com/parcels

go 1.26.0

require (
	corp.example/db v1.4.0
	corp.example/queue/v2 v2.0.1
)
