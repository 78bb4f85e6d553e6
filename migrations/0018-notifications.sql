-- How people and systems hear of what happened: the inbox of each user, and messages on their way out.

-- One row per event and user. Who did it and on which account it shows is read when it is shown.
CREATE TABLE notifications (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  actor_id TEXT,
  facts TEXT NOT NULL,
  state TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  read_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX notifications_once ON notifications (tenant_id, event_id, user_id);
CREATE INDEX notifications_by_age ON notifications (created_at);
CREATE INDEX notifications_by_user ON notifications (tenant_id, user_id, created_at, id);
CREATE INDEX notifications_unread ON notifications (tenant_id, user_id, created_at, id) WHERE state = 'unread';

-- The number of unread notifications, moved by whatever changes them: nobody counts rows, and no writer can forget it.
CREATE TABLE inboxes (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  unread INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, user_id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id)
) STRICT;
CREATE TRIGGER notifications_come AFTER INSERT ON notifications WHEN NEW.state = 'unread' BEGIN
  INSERT INTO inboxes (tenant_id, user_id, unread) VALUES (NEW.tenant_id, NEW.user_id, 1)
  ON CONFLICT (tenant_id, user_id) DO UPDATE SET unread = unread + 1;
END;
CREATE TRIGGER notifications_are_read AFTER UPDATE OF state ON notifications
WHEN OLD.state = 'unread' AND NEW.state = 'read' BEGIN
  UPDATE inboxes SET unread = unread - 1 WHERE tenant_id = NEW.tenant_id AND user_id = NEW.user_id;
END;
CREATE TRIGGER notifications_go AFTER DELETE ON notifications WHEN OLD.state = 'unread' BEGIN
  UPDATE inboxes SET unread = unread - 1 WHERE tenant_id = OLD.tenant_id AND user_id = OLD.user_id;
END;

-- One message to one receiver by one channel. next_at, expires_at and finished_at are real time: the world outside
-- knows no other. A claim makes next_at the time at which others may take it over from a sender that died.
CREATE TABLE deliveries (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  channel TEXT NOT NULL,
  lane TEXT NOT NULL,
  message_id TEXT NOT NULL,
  event_id TEXT NOT NULL,
  type TEXT NOT NULL,
  user_id TEXT,
  webhook_endpoint_id TEXT,
  receiver TEXT NOT NULL,
  facts TEXT NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  attempts TEXT NOT NULL,
  tries INTEGER NOT NULL,
  claim TEXT,
  next_at INTEGER,
  expires_at INTEGER,
  created_at INTEGER NOT NULL,
  finished_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, event_id) REFERENCES events (tenant_id, id),
  FOREIGN KEY (tenant_id, user_id) REFERENCES users (tenant_id, id),
  FOREIGN KEY (tenant_id, webhook_endpoint_id) REFERENCES webhook_endpoints (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX deliveries_once ON deliveries (tenant_id, event_id, channel, receiver);
CREATE INDEX deliveries_due ON deliveries (lane, next_at) WHERE next_at IS NOT NULL;
CREATE INDEX deliveries_finished ON deliveries (finished_at) WHERE finished_at IS NOT NULL;
CREATE INDEX deliveries_by_creation ON deliveries (tenant_id, created_at, id);
CREATE INDEX deliveries_by_state ON deliveries (tenant_id, state, created_at, id);
CREATE INDEX deliveries_by_channel ON deliveries (tenant_id, channel, created_at, id);
CREATE INDEX deliveries_by_endpoint ON deliveries (tenant_id, webhook_endpoint_id, created_at, id)
WHERE webhook_endpoint_id IS NOT NULL;

-- Since when an endpoint takes nothing any more; no row: it never failed.
CREATE TABLE webhook_failures (
  tenant_id TEXT NOT NULL,
  webhook_endpoint_id TEXT NOT NULL,
  failing_since INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, webhook_endpoint_id),
  FOREIGN KEY (tenant_id, webhook_endpoint_id) REFERENCES webhook_endpoints (tenant_id, id)
) STRICT;
