-- Work on its way from one user to another: the first page in the request, the rest by the cron.

CREATE TABLE handovers (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  user_id TEXT NOT NULL,
  to_user_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, to_user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE INDEX handovers_by_user ON handovers (tenant_id, user_id);
CREATE INDEX handovers_by_successor ON handovers (tenant_id, to_user_id);
CREATE INDEX handovers_running ON handovers (state) WHERE state = 'running';
