package knowledge

// libraries is every table; a new library adds its line here.
var libraries = []*Library{
	// standard library
	&databaseSQL,
	// queues
	&asynq,
}

// shapes knows generated code.
var shapes = []Shape{}
