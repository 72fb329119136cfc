-- name: BatchAuthors :batchexec
INSERT INTO authors (name) VALUES ($1);

-- name: BatchCreate :batchone
INSERT INTO authors (name) VALUES ($1) RETURNING id;

-- name: BatchGet :batchmany
SELECT id, name FROM authors WHERE id = $1;

-- name: CopyVisits :copyfrom
INSERT INTO visits (author_id) VALUES ($1);
