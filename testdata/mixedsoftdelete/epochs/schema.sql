CREATE TABLE scans (
    id BIGINT PRIMARY KEY,
    deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'
);

CREATE TABLE prints (
    id BIGINT PRIMARY KEY,
    deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'
);

CREATE TABLE frames (
    id BIGINT PRIMARY KEY,
    deleted_at TIMESTAMP -- want "frames marks live rows by NULL: 2 tables by '1970-01-01'; use '1970-01-01' here, too"
);
