-- Who agreed to take part, refused or withdrew: append-only, the only truth about it. consent, consent_text, consent_at and parent_consent
-- of test_session are its latest state, written in the same transaction.
CREATE TABLE consent_entry (
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES test_session (id),
    number bigint NOT NULL,
    party nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (party IN ('student', 'parent')),
    decision nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (decision IN ('agreed', 'refused', 'withdrawn')),
    text_version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    way nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (way IN ('device', 'link', 'paper')),
    at bigint NOT NULL,
    -- The account that recorded what is on paper.
    recorded_by nvarchar(80) COLLATE Latin1_General_100_BIN2,
    PRIMARY KEY (session_id, number),
    CHECK ((way = 'paper') = (recorded_by IS NOT NULL))
);

-- The last decision of the student's parent: 1 agreed, 0 against.
ALTER TABLE test_session ADD parent_consent bigint CHECK (parent_consent IN (0, 1));

INSERT INTO consent_entry (session_id, number, party, decision, text_version, way, at)
SELECT id, 1, 'student', CASE consent WHEN 1 THEN 'agreed' ELSE 'refused' END, COALESCE(consent_text, ''), 'device', COALESCE(consent_at, 0)
FROM test_session WHERE consent IS NOT NULL;

-- The link of a seat's parent; only its keyed hash. Made when the sheet is first printed.
CREATE TABLE parent_link (
    seat_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES seat (id),
    revision bigint NOT NULL,
    link_hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    made_at bigint NOT NULL
);

-- What a parent asks the school for.
CREATE TABLE parent_request (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    session_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES test_session (id),
    kind nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (kind IN ('deletion', 'meeting')),
    asked_at bigint NOT NULL,
    closed_at bigint,
    -- An account, or 'parent' who took it back.
    closed_by nvarchar(80) COLLATE Latin1_General_100_BIN2,
    CHECK ((closed_at IS NULL) = (closed_by IS NULL))
);

CREATE INDEX parent_request_session ON parent_request (session_id);
