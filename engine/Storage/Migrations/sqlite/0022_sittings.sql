-- A class of the day's lesson, or a sitting beside it: instruments chosen for a class, a group or one student. What follows the grade in a sitting's name is longer than a letter.
ALTER TABLE school_class ADD COLUMN kind text NOT NULL DEFAULT 'lesson' CHECK (kind IN ('lesson', 'sitting'));

ALTER TABLE school_class ADD COLUMN place text NOT NULL DEFAULT 'class' CHECK (place IN ('class', 'home'));

-- The account that made a sitting; null with a lesson.
ALTER TABLE school_class ADD COLUMN made_by text;

ALTER TABLE school_class ADD COLUMN made_at integer;

-- Until when a sitting's codes open it; null with a lesson.
ALTER TABLE school_class ADD COLUMN ends_at integer;

-- The same in every seat of one student: a random number that ties sessions and names nobody. Null where nothing is tied.
ALTER TABLE seat ADD COLUMN person text;

-- At home: whether an adult was near, as the student said before the start.
ALTER TABLE test_session ADD COLUMN parent_present integer CHECK (parent_present IN (0, 1));

CREATE INDEX seat_person ON seat (person) WHERE person IS NOT NULL;

-- Packages of chosen instruments are found by their hash.
CREATE INDEX school_class_package ON school_class (package_hash);
