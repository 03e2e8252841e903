-- What the parent behind a seat's link answered about the student, in closed answers. It goes when the parent takes the agreement back. Never part of a result, a norm or a list.
CREATE TABLE parent_form (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    -- Of the instrument for parents, and its form.
    version text NOT NULL,
    form text NOT NULL,
    answered_at integer NOT NULL,
    -- How many times it was written; the last one is what stands.
    changes integer NOT NULL,
    -- JSON: by item of the form a canonical answer, empty where the parent does not know.
    answers text NOT NULL
);
