-- Forecasts of demand that a region brings on its page. Each deed is a version with all that stands after it; taking one back leaves the row and lets the version before stand again.
CREATE TABLE demand_version (
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    number bigint NOT NULL,
    -- imported or takenOut.
    act nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Which forecast was taken out: year, system of codes, region. Empty of an import.
    about nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
    added bigint NOT NULL,
    changed bigint NOT NULL,
    removed bigint NOT NULL,
    made_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    made_at bigint NOT NULL,
    -- Packed JSON: every row of the region after the deed.
    demand nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    taken_back_by nvarchar(80) COLLATE Latin1_General_100_BIN2,
    taken_back_at bigint,
    PRIMARY KEY (region_id, number)
);
