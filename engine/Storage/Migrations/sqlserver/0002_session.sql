CREATE TABLE test_session (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    seat_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE REFERENCES seat (id),
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    state nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('issued', 'inProgress', 'paused', 'finished', 'expired')),
    epoch bigint NOT NULL CHECK (epoch >= 0),
    device nvarchar(80) COLLATE Latin1_General_100_BIN2,
    consent bigint CHECK (consent IN (0, 1)),
    consent_text nvarchar(80) COLLATE Latin1_General_100_BIN2,
    consent_at bigint,
    simulated bigint NOT NULL CHECK (simulated IN (0, 1)),
    started_at bigint,
    finished_at bigint,
    result_revision bigint NOT NULL,
    result_hash nvarchar(80) COLLATE Latin1_General_100_BIN2,
    CHECK ((state = 'finished' AND finished_at IS NOT NULL) OR (state <> 'finished' AND finished_at IS NULL)),
    CHECK (state <> 'finished' OR result_hash IS NOT NULL)
);

-- A unique constraint would allow one row without a result only.
CREATE UNIQUE INDEX test_session_result ON test_session (result_hash) WHERE result_hash IS NOT NULL;

CREATE INDEX test_session_class ON test_session (class_id);

-- The only truth. Several nodes write here, so the unique key stays beside the marks: a repeated insert changes nothing.
CREATE TABLE answer_log (
    session nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number bigint NOT NULL,
    item bigint NOT NULL,
    value nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    at_ms bigint NOT NULL,
    server_ms bigint NOT NULL,
    flags bigint NOT NULL,
    PRIMARY KEY (session, number)
);

-- Answers of a device that no longer held its session: kept, never mixed into the session.
CREATE TABLE orphan_answer (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES test_session (id),
    epoch bigint NOT NULL,
    number bigint NOT NULL,
    item bigint NOT NULL,
    value nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
    at_ms bigint NOT NULL,
    server_ms bigint NOT NULL,
    PRIMARY KEY (session_id, epoch, number)
);

CREATE TABLE finished_session (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES test_session (id),
    battery_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    battery_version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    answer_values nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    answer_times nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Different items with an answer, for boards.
    answered bigint NOT NULL,
    last_number bigint NOT NULL
);

CREATE TABLE profile (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    rule_version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    norm_version nvarchar(80) COLLATE Latin1_General_100_BIN2,
    profile nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);
