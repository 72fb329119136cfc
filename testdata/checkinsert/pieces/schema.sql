CREATE TABLE pieces (
    id BIGSERIAL PRIMARY KEY,
    cid TEXT NOT NULL,
    size BIGINT NOT NULL,
    kept BOOLEAN NOT NULL DEFAULT FALSE,
    cleaned_by BIGINT,
    UNIQUE (cid, size, kept, cleaned_by)
);
