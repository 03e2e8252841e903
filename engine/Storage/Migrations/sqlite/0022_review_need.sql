-- Why a talk with the student of a finished session should come before others: bits of NeedReason, and what says so.
CREATE TABLE review_need (
    session_id text NOT NULL PRIMARY KEY REFERENCES finished_session (session_id),
    school_id text NOT NULL REFERENCES school (id),
    class_id text NOT NULL REFERENCES school_class (id),
    reasons integer NOT NULL,
    evidence text NOT NULL,
    rule_version text NOT NULL
);

CREATE INDEX review_need_school ON review_need (school_id, class_id);
