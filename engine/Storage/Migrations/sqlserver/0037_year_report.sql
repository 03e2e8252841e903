-- The yearly report of a region or a municipality while it is written: what the rules drafted, and what people wrote beside it. One row a campaign and place, from the first word on.
CREATE TABLE report_draft (
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    -- Of the region or of a municipality.
    place_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- How often it was written in: whoever writes names the one before.
    revision bigint NOT NULL,
    -- Packed JSON: the draft as the rules wrote it when it was begun, or last renewed.
    drafted nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- JSON: paragraphs as people wrote them, and sections left out.
    edits nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    changed_at bigint NOT NULL,
    PRIMARY KEY (campaign_id, place_id)
);

-- The same frozen: never changed, only followed by another number.
CREATE TABLE report_edition (
    id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY,
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES campaign (id),
    place_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number bigint NOT NULL,
    simulated bigint NOT NULL CHECK (simulated IN (0, 1)),
    made_at bigint NOT NULL,
    made_by nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- What is signed: JSON with all of the above and the hashes of both texts.
    statement nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    signature nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
    signing_key nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Packed: the data's canonical text, and the document's.
    figures nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    document nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    UNIQUE (campaign_id, place_id, number)
);
