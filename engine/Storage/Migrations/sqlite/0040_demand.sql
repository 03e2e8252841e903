-- Forecasts of demand that a region brings on its page. Each deed is a version with all that stands after it; taking one back leaves the row and lets the version before stand again.
CREATE TABLE demand_version (
    region_id text NOT NULL REFERENCES region (id),
    number integer NOT NULL,
    -- imported or takenOut.
    act text NOT NULL,
    -- Which forecast was taken out: year, system of codes, region. Empty of an import.
    about text NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    removed integer NOT NULL,
    made_by text NOT NULL,
    made_at integer NOT NULL,
    -- Packed JSON: every row of the region after the deed.
    demand text NOT NULL,
    taken_back_by text,
    taken_back_at integer,
    PRIMARY KEY (region_id, number)
);
