CREATE TABLE passkeys (
    id BIGINT PRIMARY KEY,
    owner TEXT NOT NULL,
    expires_at BIGINT NOT NULL DEFAULT 0
);
