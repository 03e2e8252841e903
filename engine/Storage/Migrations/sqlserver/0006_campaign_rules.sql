-- Who must agree before a session starts, and how long results are kept after the window's end (years).
ALTER TABLE campaign ADD consent_settings nvarchar(max) COLLATE Latin1_General_100_BIN2 NOT NULL DEFAULT '{}';

ALTER TABLE campaign ADD keep_years bigint NOT NULL DEFAULT 4;
