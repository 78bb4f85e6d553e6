-- The permissions that default roles were given when they appeared. A later one is given to the default roles of
-- every tenant once, so that what a tenant takes from a role stays taken.

CREATE TABLE known_permissions (permission TEXT PRIMARY KEY NOT NULL) STRICT;
INSERT INTO known_permissions (permission) VALUES
  ('accounts.read'), ('accounts.create'), ('accounts.update'),
  ('contacts.read'), ('contacts.read_private'), ('contacts.write'),
  ('interactions.read'), ('interactions.write'),
  ('org_units.read'), ('org_units.write'),
  ('api_keys.read'), ('api_keys.write');
