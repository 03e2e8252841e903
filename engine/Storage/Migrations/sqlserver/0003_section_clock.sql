-- When a class's lesson stood still: meanwhile its sections with a time limit stand still too.
CREATE TABLE lesson_pause (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    number bigint NOT NULL,
    began_at bigint NOT NULL,
    ended_at bigint,
    PRIMARY KEY (class_id, number)
);

-- How the sections with a time limit were timed; null in rows that are older than this column.
ALTER TABLE finished_session ADD section_times nvarchar(max) COLLATE Latin1_General_100_BIN2;
