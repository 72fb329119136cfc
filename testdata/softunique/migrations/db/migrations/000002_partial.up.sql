ALTER TABLE labels DROP CONSTRAINT labels_name;
CREATE UNIQUE INDEX labels_live ON labels (project_id, name) WHERE deleted_at IS NULL;
ALTER TABLE links ADD COLUMN deleted_at TIMESTAMPTZ;
CREATE UNIQUE INDEX links_url ON links (project_id, url, deleted_at); -- want "unique \\(project_id, url, deleted_at\\) of links binds no live row"
