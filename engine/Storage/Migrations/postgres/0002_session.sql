CREATE TABLE test_session (
    id text NOT NULL PRIMARY KEY,
    seat_id text NOT NULL UNIQUE REFERENCES seat (id),
    class_id text NOT NULL REFERENCES school_class (id),
    state text NOT NULL CHECK (state IN ('issued', 'inProgress', 'paused', 'finished', 'expired')),
    epoch bigint NOT NULL CHECK (epoch >= 0),
    device text,
    consent bigint CHECK (consent IN (0, 1)),
    consent_text text,
    consent_at bigint,
    simulated bigint NOT NULL CHECK (simulated IN (0, 1)),
    started_at bigint,
    finished_at bigint,
    result_revision bigint NOT NULL,
    result_hash text UNIQUE,
    CHECK ((state = 'finished') = (finished_at IS NOT NULL)),
    CHECK (state <> 'finished' OR result_hash IS NOT NULL)
);

CREATE INDEX test_session_class ON test_session (class_id);

-- The only truth. Several nodes write here, so the unique key stays beside the marks: a repeated insert changes nothing.
CREATE TABLE answer_log (
    session text NOT NULL,
    number bigint NOT NULL,
    item bigint NOT NULL,
    value text NOT NULL,
    at_ms bigint NOT NULL,
    server_ms bigint NOT NULL,
    flags bigint NOT NULL,
    PRIMARY KEY (session, number)
);

-- Answers of a device that no longer held its session: kept, never mixed into the session.
CREATE TABLE orphan_answer (
    session_id text NOT NULL REFERENCES test_session (id),
    epoch bigint NOT NULL,
    number bigint NOT NULL,
    item bigint NOT NULL,
    value text NOT NULL,
    at_ms bigint NOT NULL,
    server_ms bigint NOT NULL,
    PRIMARY KEY (session_id, epoch, number)
);

CREATE TABLE finished_session (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    battery_id text NOT NULL,
    battery_version text NOT NULL,
    answer_values text NOT NULL,
    answer_times text NOT NULL,
    -- Different items with an answer, for boards.
    answered bigint NOT NULL,
    last_number bigint NOT NULL
);

CREATE TABLE profile (
    session_id text NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    rule_version text NOT NULL,
    norm_version text,
    profile text NOT NULL
);
