-- The audit: from where each event came, ways through the log, and people who are erased.

-- Where the request of an event came from: private data apart from the log, so that age and erasure can delete it.
CREATE TABLE event_origins (
  tenant_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  address TEXT,
  user_agent TEXT,
  session_id TEXT,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, event_id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE INDEX event_origins_by_age ON event_origins (recorded_at);

-- Each begins with what is asked for and goes on in the order of the log.
CREATE INDEX events_by_actor ON events (tenant_id, actor_id, seq) WHERE actor_id IS NOT NULL;
CREATE INDEX events_by_subject ON events (tenant_id, subject_id, seq);
CREATE INDEX events_by_subject_type ON events (tenant_id, subject_type, seq);
CREATE INDEX events_by_type ON events (tenant_id, type, seq);
CREATE INDEX events_by_request ON events (tenant_id, request_id, seq) WHERE request_id IS NOT NULL;
CREATE INDEX events_by_occurrence ON events (tenant_id, occurred_at, seq);

-- People whose data are erased: contacts and users. Their records stay under neutral names, for the history.
CREATE TABLE erasures (
  tenant_id TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  erased_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, subject_id)
) STRICT;
CREATE INDEX interactions_by_contact ON interactions (tenant_id, contact_id, held_at, id) WHERE contact_id IS NOT NULL;
CREATE INDEX refresh_tokens_by_session ON refresh_tokens (tenant_id, session_id);
