-- Why a talk with the student of a finished session should come before others: bits of NeedReason, and what says so. Without a row it is not known yet.
CREATE TABLE review_need (
    session_id text NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    reasons bigint NOT NULL,
    evidence text NOT NULL,
    rule_version text NOT NULL
);

-- A talk that was held with the student of a finished session; taken back, the row goes.
CREATE TABLE talk (
    session_id text NOT NULL PRIMARY KEY REFERENCES test_session (id),
    held_at bigint NOT NULL,
    held_by text NOT NULL
);
