CREATE TABLE hawkers (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL, deleted_at TIMESTAMPTZ);
CREATE UNIQUE INDEX hawkers_email ON hawkers (email) WHERE deleted_at IS NULL;

-- The number is of the database.
CREATE TABLE receipts (number_of BIGSERIAL, shop TEXT NOT NULL, deleted_at TIMESTAMPTZ, UNIQUE (number_of));

CREATE TABLE patches (id BIGSERIAL PRIMARY KEY, hawker_id BIGINT NOT NULL, name TEXT NOT NULL UNIQUE, label TEXT, deleted_at TIMESTAMPTZ, UNIQUE (hawker_id, id));
CREATE UNIQUE INDEX patches_label ON patches (label);
