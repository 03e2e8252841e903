-- A method on paper that a school holds: a bare key by version, never the text of an item.
CREATE TABLE method (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version int NOT NULL CHECK (version > 0),
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    title nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- CSV: item, scale, min, max, reverse; or pair, option, type.
    key_text nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- What its author says about unanswered items.
    missing nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    added_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    added_at bigint NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE INDEX method_school ON method (school_id);

-- How a school's tables are read. JSON: hashes of headings and words, never the words.
CREATE TABLE method_mapping (
    method_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    mapping nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_at bigint NOT NULL
);

-- The numbers one student gave on paper. Never part of a result, a norm or a list.
CREATE TABLE method_sheet (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES test_session (id),
    method_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- A day, as 2026-11-22, or of an earlier year the year alone.
    held_on nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version int NOT NULL,
    -- JSON: by item a number, or null without an answer.
    answers nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- once: it waits for the second keying.
    way nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (way IN ('once', 'twice', 'aloud', 'file')),
    -- A random word of the page that keyed it; empty from a table.
    keying nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_at bigint NOT NULL,
    PRIMARY KEY (session_id, method_id, held_on),
    FOREIGN KEY (method_id, version) REFERENCES method (id, version)
);

CREATE INDEX method_sheet_method ON method_sheet (method_id, version);
