-- What groups count of a finished session, made of its profile with the reasons: JSON. Null: not made yet.
ALTER TABLE review_need ADD group_facts nvarchar(max) COLLATE Latin1_General_100_BIN2;
