-- A stretch of a campaign in which classes hold their lesson, cut into slots.
CREATE TABLE wave (
    id text NOT NULL PRIMARY KEY,
    campaign_id text NOT NULL REFERENCES campaign (id),
    name text NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'paused', 'ended')),
    -- Students in one slot, and where the number is from.
    capacity bigint NOT NULL CHECK (capacity > 0),
    capacity_source text NOT NULL CHECK (capacity_source IN ('rehearsal', 'estimate')),
    -- Classes of one school in one slot.
    at_once bigint NOT NULL CHECK (at_once > 0),
    -- JSON: grades that take part; empty for all.
    grades text NOT NULL,
    -- JSON: day, start and minutes of every slot, in their order.
    slots text NOT NULL,
    UNIQUE (campaign_id, name)
);

-- When a class holds its lesson: the slot of the wave that begins then.
CREATE TABLE class_slot (
    class_id text NOT NULL PRIMARY KEY REFERENCES school_class (id),
    wave_id text NOT NULL REFERENCES wave (id),
    starts_at bigint NOT NULL,
    -- Moved by somebody: the planner leaves it where it is.
    by_hand bigint NOT NULL CHECK (by_hand IN (0, 1))
);

CREATE INDEX class_slot_wave ON class_slot (wave_id, starts_at);

-- An adult of a school's staff who answers for the campaign there. Never a student.
CREATE TABLE school_person (
    id text NOT NULL PRIMARY KEY,
    school_id text NOT NULL REFERENCES school (id),
    role text NOT NULL CHECK (role IN ('lead', 'technician', 'psychologist')),
    name text NOT NULL,
    contact text NOT NULL,
    entered_by text NOT NULL,
    entered_at bigint NOT NULL,
    -- By the school itself, for one campaign; a change of the person takes it away.
    confirmed_for text REFERENCES campaign (id),
    confirmed_by text,
    confirmed_at bigint
);

CREATE INDEX school_person_school ON school_person (school_id);

-- Which classes' cards were printed, without reading the whole log.
CREATE INDEX audit_entry_act ON audit_entry (act, class_id);

-- What a campaign asks and how it is scored, as it was frozen: never changed, only followed by another number. Hashes of content; nobody's answers.
CREATE TABLE content_version (
    id text NOT NULL PRIMARY KEY,
    region_id text NOT NULL REFERENCES region (id),
    campaign_id text NOT NULL REFERENCES campaign (id),
    number bigint NOT NULL,
    made_at bigint NOT NULL,
    made_by text NOT NULL,
    -- What is signed: JSON with all of the above, the hash of every piece, and what a rehearsal has to come to.
    statement text NOT NULL,
    signature text NOT NULL,
    signing_key text NOT NULL,
    -- JSON: what the last rehearsal of it found.
    rehearsal text,
    UNIQUE (campaign_id, number)
);
