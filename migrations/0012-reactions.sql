-- Events reach everyone: how far the log was relayed, who is at it, who has reacted, and what nobody could react to.

-- Who may do what only one may do at a time. In real time.
CREATE TABLE leases (
  name TEXT PRIMARY KEY NOT NULL,
  holder TEXT NOT NULL,
  until INTEGER NOT NULL
) STRICT;

-- Up to where a log has been sent to its consumers. What a database holds already is past.
CREATE TABLE relay (
  log TEXT PRIMARY KEY NOT NULL,
  seq INTEGER NOT NULL,
  moved_at INTEGER NOT NULL
) STRICT;
INSERT INTO relay (log, seq, moved_at) SELECT 'events', coalesce(max(seq), 0), 0 FROM events;

CREATE TABLE reactions (
  tenant_id TEXT NOT NULL,
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  changed_at INTEGER NOT NULL,
  resend_at INTEGER,
  PRIMARY KEY (tenant_id, consumer, event_id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE INDEX reactions_under_way ON reactions (resend_at) WHERE state = 'sent';
CREATE INDEX reactions_done ON reactions (changed_at) WHERE state = 'done';

CREATE TABLE dead_letters (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  died_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX dead_letters_by_event ON dead_letters (tenant_id, consumer, event_id);
CREATE INDEX dead_letters_by_creation ON dead_letters (tenant_id, created_at, id);
CREATE INDEX dead_letters_by_state ON dead_letters (tenant_id, state, created_at, id);
CREATE INDEX dead_letters_by_consumer ON dead_letters (tenant_id, consumer, created_at, id);
CREATE INDEX dead_letters_by_type ON dead_letters (tenant_id, event_type, created_at, id);
CREATE INDEX dead_letters_still_dead ON dead_letters (state) WHERE state = 'dead';

-- Messages that name no event of ours: kept as they came, since nobody can be told.
CREATE TABLE stray_messages (
  id INTEGER PRIMARY KEY,
  queue TEXT NOT NULL,
  message_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  body TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX stray_messages_by_message ON stray_messages (queue, message_id);
