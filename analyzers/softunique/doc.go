// Package softunique finds unique keys that soft deletes break.
//
// Rows of the table are deleted softly: deleted_at is set, the row stays. A
// unique key that has the nullable deleted_at in it doesn't bind live rows; one
// that hasn't it binds deleted rows, too. The evidence is joined from migrations,
// DDL in Go strings, the tags and schemas of GORM, ent, bun and others, and from
// how the module deletes. The finding stands where the key is declared, and also
// at a soft delete in a .sql file that keeps the key: there it can be renamed.
//
// # Why it bites
//
// NULLs are distinct in a unique key: UNIQUE (name, deleted_at) takes any number
// of live rows of one name, since the deleted_at of each is NULL, and all that
// it forbids is to delete two of them at the same instant. The code reads the
// first of them, and who edits the second edits nothing that anybody sees.
//
// UNIQUE (name) goes on to bind rows that nobody sees any more. A user deletes
// an account, a project, a tag, and can't create one of that name again:
// "already exists", and no page shows where.
//
// # Bad
//
//	type Account struct {
//		gorm.Model
//		Email string `gorm:"uniqueIndex"`
//	}
//
// And in DDL:
//
//	const foldersByNameAndDeletion = `
//	CREATE TABLE folders (
//		id BIGSERIAL PRIMARY KEY,
//		name TEXT NOT NULL,
//		deleted_at TIMESTAMP NULL,
//		UNIQUE (name, deleted_at)
//	);
//	`
//
// # Good
//
//	type Member struct {
//		gorm.Model
//		Email string `gorm:"uniqueIndex:idx_members_email,where:deleted_at IS NULL"`
//	}
//
// And in DDL:
//
//	const shelvesByNameOfTheLive = `
//	CREATE TABLE shelves (
//		id BIGSERIAL PRIMARY KEY,
//		name TEXT NOT NULL,
//		deleted_at TIMESTAMP NULL
//	);
//	CREATE UNIQUE INDEX shelves_live ON shelves (name) WHERE deleted_at IS NULL;
//	`
//
// # Nullkey
//
// The key has a nullable deleted_at in it. PostgreSQL and SQLite: a partial
// index instead. PostgreSQL 15 and later also have NULLS NOT DISTINCT. MySQL and
// MariaDB have neither; there a generated column that is NULL in deleted rows
// takes its place:
//
//	const chestsByNameAndLife = `
//	CREATE TABLE chests (
//		id BIGINT AUTO_INCREMENT PRIMARY KEY,
//		name VARCHAR(100) NOT NULL,
//		deleted_at DATETIME NULL,
//		live BOOLEAN AS (IF(deleted_at IS NULL, TRUE, NULL)) STORED,
//		UNIQUE KEY chests_live (name, live)
//	) ENGINE=InnoDB;
//	`
//
// A deleted_at that is NOT NULL, with a sentinel in live rows, makes the key
// bind as well, and is what sentinelrange is about.
//
// # Blocked
//
// The key has no deleted_at in it. Make it partial, or free the key when the row
// is deleted: rename it, delete for good, or revive the deleted row instead of
// creating one.
//
// # Limits
//
// Silent by design: partial indexes whose condition is about deletion; NULLS NOT
// DISTINCT; keys of a generated column; a sentinel that is NOT NULL in the key;
// deletes that are Unscoped or by DELETE; keys that the delete renames; rows
// that are revived or replaced, other than by seeds and defaults; keys that no
// two rows will share, such as UUIDs, tokens, and the id of a row that the same
// function creates just before; rows that are only deleted by the id of what they belong to, where
// that is deleted or finished in the same function or its callers; keys that no
// INSERT fills; soft deletes that only seeds, fixtures and migrations make; a tag
// that the DDL overrides; GORM v2's DeletedAt *time.Time, which it doesn't delete softly with;
// tables of which no soft delete is seen.
//
// Known miss: a key with an expression in it; a partial index whose condition is
// about something else; a primary key; an index whose DDL is put together at run
// time; rows that are deleted by a status. Known false positive: a part of the key
// that is the id of a row that another function has just created; rows deleted with what they belong
// to by another package, or by a query of sqlc's. Also a key that a
// trigger frees, or a function that is called before a row is created; a key
// that must never be given twice, such as an account's address kept to bar its
// owner; say so with //datavet:ignore softunique why.
//
// # References
//
// PostgreSQL, CREATE TABLE, on UNIQUE and NULLS NOT DISTINCT, and chapter 11.8,
// Partial Indexes; SQLite, "Partial Indexes"; MariaDB and MySQL, CREATE INDEX and
// Generated Columns; GORM, "Delete", on unique indexes and soft delete.
package softunique
