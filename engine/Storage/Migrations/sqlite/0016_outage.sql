-- 1: nobody's gift, but what an outage of the server took.
ALTER TABLE time_grant ADD COLUMN outage integer NOT NULL DEFAULT 0;
