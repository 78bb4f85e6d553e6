-- Webhooks: where systems outside are told of events. Secrets are sealed; a rotated one is good beside the new one
-- until overlap_ends_at (real time).

CREATE TABLE webhook_endpoints (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  url TEXT NOT NULL,
  description TEXT,
  events TEXT NOT NULL,
  state TEXT NOT NULL,
  disabled_reason TEXT,
  secret TEXT NOT NULL,
  former_secret TEXT,
  overlap_ends_at INTEGER,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE INDEX webhook_endpoints_by_creation ON webhook_endpoints (tenant_id, created_at, id) WHERE removed_at IS NULL;
-- Asked of every event, before it is sent on.
CREATE INDEX webhook_endpoints_active ON webhook_endpoints (tenant_id, id) WHERE state = 'active' AND removed_at IS NULL;
