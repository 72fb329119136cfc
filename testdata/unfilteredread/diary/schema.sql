CREATE TABLE diaries (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    deleted_at TIMESTAMPTZ
);

CREATE TABLE diary_pages (
    id BIGINT PRIMARY KEY,
    diary_id BIGINT NOT NULL,
    day DATE NOT NULL,
    body TEXT NOT NULL,
    deleted_at TIMESTAMPTZ
);

CREATE TABLE diary_drafts (
    id BIGINT PRIMARY KEY,
    diary_id BIGINT NOT NULL,
    body TEXT NOT NULL,
    deleted_at TIMESTAMPTZ
);

CREATE TABLE diary_photos (
    id BIGINT PRIMARY KEY,
    diary_id BIGINT NOT NULL,
    caption TEXT NOT NULL,
    taken_at TIMESTAMPTZ NOT NULL,
    encrypted BOOLEAN NOT NULL,
    deleted_at TIMESTAMPTZ
);

CREATE TABLE diary_stickers (
    id BIGINT PRIMARY KEY,
    photo_id BIGINT NOT NULL,
    stuck BOOLEAN NOT NULL
);

CREATE TABLE diary_tokens (
    token TEXT PRIMARY KEY,
    photo_id BIGINT NOT NULL,
    expires_at TIMESTAMPTZ NOT NULL
);
