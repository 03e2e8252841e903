-- The seal of the log's end: number and hash of the last entry under the server's key.
ALTER TABLE audit_head ADD COLUMN end_seal text;
