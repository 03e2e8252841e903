-- What groups count of a finished session, made of its profile with the reasons: JSON. Null: not made yet.
ALTER TABLE review_need ADD COLUMN group_facts text;
