-- API keys: the secret before a rotation, and the last use. Settings of tenants.

-- During the overlap of a rotation two secrets are good; the end is real time.
ALTER TABLE api_keys ADD COLUMN former_secret_hash TEXT;
ALTER TABLE api_keys ADD COLUMN overlap_ends_at INTEGER;

-- Apart from the keys: a use is no change, and its address is private.
CREATE TABLE api_key_uses (
  tenant_id TEXT NOT NULL,
  api_key_id TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  address TEXT,
  PRIMARY KEY (tenant_id, api_key_id),
  FOREIGN KEY (tenant_id, api_key_id) REFERENCES api_keys (tenant_id, id)
) STRICT;

-- What a tenant has set otherwise than the product's defaults. Tenants from before have no row until they set
-- something: that is nothing set, at version 1.
CREATE TABLE settings (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  chosen TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX settings_by_tenant ON settings (tenant_id);
