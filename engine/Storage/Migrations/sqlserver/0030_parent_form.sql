-- What the parent behind a seat's link answered about the student, in closed answers. It goes when the parent takes the agreement back. Never part of a result, a norm or a list.
CREATE TABLE parent_form (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES test_session (id),
    -- Of the instrument for parents, and its form.
    version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    form nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    answered_at bigint NOT NULL,
    -- How many times it was written; the last one is what stands.
    changes bigint NOT NULL,
    -- JSON: by item of the form a canonical answer, empty where the parent does not know.
    answers nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);
