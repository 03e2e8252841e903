-- The seal of the log's end: number and hash of the last entry under the server's key.
ALTER TABLE audit_head ADD end_seal nvarchar(80) COLLATE Latin1_General_100_BIN2;
