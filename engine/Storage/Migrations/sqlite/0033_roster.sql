-- The number a school has in its region's own registers: what an import knows it by.
CREATE TABLE school_code (
    region_id text NOT NULL REFERENCES region (id),
    code text NOT NULL,
    school_id text NOT NULL REFERENCES school (id),
    PRIMARY KEY (region_id, code)
);

CREATE INDEX school_code_school ON school_code (school_id);

-- How a place reads its lists of classes.
CREATE TABLE roster_mapping (
    node_id text NOT NULL,
    -- A hash of the headings, never the headings.
    headings text NOT NULL,
    -- JSON: what each column is, by its position.
    mapping text NOT NULL,
    written_by text NOT NULL,
    written_at integer NOT NULL,
    PRIMARY KEY (node_id, headings)
);
