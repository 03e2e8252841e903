-- Instruments as methodologists write them: a draft is read and linted as a whole each time it is looked at.
CREATE TABLE bench_draft (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    -- As the text says them, so that a list needs no text.
    instrument nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    title nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- How often it was written: whoever writes names the one before.
    revision bigint NOT NULL,
    -- Packed JSON of an instrument, whole or not yet.
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at bigint NOT NULL
);

CREATE INDEX bench_draft_region ON bench_draft (region_id);

-- What was published: never changed, never gone, because results point at it.
CREATE TABLE published_instrument (
    instrument nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    -- Packed JSON, letter by letter as it was published, and the hash of its content.
    body nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Whom it is offered to, as numbers with commas, and its time limit in seconds, if it has one.
    grades nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    seconds bigint,
    -- Why warnings of the linter were left; empty without any.
    reason nvarchar(1000) COLLATE Latin1_General_100_BIN2 NOT NULL,
    published_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    published_at bigint NOT NULL,
    PRIMARY KEY (instrument, version)
);
