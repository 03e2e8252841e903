-- What a student reads as final, frozen when a psychologist released it. A withdrawal keeps the row and says why.
CREATE TABLE result_release (
    session_id text NOT NULL REFERENCES test_session (id),
    number bigint NOT NULL,
    released_by text NOT NULL,
    released_at bigint NOT NULL,
    rule_version text NOT NULL,
    norm_version text,
    atlas text,
    -- The result as it was shown: JSON, compressed, in base 64.
    result text NOT NULL,
    -- Of the JSON and of everything above.
    hash text NOT NULL,
    withdrawn_by text,
    withdrawn_at bigint,
    reason text,
    PRIMARY KEY (session_id, number)
);

-- At most one release of a session stands.
CREATE UNIQUE INDEX result_release_standing ON result_release (session_id) WHERE withdrawn_at IS NULL;

-- When the time of keeping was last shortened: nothing is erased for a while after it.
ALTER TABLE campaign ADD COLUMN shortened_at bigint;

CREATE INDEX school_class_campaign ON school_class (campaign_id);

-- Erasures whose log is still to be cleared.
CREATE INDEX erasure_open ON erasure (session_id) WHERE complete = 0;

-- Work that one node at a time does for all.
CREATE TABLE node_lease (
    name text NOT NULL PRIMARY KEY,
    holder text NOT NULL,
    until_at bigint NOT NULL
);

INSERT INTO node_lease (name, holder, until_at) VALUES ('retention', '', 0);

-- What was done with a school's data in a period.
CREATE INDEX audit_entry_school_at ON audit_entry (school_id, at);
