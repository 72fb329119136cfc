-- name: GetAuthor :one
SELECT id, name FROM authors WHERE id = $1;

-- name: LockAuthor :exec
SELECT id FROM authors WHERE id = $1 FOR UPDATE;

-- name: ListAuthors :many
SELECT id, name FROM authors ORDER BY name;

-- name: CreateAuthor :one
INSERT INTO authors (name) VALUES ($1) RETURNING id;

-- name: AddAuthor :exec
INSERT INTO authors (name) VALUES ($1);

-- name: CountVisit :one
WITH added AS (
    INSERT INTO visits (author_id) VALUES ($1) RETURNING id
)
SELECT count(*) FROM added;

-- name: ListVisits :many
SELECT id FROM visits ORDER BY id LIMIT $1 OFFSET $2;

-- name: DeleteVisit :one
DELETE FROM visits WHERE id = $1 RETURNING author_id;
