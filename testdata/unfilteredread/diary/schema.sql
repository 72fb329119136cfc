CREATE TABLE diaries (
    id BIGINT PRIMARY KEY,
    owner_id BIGINT NOT NULL,
    title TEXT NOT NULL,
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
