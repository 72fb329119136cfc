CREATE TABLE residents (
    id BIGSERIAL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE nicknames (
    id BIGSERIAL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    nickname TEXT NOT NULL
);
CREATE UNIQUE INDEX nicknames_by_nickname ON nicknames (lower(nickname));

CREATE TABLE aliases (
    id BIGSERIAL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    alias TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    UNIQUE (alias, deleted_at)
);

CREATE TABLE pairs (
    id BIGSERIAL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    mate_id BIGINT
);
