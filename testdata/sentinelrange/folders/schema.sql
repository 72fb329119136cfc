CREATE TABLE folders (
    id BIGINT PRIMARY KEY,
    name VARCHAR(200) NOT NULL,
    owner_id BIGINT NOT NULL,
    deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00',
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    viewed_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00',
    archived_at TIMESTAMP NULL,
    published_at TIMESTAMP NOT NULL,
    UNIQUE (name, deleted_at)
);

CREATE TABLE attics (
    id BIGINT PRIMARY KEY,
    deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'
);

CREATE VIEW purgeable_folders AS
    SELECT id, name FROM folders
    WHERE deleted_at < CURRENT_TIMESTAMP; -- want "deleted_at < … also takes live rows"

CREATE VIEW deleted_folders AS
    SELECT id, name FROM folders WHERE deleted_at <> '1970-01-01 00:00:00' AND deleted_at < CURRENT_TIMESTAMP;
