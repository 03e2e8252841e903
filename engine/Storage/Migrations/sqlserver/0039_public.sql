-- What a school tells of its year on its own site. One row a school: when it is withdrawn the address stays the school's and opens nothing.
CREATE TABLE school_summary (
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES school (id),
    -- The end of its public address.
    link nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    -- Of the campaign.
    year bigint NOT NULL,
    published_at bigint NOT NULL,
    published_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Packed JSON, as it was looked at and published; null while nothing is public.
    summary nvarchar(max) COLLATE Latin1_General_100_BIN2,
    hash nvarchar(80) COLLATE Latin1_General_100_BIN2,
    -- Packed JSON: the numbers published in the year, also those taken back. A later summary is held against them, so that the difference tells of nobody.
    told nvarchar(max) COLLATE Latin1_General_100_BIN2
);

-- How many times links of the region's resources were opened from results: by school and day, of nobody in particular.
CREATE TABLE link_click (
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    school_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school (id),
    -- Kind and identifier in the region's overlay.
    link nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Days since the beginning of 1970, UTC: nothing finer is kept.
    day bigint NOT NULL,
    clicks bigint NOT NULL CHECK (clicks > 0),
    PRIMARY KEY (campaign_id, school_id, link, day)
);
