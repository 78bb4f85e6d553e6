-- Handovers are listed, the latest first.

CREATE INDEX handovers_by_created_at ON handovers (tenant_id, created_at, id);
