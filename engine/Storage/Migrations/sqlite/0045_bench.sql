-- Instruments as methodologists write them: a draft is read and linted as a whole each time it is looked at.
CREATE TABLE bench_draft (
    id text PRIMARY KEY,
    region_id text NOT NULL REFERENCES region (id),
    -- As the text says them, so that a list needs no text.
    instrument text NOT NULL,
    version text NOT NULL,
    title text NOT NULL,
    -- How often it was written: whoever writes names the one before.
    revision integer NOT NULL,
    -- Packed JSON of an instrument, whole or not yet.
    body text NOT NULL,
    changed_by text NOT NULL,
    changed_at integer NOT NULL
);

CREATE INDEX bench_draft_region ON bench_draft (region_id);

-- What was published: never changed, never gone, because results point at it.
CREATE TABLE published_instrument (
    instrument text NOT NULL,
    version text NOT NULL,
    region_id text NOT NULL REFERENCES region (id),
    -- Packed JSON, letter by letter as it was published, and the hash of its content.
    body text NOT NULL,
    hash text NOT NULL,
    -- Whom it is offered to, as numbers with commas, and its time limit in seconds, if it has one.
    grades text NOT NULL,
    seconds integer,
    -- Why warnings of the linter were left; empty without any.
    reason text NOT NULL,
    published_by text NOT NULL,
    published_at integer NOT NULL,
    PRIMARY KEY (instrument, version)
);
