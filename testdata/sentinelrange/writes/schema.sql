CREATE TABLE posts (
    id BIGINT PRIMARY KEY,
    deleted_at BIGINT NOT NULL,
    removed_at BIGINT NOT NULL
);
