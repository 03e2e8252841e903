-- From which number on entries are sealed with the server's key (HMAC-SHA256) instead of a plain hash, and the seal of that beginning.
ALTER TABLE audit_head ADD keyed_from bigint;

ALTER TABLE audit_head ADD key_seal nvarchar(80) COLLATE Latin1_General_100_BIN2;
