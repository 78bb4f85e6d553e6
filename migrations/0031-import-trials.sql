-- What a dry run of an import would have made and changed, so that its later pages meet it; gone when it has ended.
CREATE TABLE import_trials (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  key TEXT NOT NULL,
  record_id TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (tenant_id, import_id, key, record_id),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id)
) STRICT;
CREATE INDEX import_trials_by_record ON import_trials (tenant_id, import_id, record_id);
