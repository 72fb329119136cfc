module github.com/ThreeDotsLabs/watermill-sql/v3

go 1.26.0

require (
	github.com/ThreeDotsLabs/watermill v1.5.1
)
