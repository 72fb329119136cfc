-- A live folder has deleted_at = 1970: NULLs are distinct in UNIQUE.
CREATE TABLE folders (
    id BIGSERIAL PRIMARY KEY,
    name TEXT NOT NULL,
    deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00',
    UNIQUE (name, deleted_at)
);

-- An invitation that never expires has Go's zero time.
CREATE TABLE invitations (
    id BIGSERIAL PRIMARY KEY,
    email TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL DEFAULT '0001-01-01 00:00:00'
);

CREATE TABLE devices (
    id BIGSERIAL PRIMARY KEY,
    name TEXT NOT NULL,
    expires_at TIMESTAMP NOT NULL
);
