module github.com/letsencrypt/borp

go 1.26.0
