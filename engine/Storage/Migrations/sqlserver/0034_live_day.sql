-- A node that serves on a shared store, as the others see it. It says itself that it is there; who falls silent is an incident of the day.
CREATE TABLE live_node (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    -- Of its machine, for people.
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    beat_at bigint NOT NULL,
    -- Of what it said last in live_school.
    revision bigint NOT NULL,
    -- JSON: how busy it is.
    "load" nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL
);

-- What a node knows of the seats of a school now. JSON by class: a letter a seat, none of them a name, an answer or a code.
CREATE TABLE live_school (
    node_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    revision bigint NOT NULL,
    said nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (node_id, school_id)
);

-- A short word of the region or of a municipality to schools on the day.
CREATE TABLE day_message (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    place_kind nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (place_kind IN ('region', 'municipality', 'school')),
    place_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    words nvarchar(600) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sent_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    sent_at bigint NOT NULL,
    ends_at bigint NOT NULL
);

CREATE INDEX day_message_end ON day_message (ends_at);

-- Somebody of the school has read it.
CREATE TABLE day_message_read (
    message_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES day_message (id),
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    read_at bigint NOT NULL,
    PRIMARY KEY (message_id, school_id)
);

-- Minutes for all lessons of a place: the press of the button they came by, so that a portion that is sent again adds nothing. Null: from a class board, or an outage.
ALTER TABLE time_grant ADD press nvarchar(80) COLLATE Latin1_General_100_BIN2;
