DROP INDEX links_url;
ALTER TABLE links DROP COLUMN deleted_at;
DROP INDEX labels_live;
ALTER TABLE labels ADD CONSTRAINT labels_name UNIQUE (project_id, name);
