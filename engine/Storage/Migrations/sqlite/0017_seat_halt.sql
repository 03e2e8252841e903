-- A lesson that stands still for one seat, or is over for it before it is for the class, until the teacher lets the seat go on.
CREATE TABLE seat_halt (
    class_id text NOT NULL REFERENCES school_class (id),
    number integer NOT NULL,
    seat integer NOT NULL,
    run text NOT NULL CHECK (run IN ('paused', 'ended')),
    began_at integer NOT NULL,
    ended_at integer,
    PRIMARY KEY (class_id, number)
);
