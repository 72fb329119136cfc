CREATE TABLE guests (
    id BIGSERIAL PRIMARY KEY,
    hotel_id BIGINT NOT NULL,
    arrived TIMESTAMPTZ NOT NULL,
    name TEXT
);
CREATE UNIQUE INDEX guests_room ON guests (name) WHERE name IS NOT NULL;
CREATE TABLE blocks (
    id BIGSERIAL PRIMARY KEY,
    seq BIGINT,
    hash TEXT NOT NULL,
    sealed_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX blocks_seq ON blocks (seq) WHERE seq IS NOT NULL;
