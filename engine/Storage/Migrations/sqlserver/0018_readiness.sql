-- The link to a class's check of devices, as its HMAC.
CREATE TABLE check_link (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL PRIMARY KEY REFERENCES school_class (id),
    revision bigint NOT NULL CHECK (revision > 0),
    link_hash nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL UNIQUE,
    made_at bigint NOT NULL
);

-- What a device of a class was worth in its newest check. The number is the computer's in its room; nothing says who sat at it.
CREATE TABLE device_check (
    class_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL REFERENCES school_class (id),
    device nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
    number bigint NOT NULL CHECK (number BETWEEN 1 AND 99),
    checked_at bigint NOT NULL,
    verdict nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL CHECK (verdict IN ('ready', 'remarks', 'notReady')),
    reasons nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    measured nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL,
    PRIMARY KEY (class_id, device)
);
