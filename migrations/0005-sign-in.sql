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

-- Links by which a new password is set: the hash of a derived secret, good once.
CREATE TABLE password_resets (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX password_resets_open ON password_resets (tenant_id, user_id) WHERE ended_at IS NULL;

-- The second factor of a user, sealed; pending until its first code. A step counts once.
CREATE TABLE second_factors (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  sealed_secret TEXT NOT NULL,
  confirmed_at INTEGER,
  last_step INTEGER,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;

CREATE TABLE recovery_codes (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  code_hash TEXT NOT NULL,
  PRIMARY KEY (tenant_id, user_id, code_hash),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;

-- Invitations: a user who has not come yet, and the link by which he comes. `round` tells the link from those before.
CREATE TABLE invitations (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  state TEXT NOT NULL,
  secret_hash TEXT NOT NULL,
  round INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX invitations_by_creation ON invitations (tenant_id, created_at, id);
CREATE INDEX invitations_by_user ON invitations (tenant_id, user_id);
