-- Keyed hash of the key that opens the parent's text; null until it is first given out, and again when the result key is replaced.
ALTER TABLE test_session ADD parent_hash nvarchar(80) COLLATE Latin1_General_100_BIN2;

-- A batch is compiled as a whole: the column is new in it.
EXEC ('CREATE UNIQUE INDEX test_session_parent ON test_session (parent_hash) WHERE parent_hash IS NOT NULL');
