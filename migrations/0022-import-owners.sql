-- To whom an import gave how many records: counted page by page, told at once when it has ended.
CREATE TABLE import_owners (
  tenant_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  records INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, import_id, user_id),
  FOREIGN KEY (tenant_id, import_id) REFERENCES imports (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
