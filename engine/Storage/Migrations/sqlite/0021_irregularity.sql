-- What went wrong in a class's lesson, as its teacher notes it: a kind and no words. Without a seat it is the whole class's.
CREATE TABLE irregularity (
    class_id text NOT NULL REFERENCES school_class (id),
    number integer NOT NULL,
    seat integer,
    kind text NOT NULL,
    noted_at integer NOT NULL,
    withdrawn_at integer,
    PRIMARY KEY (class_id, number)
);
