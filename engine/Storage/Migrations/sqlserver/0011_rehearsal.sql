-- A region made for a load run and for nothing else; it goes when the run is over.
CREATE TABLE rehearsal (
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES region (id),
    opened_at bigint NOT NULL,
    -- On SQLite every answer of the run has a log id above this one.
    log_floor bigint NOT NULL
);
