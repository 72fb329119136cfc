-- The almanac printed torn-out pages: one query of five had no filter.

-- name: DeletePage :exec
UPDATE diary_pages SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL;

-- name: DeleteDiary :exec
UPDATE diaries SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL;

-- name: ListDiaries :many
SELECT * FROM diaries WHERE owner_id = $1 AND deleted_at IS NULL;

-- name: CountDiaries :one
SELECT count(*) FROM diaries WHERE owner_id = $1 AND deleted_at IS NULL;

-- name: ListPages :many
SELECT * FROM diary_pages WHERE diary_id = $1 AND deleted_at IS NULL;

-- name: SearchPages :many
SELECT * FROM diary_pages WHERE diary_id = $1 AND body LIKE $2 AND deleted_at IS NULL;

-- name: PagesOfOwner :many
SELECT p.* FROM diary_pages p JOIN diaries d ON d.id = p.diary_id
WHERE d.owner_id = $1 AND d.deleted_at IS NULL AND p.deleted_at IS NULL;

-- name: Almanac :many
SELECT p.day, p.body FROM diary_pages p
WHERE p.day = $1 -- want "deleted rows of diary_pages are read"
ORDER BY p.id;

-- name: PagesWithTitle :many
SELECT p.body FROM diary_pages p JOIN diaries d ON d.id = p.diary_id
WHERE d.title LIKE $1 AND d.deleted_at IS NULL AND p.id > $2; -- want "deleted rows of diary_pages are read"

-- name: EitherWay :many
SELECT id FROM diary_pages WHERE diary_id = $1 AND deleted_at IS NULL
UNION
SELECT id FROM diary_pages WHERE day = $2; -- want "deleted rows of diary_pages are read"

-- name: PagesByID :many
SELECT id, body FROM diary_pages WHERE id = ANY($1::bigint[]);

-- name: OldPages :many
SELECT id, deleted_at FROM diary_pages WHERE diary_id = $1;

-- name: PurgePages :exec
DELETE FROM diary_pages WHERE deleted_at < now() - interval '30 days';

-- name: LatestInEach :many
SELECT p.id FROM diary_pages p
WHERE p.deleted_at IS NULL AND p.id IN (SELECT q.id FROM diary_pages q WHERE q.day = $1);

-- Only the drafts that were thrown away were ever found.

-- name: ListDrafts :many
SELECT * FROM diary_drafts WHERE diary_id = $1 AND deleted_at IS NOT NULL; -- want "only deleted rows of diary_drafts are read"

-- name: SearchDrafts :many
SELECT * FROM diary_drafts
WHERE body LIKE $1
  AND deleted_at IS NOT NULL; -- want "only deleted rows of diary_drafts are read"

-- A clean-up is to look for them.

-- name: PurgeDrafts :exec
DELETE FROM diary_drafts WHERE id IN (SELECT d.id FROM diary_drafts d WHERE d.deleted_at IS NOT NULL LIMIT 100);
