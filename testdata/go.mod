module github.com/datavet/datavet/testdata

go 1.26.0

require (
	cloud.google.com/go/spanner v1.96.1
	entgo.io/ent v0.14.5
	github.com/Masterminds/squirrel v1.5.4
	github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2 v2.0.2
	github.com/avito-tech/go-transaction-manager/drivers/sql/v2 v2.0.1
	github.com/avito-tech/go-transaction-manager/trm/v2 v2.0.2
	github.com/beego/beego/v2 v2.3.8
	github.com/cockroachdb/cockroach-go/v2 v2.4.2
	github.com/georgysavva/scany/v2 v2.1.4
	github.com/go-gorp/gorp/v3 v3.1.0
	github.com/go-pg/pg/v10 v10.11.0
	github.com/go-rel/rel v0.42.0
	github.com/gobuffalo/pop/v6 v6.4.1
	github.com/jackc/pgx/v5 v5.12.0
	github.com/jinzhu/gorm v1.9.16
	github.com/jmoiron/sqlx v1.4.0
	github.com/letsencrypt/borp v0.0.0-20251118150929-89c6927051ae
	github.com/pocketbase/dbx v1.12.0
	github.com/upper/db/v4 v4.10.0
	github.com/uptrace/bun v1.3.0
	github.com/volatiletech/sqlboiler/v4 v4.16.2
	go.mongodb.org/mongo-driver/v2 v2.9.3
	gopkg.in/reform.v1 v1.5.1
	gorm.io/gen v0.3.27
	gorm.io/gorm v1.31.2
	xorm.io/xorm v1.4.3
)

replace github.com/beego/beego/v2 => ./stubs/beego

replace github.com/letsencrypt/borp => ./stubs/borp

replace github.com/uptrace/bun => ./stubs/bun

replace github.com/cockroachdb/cockroach-go/v2 => ./stubs/crdb

replace github.com/pocketbase/dbx => ./stubs/dbx

replace entgo.io/ent => ./stubs/ent

replace github.com/go-pg/pg/v10 => ./stubs/gopg

replace gorm.io/gorm => ./stubs/gorm

replace gorm.io/gen => ./stubs/gormgen

replace github.com/jinzhu/gorm => ./stubs/gormv1

replace github.com/go-gorp/gorp/v3 => ./stubs/gorp

replace go.mongodb.org/mongo-driver/v2 => ./stubs/mongo

replace github.com/jackc/pgx/v5 => ./stubs/pgx

replace github.com/gobuffalo/pop/v6 => ./stubs/pop

replace gopkg.in/reform.v1 => ./stubs/reform

replace github.com/go-rel/rel => ./stubs/rel

replace github.com/georgysavva/scany/v2 => ./stubs/scany

replace cloud.google.com/go/spanner => ./stubs/spanner

replace github.com/volatiletech/sqlboiler/v4 => ./stubs/sqlboiler

replace github.com/jmoiron/sqlx => ./stubs/sqlx

replace github.com/Masterminds/squirrel => ./stubs/squirrel

replace github.com/avito-tech/go-transaction-manager/trm/v2 => ./stubs/trm

replace github.com/avito-tech/go-transaction-manager/drivers/pgxv5/v2 => ./stubs/trmpgxv5

replace github.com/avito-tech/go-transaction-manager/drivers/sql/v2 => ./stubs/trmsql

replace github.com/upper/db/v4 => ./stubs/upper

replace xorm.io/xorm => ./stubs/xorm
