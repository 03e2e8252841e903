-- What the last pass over a campaign's finished sessions found: one row, written anew by each pass. Sums and counts of many; nobody in particular.
CREATE TABLE region_reading (
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES campaign (id),
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    made_at bigint NOT NULL,
    made_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sessions bigint NOT NULL,
    counted bigint NOT NULL,
    -- Only the engine's own students were counted.
    simulated bigint NOT NULL CHECK (simulated IN (0, 1)),
    differing bigint NOT NULL,
    unreadable bigint NOT NULL,
    -- JSON: how many sessions each reason kept out.
    against nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- How many sessions had finished when it was made, and when the last one had: others since then make a new reading due.
    mark nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- The same by form of an instrument.
CREATE TABLE region_reading_form (
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region_reading (campaign_id),
    instrument nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    form nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sessions bigint NOT NULL,
    -- Packed: norm files, one by grouping.
    norms nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Packed JSON: scales and items by grade.
    items nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (campaign_id, instrument, version, form)
);

-- Norms as they were frozen: never changed, only followed by another number.
CREATE TABLE norm_version (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    instrument nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    form nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number bigint NOT NULL,
    simulated bigint NOT NULL CHECK (simulated IN (0, 1)),
    made_at bigint NOT NULL,
    made_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- What is signed: JSON with all of the above and the hashes of both files.
    statement nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    signature nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    signing_key nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Packed norm files: by grade; by grade, sex and municipality.
    by_grade nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    by_group nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UNIQUE (campaign_id, instrument, version, form, number)
);

-- The names of several versions stand in it.
ALTER TABLE result_release ALTER COLUMN norm_version nvarchar(max) COLLATE Latin1_General_100_BIN2;
