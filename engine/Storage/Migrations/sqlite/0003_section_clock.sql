-- When a class's lesson stood still: meanwhile its sections with a time limit stand still too.
CREATE TABLE lesson_pause (
    class_id text NOT NULL REFERENCES school_class (id),
    number integer NOT NULL,
    began_at integer NOT NULL,
    ended_at integer,
    PRIMARY KEY (class_id, number)
);

-- How the sections with a time limit were timed; null in rows that are older than this column.
ALTER TABLE finished_session ADD COLUMN section_times text;
