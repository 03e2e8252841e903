-- Time a teacher adds for a class, or for one seat of it, while it works: sections with a time limit that were begun before last so much longer.
CREATE TABLE time_grant (
    class_id text NOT NULL REFERENCES school_class (id),
    number bigint NOT NULL,
    seat bigint,
    given_at bigint NOT NULL,
    given_ms bigint NOT NULL,
    PRIMARY KEY (class_id, number)
);
