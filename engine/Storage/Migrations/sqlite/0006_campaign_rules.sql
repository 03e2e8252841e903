-- Who must agree before a session starts, and how long results are kept after the window's end (years).
ALTER TABLE campaign ADD COLUMN consent_settings text NOT NULL DEFAULT '{}';

ALTER TABLE campaign ADD COLUMN keep_years integer NOT NULL DEFAULT 4;
