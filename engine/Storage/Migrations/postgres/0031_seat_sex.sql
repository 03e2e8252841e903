-- For norms and for what a region reads of groups; the school says it with the list of places. Null: not told.
ALTER TABLE seat ADD COLUMN sex text CHECK (sex IN ('female', 'male'));
