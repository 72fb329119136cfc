module github.com/vgarvardt/gue/v6

go 1.26.0
