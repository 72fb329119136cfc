module github.com/contribsys/faktory

go 1.26.0
