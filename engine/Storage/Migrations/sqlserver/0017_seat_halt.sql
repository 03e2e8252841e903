-- A lesson that stands still for one seat, or is over for it before it is for the class, until the teacher lets the seat go on.
CREATE TABLE seat_halt (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    number bigint NOT NULL,
    seat bigint NOT NULL,
    run nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (run IN ('paused', 'ended')),
    began_at bigint NOT NULL,
    ended_at bigint,
    PRIMARY KEY (class_id, number)
);
