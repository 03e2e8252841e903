-- One consilium about a student: who takes part and what was agreed stand in fields, all that is said in words is encrypted in a browser with the school's key. Closed, it never changes.
CREATE TABLE consilium (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES test_session (id),
    number bigint NOT NULL CHECK (number > 0),
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_key (school_id),
    generation bigint NOT NULL CHECK (generation > 0),
    -- Grows with every change while it is open.
    revision bigint NOT NULL CHECK (revision > 0),
    -- A day, as 2026-11-22; null while it is open when it meets.
    held_on nvarchar(80) COLLATE Latin1_General_100_BIN2,
    -- JSON.
    participants nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    outside nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Null when the school has lost its key.
    sealed nvarchar(max) COLLATE Latin1_General_100_BIN2,
    written_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    written_at bigint NOT NULL,
    closed_by nvarchar(80) COLLATE Latin1_General_100_BIN2,
    closed_at bigint,
    -- Of what was sealed and of everything, when it was closed.
    sealed_hash nvarchar(80) COLLATE Latin1_General_100_BIN2,
    hash nvarchar(80) COLLATE Latin1_General_100_BIN2,
    PRIMARY KEY (session_id, number)
);

CREATE INDEX consilium_school ON consilium (school_id);

-- What was agreed to do, and on which day somebody asks what became of it.
CREATE TABLE consilium_step (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number bigint NOT NULL,
    step int NOT NULL CHECK (step > 0),
    kind nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    due nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (session_id, number, step),
    FOREIGN KEY (session_id, number) REFERENCES consilium (session_id, number)
);

-- What became of it, as often as somebody told; the last entry counts.
CREATE TABLE consilium_outcome (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number bigint NOT NULL,
    step int NOT NULL,
    entry bigint NOT NULL CHECK (entry > 0),
    outcome nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- When it is asked again; only of a step that goes on.
    next_due nvarchar(80) COLLATE Latin1_General_100_BIN2,
    told_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    told_at bigint NOT NULL,
    PRIMARY KEY (session_id, number, step, entry),
    FOREIGN KEY (session_id, number, step) REFERENCES consilium_step (session_id, number, step)
);
