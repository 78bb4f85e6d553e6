-- Mappings of imports that a tenant keeps under a name, for each kind of rows.

CREATE TABLE import_mappings (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  mapping TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX import_mappings_by_name ON import_mappings (tenant_id, kind, name);
CREATE INDEX import_mappings_by_created_at ON import_mappings (tenant_id, created_at, id);
