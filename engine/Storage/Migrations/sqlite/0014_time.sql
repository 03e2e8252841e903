-- Time a teacher adds for a class, or for one seat of it, while it works: sections with a time limit that were begun before last so much longer.
CREATE TABLE time_grant (
    class_id text NOT NULL REFERENCES school_class (id),
    number integer NOT NULL,
    seat integer,
    given_at integer NOT NULL,
    given_ms integer NOT NULL,
    PRIMARY KEY (class_id, number)
);
