-- Who called for a ticket, or was named by a lead, is found by his number however it was written down, or as a contact.
CREATE INDEX tickets_by_caller ON tickets (tenant_id, replace(replace(replace(replace(caller_phone, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE caller_phone IS NOT NULL;
CREATE INDEX tickets_by_contact ON tickets (tenant_id, contact_id) WHERE contact_id IS NOT NULL;
CREATE INDEX leads_by_contact ON leads (tenant_id, replace(replace(replace(replace(contact_phone, ' ', ''), '-', ''), '(', ''), ')', '')) WHERE contact_phone IS NOT NULL;
