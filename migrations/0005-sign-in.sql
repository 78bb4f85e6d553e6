-- Sign-in: failed attempts are counted, sessions are listed and expire.

CREATE TABLE throttles (
  key TEXT PRIMARY KEY NOT NULL,
  failures INTEGER NOT NULL,
  counted_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL,
  forgotten_at INTEGER NOT NULL
) STRICT;
CREATE INDEX throttles_by_forgetting ON throttles (forgotten_at);

-- Until when a session can be gone on with. Real time, but for last_used_at, which people read.
CREATE TABLE session_uses (
  tenant_id TEXT NOT NULL,
  session_id TEXT NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, session_id),
  FOREIGN KEY (tenant_id, session_id) REFERENCES sessions (tenant_id, id)
) STRICT;
CREATE INDEX session_uses_by_expiry ON session_uses (expires_at);

INSERT INTO session_uses (tenant_id, session_id, last_used_at, expires_at)
SELECT r.tenant_id, r.session_id, max(r.issued_at), max(r.expires_at) FROM refresh_tokens r
GROUP BY r.tenant_id, r.session_id;

CREATE INDEX sessions_open ON sessions (tenant_id, user_id, created_at, id) WHERE ended_at IS NULL;
