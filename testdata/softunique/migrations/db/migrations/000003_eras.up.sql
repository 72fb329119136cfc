-- A migration deletes rows once: nobody else does.
CREATE TABLE eras (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMPTZ);
UPDATE eras SET deleted_at = now() WHERE name = 'stone';
