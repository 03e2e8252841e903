-- A class of the day's lesson, or a sitting beside it: instruments chosen for a class, a group or one student. What follows the grade in a sitting's name is longer than a letter.
ALTER TABLE school_class ADD kind nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT 'lesson' CHECK (kind IN ('lesson', 'sitting'));

ALTER TABLE school_class ADD place nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT 'class' CHECK (place IN ('class', 'home'));

-- The account that made a sitting; null with a lesson.
ALTER TABLE school_class ADD made_by nvarchar(80) COLLATE Latin1_General_100_BIN2;

ALTER TABLE school_class ADD made_at bigint;

-- Until when a sitting's codes open it; null with a lesson.
ALTER TABLE school_class ADD ends_at bigint;

-- The same in every seat of one student: a random number that ties sessions and names nobody. Null where nothing is tied.
ALTER TABLE seat ADD person nvarchar(80) COLLATE Latin1_General_100_BIN2;

-- At home: whether an adult was near, as the student said before the start.
ALTER TABLE test_session ADD parent_present bigint CHECK (parent_present IN (0, 1));

-- A battery of chosen instruments names them in its id.
ALTER TABLE school_class ALTER COLUMN battery_id nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL;

ALTER TABLE finished_session ALTER COLUMN battery_id nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL;

-- A batch is compiled as a whole: the column is new in it.
EXEC ('CREATE INDEX seat_person ON seat (person) WHERE person IS NOT NULL');

-- Packages of chosen instruments are found by their hash.
CREATE INDEX school_class_package ON school_class (package_hash);
