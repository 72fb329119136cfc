CREATE TABLE partners (id BIGINT PRIMARY KEY, ext_id TEXT NOT NULL UNIQUE, deleted_at TIMESTAMPTZ); -- want "unique \\(ext_id\\) of partners blocks re-creation"

-- Its constraint comes later.
CREATE TABLE vendors (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMPTZ);
ALTER TABLE vendors ADD CONSTRAINT vendors_name UNIQUE (name); -- want "unique \\(name\\) of vendors blocks re-creation"

-- An INSERT that does nothing leaves the deleted row deleted.
CREATE TABLE brands (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMPTZ); -- want "unique \\(name\\) of brands blocks re-creation"

-- Revived by what would have been inserted.
CREATE TABLE makers (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, deleted_at TIMESTAMPTZ);

-- The delete empties the key.
CREATE TABLE agents (id BIGINT PRIMARY KEY, name TEXT UNIQUE, deleted_at TIMESTAMPTZ);

-- The key holds the primary key.
CREATE TABLE clients (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMPTZ, UNIQUE (name, id));

-- No INSERT fills the nullable part of the key.
CREATE TABLE tours (id BIGINT PRIMARY KEY, name TEXT NOT NULL, guide_name TEXT, deleted_at TIMESTAMPTZ, UNIQUE (name, guide_name));

CREATE TABLE trips (id BIGINT PRIMARY KEY, name TEXT NOT NULL, guide_name TEXT, deleted_at TIMESTAMPTZ, UNIQUE (name, guide_name)); -- want "unique \\(name, guide_name\\) of trips blocks re-creation"

-- A partial key binds the names of the live rows in another scope.
CREATE TABLE stops (id BIGINT PRIMARY KEY, trip_id BIGINT NOT NULL, region TEXT NOT NULL, name TEXT NOT NULL, deleted_at TIMESTAMPTZ, UNIQUE (region, name, deleted_at));
CREATE UNIQUE INDEX stops_live ON stops (trip_id, name) WHERE deleted_at IS NULL;

-- expired_at says nothing of a deletion.
CREATE TABLE rentals (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, expired_at TIMESTAMPTZ);

CREATE TABLE venues (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMPTZ, EXCLUDE (name WITH =) WHERE (deleted_at IS NULL));

-- known miss: a key with an expression in it.
CREATE TABLE nicks (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMPTZ);
CREATE UNIQUE INDEX nicks_name ON nicks (lower(name));

-- known miss: a partial index whose condition is about something else.
CREATE TABLE slugs (id BIGINT PRIMARY KEY, name TEXT NOT NULL, deleted_at TIMESTAMPTZ);
CREATE UNIQUE INDEX slugs_name ON slugs (name) WHERE name <> '';

-- known miss: a primary key.
CREATE TABLE assignments (role_id BIGINT NOT NULL, user_id BIGINT NOT NULL, deleted_at TIMESTAMPTZ, PRIMARY KEY (role_id, user_id));

-- known miss: rows that are deleted by a status.
CREATE TABLE titles (id BIGINT PRIMARY KEY, name TEXT NOT NULL UNIQUE, status TEXT NOT NULL DEFAULT 'live');
