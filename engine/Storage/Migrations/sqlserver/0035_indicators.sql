-- What may be told of a place by the last pass over a campaign: one row a municipality with its schools, and one of the region with its municipalities.
CREATE TABLE region_reading_place (
    campaign_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES region_reading (campaign_id),
    -- Of the region or of a municipality.
    place_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    -- Packed JSON.
    figures nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (campaign_id, place_id)
);
