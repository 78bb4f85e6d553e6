-- Who asks what is kept about a person is told what that person uploaded.

CREATE INDEX attachments_by_creator ON attachments (tenant_id, created_by, created_at, id);
