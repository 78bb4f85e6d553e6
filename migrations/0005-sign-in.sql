-- Sign-in: failed attempts are counted.

CREATE TABLE throttles (
  key TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  forgotten_at INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_by_forgetting ON throttles (forgotten_at);
