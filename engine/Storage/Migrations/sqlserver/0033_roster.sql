-- The number a school has in its region's own registers: what an import knows it by.
CREATE TABLE school_code (
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    code nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    PRIMARY KEY (region_id, code)
);

CREATE INDEX school_code_school ON school_code (school_id);

-- How a place reads its lists of classes.
CREATE TABLE roster_mapping (
    node_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- A hash of the headings, never the headings.
    headings nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- JSON: what each column is, by its position.
    mapping nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_at bigint NOT NULL,
    PRIMARY KEY (node_id, headings)
);
