-- What a colleague of the school was asked about a student's doings in lessons, and answered. Never part of a result, a norm or a list.
CREATE TABLE observer_form (
    session_id text NOT NULL REFERENCES test_session (id),
    -- The account that was asked.
    observer text NOT NULL,
    -- Of the questions.
    version text NOT NULL,
    asked_by text NOT NULL,
    asked_at bigint NOT NULL,
    -- At most one of the two.
    answered_at bigint,
    declined_at bigint,
    -- JSON: by question 1 … 5, 0 not seen; null until it is filled in.
    answers text,
    PRIMARY KEY (session_id, observer)
);

CREATE INDEX observer_form_observer ON observer_form (observer);
