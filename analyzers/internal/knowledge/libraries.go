package knowledge

// libraries is every table; a new library adds its line here.
var libraries = []*Library{
	// databases
	&databaseSQL,
	&bun,
	&gorm,
	&pgconn, &pgx, &pgxPgconn, &pgxStdlib, &pgxpool,
	&pgxscan, &sqlscan,
	&sqlx,
	// queues
	&asynq,
}

// shapes knows generated code.
var shapes = []Shape{}
