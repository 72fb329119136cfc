CREATE TABLE campaigns (
    id BIGINT PRIMARY KEY,
    starts_on BIGINT NOT NULL,
    closes_on BIGINT NOT NULL
);
