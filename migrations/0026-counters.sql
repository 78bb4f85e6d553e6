-- Series of numbers without gaps: the commit that writes a number takes it, or nothing is taken.
CREATE TABLE counters (
  tenant_id TEXT NOT NULL,
  name TEXT NOT NULL,
  value INTEGER NOT NULL CONSTRAINT counters_value CHECK (value > 0),
  PRIMARY KEY (tenant_id, name)
) STRICT;
