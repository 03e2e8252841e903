-- Why a talk with the student of a finished session should come before others: bits of NeedReason, and what says so. Without a row it is not known yet.
CREATE TABLE review_need (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    reasons bigint NOT NULL,
    evidence nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rule_version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- A talk that was held with the student of a finished session; taken back, the row goes.
CREATE TABLE talk (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES test_session (id),
    held_at bigint NOT NULL,
    held_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL
);
