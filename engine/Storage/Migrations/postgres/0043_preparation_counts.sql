-- What the preparation of a whole region is counted from is read out of indexes alone: places of a class without the spare ones,
CREATE INDEX seat_class_spare ON seat (class_id, spare, number);

-- parents' decisions of a class,
DROP INDEX test_session_class;

CREATE INDEX test_session_class ON test_session (class_id, parent_consent, state);

-- and computers that were found not ready.
CREATE INDEX device_check_verdict ON device_check (class_id, verdict);
