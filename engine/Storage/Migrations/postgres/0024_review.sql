-- One signed version of a psychologist's decision on a finished session; the rows of a session are a chain. Never changed.
CREATE TABLE review (
    session_id text NOT NULL REFERENCES test_session (id),
    version bigint NOT NULL CHECK (version > 0),
    -- Hash of the protocol it was made from.
    protocol text NOT NULL,
    -- Under which versions the list was computed, and what was decided about it: JSON.
    under text NOT NULL,
    choices text NOT NULL,
    -- The computed list with its trace, untouched: JSON, compressed, in base 64; null where nothing is recommended.
    computed text,
    student_text text NOT NULL,
    parent_text text,
    teacher_text text,
    teacher_id text,
    signer text NOT NULL,
    signer_name text NOT NULL,
    signed_at bigint NOT NULL,
    -- Hash of the version before it, empty with the first; and its own, of everything above.
    previous text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (session_id, version)
);

CREATE INDEX review_teacher ON review (teacher_id) WHERE teacher_id IS NOT NULL;

-- A decision that is not signed yet, encrypted in a browser with the school's key of a generation.
CREATE TABLE review_draft (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    school_id text NOT NULL REFERENCES school_key (school_id),
    generation bigint NOT NULL CHECK (generation > 0),
    -- The version it is to be; with the revision, which grows with every change, what is encrypted is bound to it.
    version bigint NOT NULL CHECK (version > 0),
    revision bigint NOT NULL CHECK (revision > 0),
    protocol text NOT NULL,
    sealed text NOT NULL,
    written_by text NOT NULL,
    written_at bigint NOT NULL
);

CREATE INDEX review_draft_school ON review_draft (school_id);

-- The signed version a release shows; null where nobody signed.
ALTER TABLE result_release ADD COLUMN review bigint;
