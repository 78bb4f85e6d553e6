-- A ticket that was closed too long ago goes on in a later one; what a follow-up after closing heard.
ALTER TABLE tickets ADD COLUMN continued_by_id TEXT;
ALTER TABLE tickets ADD COLUMN satisfaction INTEGER;
ALTER TABLE tickets ADD COLUMN follow_up_note TEXT;
ALTER TABLE tickets ADD COLUMN followed_up_at INTEGER;
ALTER TABLE ticket_messages ADD COLUMN sent_to_ticket_id TEXT;
CREATE INDEX tickets_by_linked ON tickets (tenant_id, linked_ticket_id, created_at, id) WHERE linked_ticket_id IS NOT NULL;
