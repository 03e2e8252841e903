-- What went wrong in a class's lesson, as its teacher notes it: a kind and no words. Without a seat it is the whole class's.
CREATE TABLE irregularity (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    number bigint NOT NULL,
    seat bigint,
    kind nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    noted_at bigint NOT NULL,
    withdrawn_at bigint,
    PRIMARY KEY (class_id, number)
);
