CREATE TABLE stickers (
    id BIGSERIAL PRIMARY KEY,
    project BIGINT NOT NULL,
    name TEXT NOT NULL,
    color TEXT NOT NULL
);
