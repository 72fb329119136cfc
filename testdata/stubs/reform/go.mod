module gopkg.in/reform.v1

go 1.26.0
