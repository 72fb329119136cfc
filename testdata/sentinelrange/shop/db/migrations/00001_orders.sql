-- +goose Up
CREATE TABLE orders (
    id BIGSERIAL PRIMARY KEY,
    cancelled_at TIMESTAMPTZ,
    closed_at TIMESTAMPTZ NOT NULL DEFAULT '1970-01-01 00:00:00+00',
    expires_at TIMESTAMPTZ NOT NULL DEFAULT '0001-01-01 00:00:00+00'
);

-- +goose Down
DROP TABLE orders;
