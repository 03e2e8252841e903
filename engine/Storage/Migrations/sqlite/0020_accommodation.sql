-- Special conditions of one student, as a code: what is different, never why. Null: none.
ALTER TABLE test_session ADD COLUMN accommodation text;
