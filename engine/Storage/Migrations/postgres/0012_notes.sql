-- Keys of a school that are not in use any more, each sealed in a browser with the one that came after it.
CREATE TABLE school_key_past (
    school_id text NOT NULL REFERENCES school_key (school_id),
    generation bigint NOT NULL CHECK (generation > 0),
    sealed text NOT NULL,
    PRIMARY KEY (school_id, generation)
);

-- A psychologist's note on a session, encrypted in a browser with the school's key of a generation.
CREATE TABLE session_note (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    school_id text NOT NULL REFERENCES school_key (school_id),
    generation bigint NOT NULL CHECK (generation > 0),
    -- Grows with every change; what is encrypted is bound to it.
    revision bigint NOT NULL CHECK (revision > 0),
    sealed text NOT NULL,
    written_at bigint NOT NULL
);

CREATE INDEX session_note_school ON session_note (school_id);
