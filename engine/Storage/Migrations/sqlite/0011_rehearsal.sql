-- A region made for a load run and for nothing else; it goes when the run is over.
CREATE TABLE rehearsal (
    region_id text NOT NULL PRIMARY KEY REFERENCES region (id),
    opened_at integer NOT NULL,
    -- On SQLite every answer of the run has a log id above this one.
    log_floor integer NOT NULL
);
