CREATE TABLE test_session (
    id text NOT NULL PRIMARY KEY,
    seat_id text NOT NULL UNIQUE REFERENCES seat (id),
    class_id text NOT NULL REFERENCES school_class (id),
    state text NOT NULL CHECK (state IN ('issued', 'inProgress', 'paused', 'finished', 'expired')),
    epoch integer NOT NULL CHECK (epoch >= 0),
    device text,
    consent integer CHECK (consent IN (0, 1)),
    consent_text text,
    consent_at integer,
    simulated integer NOT NULL CHECK (simulated IN (0, 1)),
    started_at integer,
    finished_at integer,
    -- Every answer of the session has a log id above this one; set when the session starts.
    log_floor integer,
    result_revision integer NOT NULL,
    result_hash text UNIQUE,
    CHECK ((state = 'finished') = (finished_at IS NOT NULL)),
    CHECK (state <> 'finished' OR result_hash IS NOT NULL)
);

CREATE INDEX test_session_class ON test_session (class_id);

CREATE INDEX test_session_open ON test_session (log_floor) WHERE state IN ('inProgress', 'paused');

-- The only truth. Append-only, and on SQLite without a unique index: the one writer's marks and the gap rule keep numbers unique and contiguous.
CREATE TABLE answer_log (
    id integer PRIMARY KEY,
    session text NOT NULL,
    number integer NOT NULL,
    item integer NOT NULL,
    value text NOT NULL,
    at_ms integer NOT NULL,
    server_ms integer NOT NULL,
    flags integer NOT NULL
);

-- Answers of a device that no longer held its session: kept, never mixed into the session.
CREATE TABLE orphan_answer (
    session_id text NOT NULL REFERENCES test_session (id),
    epoch integer NOT NULL,
    number integer NOT NULL,
    item integer NOT NULL,
    value text NOT NULL,
    at_ms integer NOT NULL,
    server_ms integer NOT NULL,
    PRIMARY KEY (session_id, epoch, number)
);

CREATE TABLE finished_session (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    battery_id text NOT NULL,
    battery_version text NOT NULL,
    answer_values text NOT NULL,
    answer_times text NOT NULL,
    -- Different items with an answer, for boards.
    answered integer NOT NULL,
    last_number integer NOT NULL
);

CREATE TABLE profile (
    session_id text NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    rule_version text NOT NULL,
    norm_version text,
    profile text NOT NULL
);
