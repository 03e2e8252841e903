-- A stretch of a campaign in which classes hold their lesson, cut into slots.
CREATE TABLE wave (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    state nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (state IN ('open', 'paused', 'ended')),
    -- Students in one slot, and where the number is from.
    capacity bigint NOT NULL CHECK (capacity > 0),
    capacity_source nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (capacity_source IN ('rehearsal', 'estimate')),
    -- Classes of one school in one slot.
    at_once bigint NOT NULL CHECK (at_once > 0),
    -- JSON: grades that take part; empty for all.
    grades nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- JSON: day, start and minutes of every slot, in their order.
    slots nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UNIQUE (campaign_id, name)
);

-- When a class holds its lesson: the slot of the wave that begins then.
CREATE TABLE class_slot (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES school_class (id),
    wave_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES wave (id),
    starts_at bigint NOT NULL,
    -- Moved by somebody: the planner leaves it where it is.
    by_hand bigint NOT NULL CHECK (by_hand IN (0, 1))
);

CREATE INDEX class_slot_wave ON class_slot (wave_id, starts_at);

-- An adult of a school's staff who answers for the campaign there. Never a student.
CREATE TABLE school_person (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    role nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (role IN ('lead', 'technician', 'psychologist')),
    name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    contact nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entered_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entered_at bigint NOT NULL,
    -- By the school itself, for one campaign; a change of the person takes it away.
    confirmed_for nvarchar(80) COLLATE Latin1_General_100_BIN2 REFERENCES campaign (id),
    confirmed_by nvarchar(80) COLLATE Latin1_General_100_BIN2,
    confirmed_at bigint
);

CREATE INDEX school_person_school ON school_person (school_id);

-- Which classes' cards were printed, without reading the whole log.
CREATE INDEX audit_entry_act ON audit_entry (act, class_id);

-- What a campaign asks and how it is scored, as it was frozen: never changed, only followed by another number. Hashes of content; nobody's answers.
CREATE TABLE content_version (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    region_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region (id),
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    number bigint NOT NULL,
    made_at bigint NOT NULL,
    made_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- What is signed: JSON with all of the above, the hash of every piece, and what a rehearsal has to come to.
    statement nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    signature nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    signing_key nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- JSON: what the last rehearsal of it found.
    rehearsal nvarchar(max) COLLATE Latin1_General_100_BIN2,
    UNIQUE (campaign_id, number)
);
