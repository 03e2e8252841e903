-- Numbers that schools tell of themselves: contracts, trials, fairs, where graduates went. Sums of people or events, never of a person.
CREATE TABLE entered_figure (
    school_id text NOT NULL REFERENCES school (id),
    year integer NOT NULL,
    indicator text NOT NULL,
    -- Of a study direction; empty where the figure is not by code.
    code text NOT NULL,
    -- Null: fewer than five people, but not none. The number itself is not kept.
    figure integer,
    source text NOT NULL,
    -- ISO.
    source_date text NOT NULL,
    entered_by text NOT NULL,
    entered_at integer NOT NULL,
    PRIMARY KEY (school_id, year, indicator, code)
);
