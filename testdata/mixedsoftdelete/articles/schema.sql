CREATE TABLE scans (
    id BIGINT PRIMARY KEY,
    deleted_at TIMESTAMP
);

CREATE TABLE prints (
    id BIGINT PRIMARY KEY,
    deleted_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00' -- want "prints marks live rows by '1970-01-01': .*NULL"
);

CREATE TABLE frames (
    id BIGINT PRIMARY KEY,
    hung_at TIMESTAMP NOT NULL DEFAULT '1970-01-01 00:00:00'
);
