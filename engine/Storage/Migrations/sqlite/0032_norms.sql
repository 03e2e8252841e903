-- What the last pass over a campaign's finished sessions found: one row, written anew by each pass. Sums and counts of many; nobody in particular.
CREATE TABLE region_reading (
    campaign_id text NOT NULL PRIMARY KEY REFERENCES campaign (id),
    region_id text NOT NULL REFERENCES region (id),
    made_at integer NOT NULL,
    made_by text NOT NULL,
    sessions integer NOT NULL,
    counted integer NOT NULL,
    -- Only the engine's own students were counted.
    simulated integer NOT NULL CHECK (simulated IN (0, 1)),
    differing integer NOT NULL,
    unreadable integer NOT NULL,
    -- JSON: how many sessions each reason kept out.
    against text NOT NULL,
    -- How many sessions had finished when it was made, and when the last one had: others since then make a new reading due.
    mark text NOT NULL,
    hash text NOT NULL
);

-- The same by form of an instrument.
CREATE TABLE region_reading_form (
    campaign_id text NOT NULL REFERENCES region_reading (campaign_id),
    instrument text NOT NULL,
    version text NOT NULL,
    form text NOT NULL,
    sessions integer NOT NULL,
    -- Packed: norm files, one by grouping.
    norms text NOT NULL,
    -- Packed JSON: scales and items by grade.
    items text NOT NULL,
    PRIMARY KEY (campaign_id, instrument, version, form)
);

-- Norms as they were frozen: never changed, only followed by another number.
CREATE TABLE norm_version (
    id text NOT NULL PRIMARY KEY,
    region_id text NOT NULL REFERENCES region (id),
    campaign_id text NOT NULL REFERENCES campaign (id),
    instrument text NOT NULL,
    version text NOT NULL,
    form text NOT NULL,
    number integer NOT NULL,
    simulated integer NOT NULL CHECK (simulated IN (0, 1)),
    made_at integer NOT NULL,
    made_by text NOT NULL,
    -- What is signed: JSON with all of the above and the hashes of both files.
    statement text NOT NULL,
    signature text NOT NULL,
    signing_key text NOT NULL,
    -- Packed norm files: by grade; by grade, sex and municipality.
    by_grade text NOT NULL,
    by_group text NOT NULL,
    UNIQUE (campaign_id, instrument, version, form, number)
);
