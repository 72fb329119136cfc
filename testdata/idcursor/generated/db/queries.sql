-- name: ParcelsAfter :many
SELECT id, address FROM parcels WHERE id > $1 ORDER BY id LIMIT 100;

-- name: Addresses :many
SELECT id, address FROM parcels
WHERE id > sqlc.arg(id) -- want "reads on after the largest id, kept in depot.last"
ORDER BY id;

-- name: ParcelsFor :many
SELECT id, address FROM parcels
WHERE id > (SELECT last_parcel FROM couriers WHERE name = $1) -- want "reads on after the largest id, kept in couriers.last_parcel"
ORDER BY id;

-- name: LastParcel :one
SELECT last_parcel FROM couriers WHERE name = $1;

-- name: SetLastParcel :exec
UPDATE couriers SET last_parcel = $2 WHERE name = $1;

-- What a member hasn't read is no feed.
-- name: Unread :many
SELECT id, text FROM notes WHERE id > (SELECT last_read FROM members WHERE members.id = $1);

-- name: SetRead :exec
UPDATE members SET last_read = $2 WHERE id = $1;
