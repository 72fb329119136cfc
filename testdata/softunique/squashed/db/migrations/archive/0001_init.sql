CREATE TABLE hawkers (id BIGSERIAL PRIMARY KEY, email TEXT NOT NULL, deleted_at TIMESTAMPTZ);
CREATE UNIQUE INDEX hawkers_email ON hawkers (email);
