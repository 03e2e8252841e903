-- Special conditions of one student, as a code: what is different, never why. Null: none.
ALTER TABLE test_session ADD accommodation nvarchar(40) COLLATE Latin1_General_100_BIN2;
