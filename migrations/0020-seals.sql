-- Makes a change of the log visible: hashes of stretches of a tenant's events, each with that of the one before.
CREATE TABLE seals (
  tenant_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  events INTEGER NOT NULL,
  first_event_id TEXT NOT NULL,
  last_event_id TEXT NOT NULL,
  last_seq INTEGER NOT NULL,
  leaves TEXT NOT NULL,
  root TEXT NOT NULL,
  previous TEXT,
  hash TEXT NOT NULL,
  sealed_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, number),
  FOREIGN KEY (tenant_id, first_event_id) REFERENCES events (tenant_id, id),
  FOREIGN KEY (tenant_id, last_event_id) REFERENCES events (tenant_id, id)
) STRICT;

-- What events of persons said when they were sealed, as a hash: their seals hold after an erasure.
CREATE TABLE event_digests (
  tenant_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (tenant_id, event_id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;

-- Up to where the log is sealed.
CREATE TABLE sealing (
  log TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL
) STRICT;
INSERT INTO sealing (log, seq) VALUES ('events', 0);
