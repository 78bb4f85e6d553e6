-- Tickets with their clocks, what is said about them, and the policies that set the targets.
CREATE TABLE sla_policies (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  position INTEGER NOT NULL,
  conditions TEXT NOT NULL,
  is_default INTEGER NOT NULL,
  targets TEXT NOT NULL,
  warnings TEXT NOT NULL,
  calendar_id TEXT,
  active INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id),
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX sla_policies_by_name ON sla_policies (tenant_id, name);
CREATE INDEX sla_policies_by_position ON sla_policies (tenant_id, position, id);

CREATE TABLE tickets (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  number TEXT NOT NULL,
  kind TEXT NOT NULL,
  channel TEXT NOT NULL,
  title TEXT NOT NULL,
  description TEXT,
  account_id TEXT NOT NULL,
  caller_name TEXT,
  caller_phone TEXT,
  contact_id TEXT,
  impact TEXT NOT NULL,
  urgency TEXT NOT NULL,
  priority TEXT NOT NULL,
  grade TEXT NOT NULL,
  category TEXT,
  owner_id TEXT,
  backup_id TEXT,
  org_unit_id TEXT,
  blacklist_reason TEXT,
  resolution TEXT,
  resolved_at INTEGER,
  closed_at INTEGER,
  linked_ticket_id TEXT,
  process_id TEXT NOT NULL,
  process_key TEXT NOT NULL,
  process_version INTEGER NOT NULL,
  stage TEXT NOT NULL,
  stage_since INTEGER NOT NULL,
  due_at INTEGER,
  outcome TEXT,
  process_state TEXT NOT NULL,
  policy_id TEXT,
  policy_version INTEGER,
  targets TEXT NOT NULL,
  warnings TEXT NOT NULL,
  calendar_id TEXT NOT NULL,
  calendar_version INTEGER NOT NULL,
  sla_events TEXT NOT NULL,
  clocks TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, contact_id) REFERENCES contacts (tenant_id, id),
  FOREIGN KEY (tenant_id, owner_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, backup_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, org_unit_id) REFERENCES org_units (tenant_id, id),
  FOREIGN KEY (tenant_id, linked_ticket_id) REFERENCES tickets (tenant_id, id),
  FOREIGN KEY (tenant_id, process_id) REFERENCES processes (tenant_id, id),
  FOREIGN KEY (tenant_id, policy_id) REFERENCES sla_policies (tenant_id, id),
  FOREIGN KEY (tenant_id, calendar_id, calendar_version) REFERENCES calendar_versions (tenant_id, calendar_id, version)
) STRICT;
CREATE INDEX tickets_by_created_at ON tickets (tenant_id, created_at, id);
CREATE INDEX tickets_by_owner ON tickets (tenant_id, owner_id, created_at, id);
CREATE INDEX tickets_by_creator ON tickets (tenant_id, created_by, created_at, id);
CREATE INDEX tickets_by_org_unit ON tickets (tenant_id, org_unit_id, created_at, id);
CREATE INDEX tickets_by_account ON tickets (tenant_id, account_id, created_at, id);
CREATE INDEX tickets_by_stage ON tickets (tenant_id, stage, created_at, id);
CREATE UNIQUE INDEX tickets_number ON tickets (tenant_id, number);
CREATE INDEX tickets_by_number ON tickets (tenant_id, number, created_at, id);
CREATE INDEX tickets_by_process ON tickets (tenant_id, process_id);
-- Those whose clocks run, by the calendar that they run by.
CREATE INDEX tickets_by_calendar ON tickets (tenant_id, calendar_id, calendar_version, id) WHERE outcome IS NULL;

CREATE TABLE ticket_messages (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  ticket_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  body TEXT NOT NULL,
  visibility TEXT NOT NULL,
  direction TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, ticket_id) REFERENCES tickets (tenant_id, id)
) STRICT;
CREATE INDEX ticket_messages_by_ticket ON ticket_messages (tenant_id, ticket_id, created_at, id);

-- Who calls is known by his number, however it was written down.
CREATE INDEX contacts_by_mobile ON contacts (tenant_id, replace(replace(replace(replace(mobile, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE removed_at IS NULL AND mobile IS NOT NULL;
CREATE INDEX contacts_by_phone ON contacts (tenant_id, replace(replace(replace(replace(phone, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE removed_at IS NULL AND phone IS NOT NULL;
