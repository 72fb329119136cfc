CREATE TABLE stalls (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, deleted_at DATETIME); -- want "unique \\(name\\) of stalls blocks re-creation"

CREATE TABLE booths (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, deleted_at DATETIME);

CREATE TABLE kiosks (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, deleted_at DATETIME);

CREATE TABLE tents (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, deleted_at DATETIME);

CREATE TABLE carts (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, deleted_at DATETIME); -- want "unique \\(name\\) of carts blocks re-creation"

CREATE TABLE countries (id INTEGER PRIMARY KEY AUTOINCREMENT, code TEXT NOT NULL UNIQUE, deleted_at DATETIME);

CREATE TABLE lines (id INTEGER PRIMARY KEY AUTOINCREMENT, order_id INTEGER NOT NULL, line_no INTEGER NOT NULL, deleted_at DATETIME, UNIQUE (order_id, line_no));

-- known false positive: a trigger gives the name back.
CREATE TABLE sheds (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, deleted_at DATETIME); -- want "unique \\(name\\) of sheds blocks re-creation"
CREATE TRIGGER sheds_freed AFTER UPDATE OF deleted_at ON sheds WHEN NEW.deleted_at IS NOT NULL
BEGIN
    UPDATE sheds SET name = name || '.deleted.' || id WHERE id = NEW.id;
END;
