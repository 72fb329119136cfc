CREATE TABLE accounts (
    id BIGSERIAL PRIMARY KEY,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    created_at TIMESTAMPTZ NOT NULL DEFAULT now()
);

CREATE TABLE handles (
    id BIGSERIAL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    handle TEXT NOT NULL
);
CREATE UNIQUE INDEX handles_by_handle ON handles (lower(handle));

CREATE TABLE aliases (
    id BIGSERIAL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    alias TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    UNIQUE (alias, deleted_at)
);
