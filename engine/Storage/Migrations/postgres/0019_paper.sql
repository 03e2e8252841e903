-- The first keying of a form on paper, while it waits for the second; the end of the session, a refusal and an erasure take it away.
CREATE TABLE paper_entry (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    -- A random word of the page that keyed it: the same keying sent again is no second one.
    keying text NOT NULL,
    keyed_by text NOT NULL,
    keyed_at bigint NOT NULL,
    -- What is marked above the answers: 1, 0, or nothing.
    agrees bigint,
    answers text NOT NULL
);
