-- None of these columns has a default: what 0 means is said by the queries.
CREATE TABLE leases (
    id BIGINT PRIMARY KEY,
    holder VARCHAR(100) NOT NULL,
    next_run BIGINT NOT NULL,
    valid_until BIGINT NOT NULL,
    ends_on BIGINT NOT NULL,
    due_by BIGINT NOT NULL,
    expires_at TIMESTAMP NOT NULL DEFAULT '9999-12-31 00:00:00',
    renewed_at BIGINT NOT NULL
);
