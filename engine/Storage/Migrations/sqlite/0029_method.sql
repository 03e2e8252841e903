-- A method on paper that a school holds: a bare key by version, never the text of an item.
CREATE TABLE method (
    id text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    school_id text NOT NULL REFERENCES school (id),
    title text NOT NULL,
    -- CSV: item, scale, min, max, reverse; or pair, option, type.
    key_text text NOT NULL,
    -- What its author says about unanswered items.
    missing text NOT NULL,
    added_by text NOT NULL,
    added_at integer NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE INDEX method_school ON method (school_id);

-- How a school's tables are read. JSON: hashes of headings and words, never the words.
CREATE TABLE method_mapping (
    method_id text NOT NULL PRIMARY KEY,
    mapping text NOT NULL,
    written_by text NOT NULL,
    written_at integer NOT NULL
);

-- The numbers one student gave on paper. Never part of a result, a norm or a list.
CREATE TABLE method_sheet (
    session_id text NOT NULL REFERENCES test_session (id),
    method_id text NOT NULL,
    -- A day, as 2026-11-22, or of an earlier year the year alone.
    held_on text NOT NULL,
    version integer NOT NULL,
    -- JSON: by item a number, or null without an answer.
    answers text NOT NULL,
    -- once: it waits for the second keying.
    way text NOT NULL CHECK (way IN ('once', 'twice', 'aloud', 'file')),
    -- A random word of the page that keyed it; empty from a table.
    keying text NOT NULL,
    written_by text NOT NULL,
    written_at integer NOT NULL,
    PRIMARY KEY (session_id, method_id, held_on),
    FOREIGN KEY (method_id, version) REFERENCES method (id, version)
);

CREATE INDEX method_sheet_method ON method_sheet (method_id, version);
