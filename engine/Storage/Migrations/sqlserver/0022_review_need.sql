-- Why a talk with the student of a finished session should come before others: bits of NeedReason, and what says so.
CREATE TABLE review_need (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    reasons bigint NOT NULL,
    evidence nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    rule_version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE INDEX review_need_school ON review_need (school_id, class_id);
