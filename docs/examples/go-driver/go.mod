module example.org/miniloop

go 1.21
