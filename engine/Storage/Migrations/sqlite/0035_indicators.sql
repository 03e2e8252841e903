-- What may be told of a place by the last pass over a campaign: one row a municipality with its schools, and one of the region with its municipalities.
CREATE TABLE region_reading_place (
    campaign_id text NOT NULL REFERENCES region_reading (campaign_id),
    -- Of the region or of a municipality.
    place_id text NOT NULL,
    -- Packed JSON.
    figures text NOT NULL,
    hash text NOT NULL,
    PRIMARY KEY (campaign_id, place_id)
);
