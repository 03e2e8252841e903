CREATE TABLE region (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL
);

CREATE TABLE municipality (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UNIQUE (region_id, name)
);

CREATE TABLE school (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    municipality_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES municipality (id),
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    prefix nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE CHECK (len(prefix) = 3),
    settlement nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (settlement IN ('city', 'village')),
    UNIQUE (municipality_id, name)
);

CREATE TABLE campaign (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    year bigint NOT NULL,
    opens_at bigint NOT NULL,
    closes_at bigint NOT NULL,
    show_settings nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UNIQUE (region_id, year),
    CHECK (opens_at < closes_at)
);

CREATE TABLE school_class (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    grade bigint NOT NULL CHECK (grade BETWEEN 1 AND 11),
    letter nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    board_link nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    pin_revision bigint NOT NULL,
    battery_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    battery_version nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    package_hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    lesson nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (lesson IN ('lobby', 'running', 'paused', 'ended')),
    lesson_ended_at bigint,
    UNIQUE (school_id, campaign_id, grade, letter)
);

CREATE TABLE seat (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    number bigint NOT NULL,
    spare bigint NOT NULL CHECK (spare IN (0, 1)),
    code_revision bigint NOT NULL,
    code_hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    UNIQUE (class_id, number)
);

-- What the store belongs to: the fingerprint of the keys its hashes were made with.
CREATE TABLE store_mark (
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    value nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL
);
