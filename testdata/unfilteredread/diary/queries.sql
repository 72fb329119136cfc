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
SELECT p.day, p.body FROM diary_pages p -- want "deleted rows of diary_pages are read"
WHERE p.day = $1
ORDER BY p.id;

-- name: PagesWithTitle :many
SELECT p.body FROM diary_pages p JOIN diaries d ON d.id = p.diary_id -- want "deleted rows of diary_pages are read"
WHERE d.title LIKE $1 AND d.deleted_at IS NULL AND p.id > $2;

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

-- Photos are asked for by diary; what crosses diaries copies the table, or asks how it is kept.

-- name: DeletePhoto :exec
UPDATE diary_photos SET deleted_at = now() WHERE id = $1 AND deleted_at IS NULL;

-- name: PhotosOf :many
SELECT id, caption FROM diary_photos WHERE diary_id = $1 AND deleted_at IS NULL;

-- name: CountPhotos :one
SELECT count(*) FROM diary_photos WHERE diary_id = $1 AND deleted_at IS NULL;

-- name: SearchPhotos :many
SELECT id FROM diary_photos WHERE diary_id = $1 AND caption LIKE $2 AND deleted_at IS NULL;

-- name: PhotoOf :one
SELECT * FROM diary_photos WHERE diary_id = $1 AND id = $2 AND deleted_at IS NULL;

-- name: PhotosOfDay :many
SELECT id FROM diary_photos -- want "deleted rows of diary_photos are read"
WHERE diary_id = $1 AND taken_at >= $2 AND taken_at < $3;

-- name: BackUpPhotos :many
SELECT * FROM diary_photos WHERE taken_at >= $1 AND taken_at < $2 ORDER BY id LIMIT $3;

-- name: AreEncrypted :one
SELECT EXISTS (SELECT 1 FROM diary_photos WHERE encrypted = TRUE LIMIT 1);

-- name: PhotosOfPublicDiaries :many
SELECT p.id FROM diary_photos p
WHERE p.taken_at = $1 AND p.deleted_at IS NULL
  AND EXISTS (SELECT 1 FROM diaries d WHERE d.id = p.diary_id AND d.title LIKE $2);

-- name: OrphanedStickers :many
SELECT s.id FROM diary_stickers s
WHERE NOT EXISTS (SELECT 1 FROM diary_photos p WHERE p.id = s.photo_id);

-- name: StickersByCaption :many
SELECT p.caption, count(*) FROM diary_stickers s JOIN diary_photos p ON p.id = s.photo_id
WHERE s.stuck = TRUE GROUP BY p.caption;

-- A token is what the photo is found by, but the photo is what it is for.

-- name: PhotoByToken :one
SELECT p.id, p.diary_id, p.caption, p.taken_at, t.expires_at
FROM diary_tokens t
JOIN diary_photos p ON p.id = t.photo_id -- want "deleted rows of diary_photos are read"
WHERE t.token = $1;

-- The diary of the house was there before anybody could delete one.

-- name: HouseDiary :many
SELECT * FROM diaries WHERE title = 'Welcome' AND slug = 'welcome';

-- name: DiariesTitled :many
SELECT * FROM diaries -- want "deleted rows of diaries are read"
WHERE title = $1;
