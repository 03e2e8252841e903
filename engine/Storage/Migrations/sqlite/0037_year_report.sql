-- The yearly report of a region or a municipality while it is written: what the rules drafted, and what people wrote beside it. One row a campaign and place, from the first word on.
CREATE TABLE report_draft (
    campaign_id text NOT NULL REFERENCES campaign (id),
    -- Of the region or of a municipality.
    place_id text NOT NULL,
    -- How often it was written in: whoever writes names the one before.
    revision integer NOT NULL,
    -- Packed JSON: the draft as the rules wrote it when it was begun, or last renewed.
    drafted text NOT NULL,
    -- JSON: paragraphs as people wrote them, and sections left out.
    edits text NOT NULL,
    changed_by text NOT NULL,
    changed_at integer NOT NULL,
    PRIMARY KEY (campaign_id, place_id)
);

-- The same frozen: never changed, only followed by another number.
CREATE TABLE report_edition (
    id text NOT NULL PRIMARY KEY,
    campaign_id text NOT NULL REFERENCES campaign (id),
    place_id text NOT NULL,
    number integer NOT NULL,
    simulated integer NOT NULL CHECK (simulated IN (0, 1)),
    made_at integer NOT NULL,
    made_by text NOT NULL,
    -- What is signed: JSON with all of the above and the hashes of both texts.
    statement text NOT NULL,
    signature text NOT NULL,
    signing_key text NOT NULL,
    -- Packed: the data's canonical text, and the document's.
    figures text NOT NULL,
    document text NOT NULL,
    UNIQUE (campaign_id, place_id, number)
);
