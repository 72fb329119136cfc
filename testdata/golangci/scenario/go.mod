module example.com/shop

go 1.26.0

require example.com/postoffice v0.0.0

replace example.com/postoffice => ./postoffice
