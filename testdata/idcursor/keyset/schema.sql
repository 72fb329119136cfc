CREATE TABLE notes (
    id BIGINT PRIMARY KEY,
    author_id BIGINT NOT NULL,
    title TEXT NOT NULL,
    rank BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    published_at TIMESTAMP
);
CREATE UNIQUE INDEX notes_title ON notes (author_id, title);

CREATE TABLE note_edits (
    id UUID PRIMARY KEY,
    place BIGINT GENERATED ALWAYS AS IDENTITY,
    words INTEGER NOT NULL
);
