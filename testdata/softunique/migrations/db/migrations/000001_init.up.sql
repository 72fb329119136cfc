CREATE TABLE states (
    id BIGSERIAL PRIMARY KEY,
    project_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    UNIQUE (project_id, name) -- want "unique \\(project_id, name\\) of states blocks re-creation"
);

CREATE TABLE labels (
    id BIGSERIAL PRIMARY KEY,
    project_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    deleted_at TIMESTAMPTZ,
    CONSTRAINT labels_name UNIQUE (project_id, name)
);

CREATE TABLE links (
    id BIGSERIAL PRIMARY KEY,
    project_id BIGINT NOT NULL,
    url TEXT NOT NULL
);
