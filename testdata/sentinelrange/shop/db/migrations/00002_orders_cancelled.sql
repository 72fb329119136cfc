-- +goose Up
-- +goose StatementBegin
UPDATE orders SET cancelled_at = '1970-01-01 00:00:00+00' WHERE cancelled_at IS NULL;
-- +goose StatementEnd
ALTER TABLE orders ALTER COLUMN cancelled_at SET DEFAULT '1970-01-01 00:00:00+00';
ALTER TABLE orders ALTER COLUMN cancelled_at SET NOT NULL;
ALTER TABLE orders ALTER COLUMN expires_at DROP NOT NULL, ALTER COLUMN expires_at DROP DEFAULT;

-- +goose Down
ALTER TABLE orders ALTER COLUMN cancelled_at DROP NOT NULL;
ALTER TABLE orders ALTER COLUMN cancelled_at DROP DEFAULT;
ALTER TABLE orders ALTER COLUMN expires_at SET NOT NULL;
