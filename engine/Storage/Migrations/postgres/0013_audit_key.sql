-- From which number on entries are sealed with the server's key (HMAC-SHA256) instead of a plain hash, and the seal of that beginning.
ALTER TABLE audit_head ADD COLUMN keyed_from bigint;

ALTER TABLE audit_head ADD COLUMN key_seal text;
