-- Reports of before tell neither who brought them nor the rate they reached: they go, and are brought again from their files.
UPDATE wave SET capacity_report = NULL, capacity_source = 'estimate' WHERE capacity_report IS NOT NULL;

DELETE FROM rehearsal_report;

-- The region that brought the file; null for the operator's and the run's own.
ALTER TABLE rehearsal_report ADD COLUMN region_id text REFERENCES region (id);
