-- What rehearsals of this server came to, as far as a slot's capacity goes by it. Of virtual students.
CREATE TABLE rehearsal_report (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    -- Of the file, so that nobody keeps it twice.
    hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    origin nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (origin IN ('region', 'operator', 'run')),
    -- The region that brought it; null for the run and the operator.
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 REFERENCES region (id),
    kept_at bigint NOT NULL,
    -- JSON: size, verdict, counts.
    facts nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- The report a wave's capacity is from. A number said to be from a report that is not here is the region's own.
ALTER TABLE wave ADD capacity_report nvarchar(80) COLLATE Latin1_General_100_BIN2 REFERENCES rehearsal_report (id);

UPDATE wave SET capacity_source = 'estimate';
