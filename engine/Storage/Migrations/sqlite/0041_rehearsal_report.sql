-- What rehearsals of this server came to, as far as a slot's capacity goes by it. Of virtual students.
CREATE TABLE rehearsal_report (
    id text NOT NULL PRIMARY KEY,
    -- Of the file, so that nobody keeps it twice.
    hash text NOT NULL UNIQUE,
    origin text NOT NULL CHECK (origin IN ('region', 'operator', 'run')),
    -- The region that brought it; null for the run and the operator.
    region_id text REFERENCES region (id),
    kept_at integer NOT NULL,
    -- JSON: size, verdict, counts.
    facts text NOT NULL
);

-- The report a wave's capacity is from. A number said to be from a report that is not here is the region's own.
ALTER TABLE wave ADD COLUMN capacity_report text REFERENCES rehearsal_report (id);

UPDATE wave SET capacity_source = 'estimate';
