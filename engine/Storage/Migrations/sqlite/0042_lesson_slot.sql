-- A class has a slot for each lesson of its battery. Those that are there are of the first.
CREATE TABLE class_slot_by_lesson (
    class_id text NOT NULL REFERENCES school_class (id),
    -- From 1.
    lesson integer NOT NULL CHECK (lesson > 0),
    wave_id text NOT NULL REFERENCES wave (id),
    starts_at integer NOT NULL,
    -- Moved by somebody: the planner leaves it where it is.
    by_hand integer NOT NULL CHECK (by_hand IN (0, 1)),
    PRIMARY KEY (class_id, lesson)
);

INSERT INTO class_slot_by_lesson (class_id, lesson, wave_id, starts_at, by_hand) SELECT class_id, 1, wave_id, starts_at, by_hand FROM class_slot;

DROP TABLE class_slot;

ALTER TABLE class_slot_by_lesson RENAME TO class_slot;

CREATE INDEX class_slot_wave ON class_slot (wave_id, starts_at);
