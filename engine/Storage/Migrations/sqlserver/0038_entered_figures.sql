-- Numbers that schools tell of themselves: contracts, trials, fairs, where graduates went. Sums of people or events, never of a person.
CREATE TABLE entered_figure (
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    year bigint NOT NULL,
    indicator nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Of a study direction; empty where the figure is not by code.
    code nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Null: fewer than five people, but not none. The number itself is not kept.
    figure bigint,
    source nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- ISO.
    source_date nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entered_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    entered_at bigint NOT NULL,
    PRIMARY KEY (school_id, year, indicator, code)
);
