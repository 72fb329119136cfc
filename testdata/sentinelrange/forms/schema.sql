CREATE TABLE grants (
    id INTEGER PRIMARY KEY,
    role_id BIGINT NOT NULL,
    expires_at BIGINT NOT NULL DEFAULT 0,
    revoked_at TEXT NOT NULL DEFAULT '',
    ended_at DATETIME NOT NULL DEFAULT '1970-01-01 00:00:00'
);

CREATE TABLE roles (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    expires_at BIGINT
);
