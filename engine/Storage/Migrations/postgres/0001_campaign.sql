CREATE TABLE region (
    id text NOT NULL PRIMARY KEY,
    name text NOT NULL
);

CREATE TABLE municipality (
    id text NOT NULL PRIMARY KEY,
    region_id text NOT NULL REFERENCES region (id),
    name text NOT NULL,
    UNIQUE (region_id, name)
);

CREATE TABLE school (
    id text NOT NULL PRIMARY KEY,
    municipality_id text NOT NULL REFERENCES municipality (id),
    name text NOT NULL,
    prefix text NOT NULL UNIQUE CHECK (length(prefix) = 3),
    settlement text NOT NULL CHECK (settlement IN ('city', 'village')),
    UNIQUE (municipality_id, name)
);

CREATE TABLE campaign (
    id text NOT NULL PRIMARY KEY,
    region_id text NOT NULL REFERENCES region (id),
    year bigint NOT NULL,
    opens_at bigint NOT NULL,
    closes_at bigint NOT NULL,
    show_settings text NOT NULL,
    UNIQUE (region_id, year),
    CHECK (opens_at < closes_at)
);

CREATE TABLE school_class (
    id text NOT NULL PRIMARY KEY,
    school_id text NOT NULL REFERENCES school (id),
    campaign_id text NOT NULL REFERENCES campaign (id),
    grade bigint NOT NULL CHECK (grade BETWEEN 1 AND 11),
    letter text NOT NULL,
    board_link text NOT NULL UNIQUE,
    pin_revision bigint NOT NULL,
    battery_id text NOT NULL,
    battery_version text NOT NULL,
    package_hash text NOT NULL,
    lesson text NOT NULL CHECK (lesson IN ('lobby', 'running', 'paused', 'ended')),
    lesson_ended_at bigint,
    UNIQUE (school_id, campaign_id, grade, letter)
);

CREATE TABLE seat (
    id text NOT NULL PRIMARY KEY,
    class_id text NOT NULL REFERENCES school_class (id),
    number bigint NOT NULL,
    spare bigint NOT NULL CHECK (spare IN (0, 1)),
    code_revision bigint NOT NULL,
    code_hash text NOT NULL UNIQUE,
    UNIQUE (class_id, number)
);

-- What the store belongs to: the fingerprint of the keys its hashes were made with.
CREATE TABLE store_mark (
    name text NOT NULL PRIMARY KEY,
    value text NOT NULL
);
