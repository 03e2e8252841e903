-- Sessions whose data was erased. The list beside the store (erasures.txt) names them too, for a store restored from an older backup.
CREATE TABLE erasure (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES test_session (id),
    erased_at bigint NOT NULL,
    -- The log is cleared in pieces; until it is done a start goes on with it.
    complete bigint NOT NULL CHECK (complete IN (0, 1))
);
