CREATE TABLE plans (
    id BIGSERIAL PRIMARY KEY,
    name TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    CONSTRAINT plans_name UNIQUE (name) -- want "unique \\(name\\) of plans blocks re-creation"
);

CREATE TABLE prices (
    id BIGSERIAL PRIMARY KEY,
    plan_id BIGINT NOT NULL,
    currency TEXT NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX prices_currency ON prices (plan_id, currency, deleted_at); -- want "unique \\(plan_id, currency, deleted_at\\) of prices binds no live row: NULLs are distinct"

-- The tag says otherwise; it is from before the migration.
CREATE TABLE coupons (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX coupons_code ON coupons (code) WHERE deleted_at IS NULL;

CREATE TABLE offers (
    id BIGSERIAL PRIMARY KEY,
    slug TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    UNIQUE NULLS NOT DISTINCT (slug, deleted_at)
);

CREATE TABLE rebates (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    UNIQUE (code, deleted_at)
);
CREATE UNIQUE INDEX rebates_live ON rebates (code) WHERE deleted_at IS NULL;

CREATE TABLE taxes (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL,
    deleted_at TIMESTAMPTZ
);
CREATE UNIQUE INDEX taxes_live ON taxes (code, (COALESCE(deleted_at, 'epoch')));

CREATE TABLE markets (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL,
    deleted_at TIMESTAMPTZ NOT NULL DEFAULT '1970-01-01 00:00:00+00',
    UNIQUE (code, deleted_at)
);

-- Rows are deleted for good.
CREATE TABLE regions (
    id BIGSERIAL PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    deleted_at TIMESTAMPTZ
);

-- name: DeleteMarket :exec
UPDATE markets SET deleted_at = now() WHERE id = $1;

-- name: DeleteRegion :exec
DELETE FROM regions WHERE id = $1;
