-- Keyed hash of the key that opens the parent's text; null until it is first given out, and again when the result key is replaced.
ALTER TABLE test_session ADD COLUMN parent_hash text;

CREATE UNIQUE INDEX test_session_parent ON test_session (parent_hash) WHERE parent_hash IS NOT NULL;
