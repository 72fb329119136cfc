-- name: PurgeFolders :exec
DELETE FROM folders
WHERE owner_id = $1
  AND deleted_at <= $2; -- want "deleted_at <= … also takes live rows: .*'1970-01-01'.*schema.sql:5"

-- name: PurgeDeletedFolders :exec
DELETE FROM folders
WHERE owner_id = $1
  AND deleted_at <= $2
  AND deleted_at > '1970-01-01 00:00:00';

-- name: ListTrash :many
SELECT f.id, f.name
FROM folders AS f
JOIN owners AS o ON o.id = f.owner_id
WHERE f.deleted_at < now() - interval '6 hours' -- want "deleted_at < … also takes live rows"
ORDER BY f.deleted_at DESC;

-- name: ListLive :many
SELECT id, name FROM folders WHERE deleted_at = '1970-01-01 00:00:00';

-- name: ListArchived :many
SELECT id, name FROM folders WHERE archived_at < now();

-- name: ListDeletedSince :many
SELECT id, name FROM folders WHERE deleted_at >= $1;

-- name: ListOld :many
SELECT id, name FROM folders WHERE created_at < $1 AND published_at < $1;
