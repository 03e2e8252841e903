-- What nodes that serve on one store tell each other at once: a step of a lesson, minutes, a message, who asks for a seat. Each numbers its own; a row is gone
-- a minute later.
CREATE TABLE node_bell (
    node_id text NOT NULL,
    number integer NOT NULL,
    -- By the clock of the node that wrote it.
    rung_at integer NOT NULL,
    -- JSON: ids of a class and a session, at most a device that asks; no name, no answer, no code.
    news text NOT NULL,
    PRIMARY KEY (node_id, number)
);

-- JSON: the program's version, the schema it knows, what it asks and since when it serves; whether it lets go of its students.
ALTER TABLE live_node ADD COLUMN about text;
