-- For norms and for what a region reads of groups; the school says it with the list of places. Null: not told.
ALTER TABLE seat ADD sex nvarchar(80) COLLATE Latin1_General_100_BIN2 CHECK (sex IN ('female', 'male'));
