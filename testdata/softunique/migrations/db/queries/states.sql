-- name: CreateState :one
INSERT INTO states (project_id, name) VALUES ($1, $2) RETURNING *;

-- name: DeleteState :exec
UPDATE states SET deleted_at = now() WHERE id = $1; -- want "unique \\(project_id, name\\) of states blocks re-creation: this soft delete keeps the key"

-- name: CreateLabel :one
INSERT INTO labels (project_id, name) VALUES ($1, $2) RETURNING *;

-- name: DeleteLabel :exec
UPDATE labels SET deleted_at = now() WHERE id = $1;

-- name: CreateLink :one
INSERT INTO links (project_id, url) VALUES ($1, $2) RETURNING *;

-- name: DeleteLink :exec
UPDATE links SET deleted_at = now() WHERE id = $1;
