-- 1: nobody's gift, but what an outage of the server took.
ALTER TABLE time_grant ADD outage bigint NOT NULL DEFAULT 0;
