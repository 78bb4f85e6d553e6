-- Calendars of tenants: when they work. Every tenant has a first one under its own number, which its settings name
-- unless they name another; every version stays.

CREATE TABLE calendars (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  name TEXT NOT NULL,
  definition TEXT NOT NULL,
  year_wanted INTEGER,
  removed_at INTEGER,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, tenant_id) REFERENCES tenants (tenant_id, id)
) STRICT;
CREATE UNIQUE INDEX calendars_by_name ON calendars (tenant_id, name) WHERE removed_at IS NULL;
CREATE INDEX calendars_by_creation ON calendars (tenant_id, created_at, id) WHERE removed_at IS NULL;
CREATE INDEX calendars_missing_year ON calendars (year_wanted) WHERE removed_at IS NULL AND year_wanted IS NOT NULL;

CREATE TABLE calendar_versions (
  tenant_id TEXT NOT NULL,
  calendar_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  definition TEXT NOT NULL,
  PRIMARY KEY (tenant_id, calendar_id, version),
  FOREIGN KEY (tenant_id, calendar_id) REFERENCES calendars (tenant_id, id)
) STRICT;

-- Monday to Friday, 480 minutes a day; with the holidays of China for tenants that speak Chinese or live by its time.
INSERT INTO calendars (tenant_id, id, version, created_at, updated_at, created_by, name, definition, year_wanted)
SELECT tenant_id, 'cal_' || substr(id, 5), 1, created_at, created_at, 'system',
  iif(locale = 'zh-CN', '标准工作时间', 'Standard working time'),
  json_set(iif(locale = 'zh-CN' OR time_zone = 'Asia/Shanghai',
    '{"timeZone":"Asia/Shanghai","week":{"mon":[["09:00","12:00"],["13:00","18:00"]],"tue":[["09:00","12:00"],["13:00","18:00"]],"wed":[["09:00","12:00"],["13:00","18:00"]],"thu":[["09:00","12:00"],["13:00","18:00"]],"fri":[["09:00","12:00"],["13:00","18:00"]]},"exceptions":[{"date":"2024-01-01","working":false,"name":"元旦"},{"date":"2024-02-04","working":true,"name":"春节"},{"date":"2024-02-10","working":false,"name":"春节"},{"date":"2024-02-11","working":false,"name":"春节"},{"date":"2024-02-12","working":false,"name":"春节"},{"date":"2024-02-13","working":false,"name":"春节"},{"date":"2024-02-14","working":false,"name":"春节"},{"date":"2024-02-15","working":false,"name":"春节"},{"date":"2024-02-16","working":false,"name":"春节"},{"date":"2024-02-17","working":false,"name":"春节"},{"date":"2024-02-18","working":true,"name":"春节"},{"date":"2024-04-04","working":false,"name":"清明节"},{"date":"2024-04-05","working":false,"name":"清明节"},{"date":"2024-04-06","working":false,"name":"清明节"},{"date":"2024-04-07","working":true,"name":"清明节"},{"date":"2024-04-28","working":true,"name":"劳动节"},{"date":"2024-05-01","working":false,"name":"劳动节"},{"date":"2024-05-02","working":false,"name":"劳动节"},{"date":"2024-05-03","working":false,"name":"劳动节"},{"date":"2024-05-04","working":false,"name":"劳动节"},{"date":"2024-05-05","working":false,"name":"劳动节"},{"date":"2024-05-11","working":true,"name":"劳动节"},{"date":"2024-06-10","working":false,"name":"端午节"},{"date":"2024-09-14","working":true,"name":"中秋节"},{"date":"2024-09-15","working":false,"name":"中秋节"},{"date":"2024-09-16","working":false,"name":"中秋节"},{"date":"2024-09-17","working":false,"name":"中秋节"},{"date":"2024-09-29","working":true,"name":"国庆节"},{"date":"2024-10-01","working":false,"name":"国庆节"},{"date":"2024-10-02","working":false,"name":"国庆节"},{"date":"2024-10-03","working":false,"name":"国庆节"},{"date":"2024-10-04","working":false,"name":"国庆节"},{"date":"2024-10-05","working":false,"name":"国庆节"},{"date":"2024-10-06","working":false,"name":"国庆节"},{"date":"2024-10-07","working":false,"name":"国庆节"},{"date":"2024-10-12","working":true,"name":"国庆节"},{"date":"2025-01-01","working":false,"name":"元旦"},{"date":"2025-01-26","working":true,"name":"春节"},{"date":"2025-01-28","working":false,"name":"春节"},{"date":"2025-01-29","working":false,"name":"春节"},{"date":"2025-01-30","working":false,"name":"春节"},{"date":"2025-01-31","working":false,"name":"春节"},{"date":"2025-02-01","working":false,"name":"春节"},{"date":"2025-02-02","working":false,"name":"春节"},{"date":"2025-02-03","working":false,"name":"春节"},{"date":"2025-02-04","working":false,"name":"春节"},{"date":"2025-02-08","working":true,"name":"春节"},{"date":"2025-04-04","working":false,"name":"清明节"},{"date":"2025-04-05","working":false,"name":"清明节"},{"date":"2025-04-06","working":false,"name":"清明节"},{"date":"2025-04-27","working":true,"name":"劳动节"},{"date":"2025-05-01","working":false,"name":"劳动节"},{"date":"2025-05-02","working":false,"name":"劳动节"},{"date":"2025-05-03","working":false,"name":"劳动节"},{"date":"2025-05-04","working":false,"name":"劳动节"},{"date":"2025-05-05","working":false,"name":"劳动节"},{"date":"2025-05-31","working":false,"name":"端午节"},{"date":"2025-06-01","working":false,"name":"端午节"},{"date":"2025-06-02","working":false,"name":"端午节"},{"date":"2025-09-28","working":true,"name":"国庆节、中秋节"},{"date":"2025-10-01","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-02","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-03","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-04","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-05","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-06","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-07","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-08","working":false,"name":"国庆节、中秋节"},{"date":"2025-10-11","working":true,"name":"国庆节、中秋节"},{"date":"2026-01-01","working":false,"name":"元旦"},{"date":"2026-01-02","working":false,"name":"元旦"},{"date":"2026-01-03","working":false,"name":"元旦"},{"date":"2026-01-04","working":true,"name":"元旦"},{"date":"2026-02-14","working":true,"name":"春节"},{"date":"2026-02-15","working":false,"name":"春节"},{"date":"2026-02-16","working":false,"name":"春节"},{"date":"2026-02-17","working":false,"name":"春节"},{"date":"2026-02-18","working":false,"name":"春节"},{"date":"2026-02-19","working":false,"name":"春节"},{"date":"2026-02-20","working":false,"name":"春节"},{"date":"2026-02-21","working":false,"name":"春节"},{"date":"2026-02-22","working":false,"name":"春节"},{"date":"2026-02-23","working":false,"name":"春节"},{"date":"2026-02-28","working":true,"name":"春节"},{"date":"2026-04-04","working":false,"name":"清明节"},{"date":"2026-04-05","working":false,"name":"清明节"},{"date":"2026-04-06","working":false,"name":"清明节"},{"date":"2026-05-01","working":false,"name":"劳动节"},{"date":"2026-05-02","working":false,"name":"劳动节"},{"date":"2026-05-03","working":false,"name":"劳动节"},{"date":"2026-05-04","working":false,"name":"劳动节"},{"date":"2026-05-05","working":false,"name":"劳动节"},{"date":"2026-05-09","working":true,"name":"劳动节"},{"date":"2026-06-19","working":false,"name":"端午节"},{"date":"2026-06-20","working":false,"name":"端午节"},{"date":"2026-06-21","working":false,"name":"端午节"},{"date":"2026-09-20","working":true,"name":"国庆节"},{"date":"2026-09-25","working":false,"name":"中秋节"},{"date":"2026-09-26","working":false,"name":"中秋节"},{"date":"2026-09-27","working":false,"name":"中秋节"},{"date":"2026-10-01","working":false,"name":"国庆节"},{"date":"2026-10-02","working":false,"name":"国庆节"},{"date":"2026-10-03","working":false,"name":"国庆节"},{"date":"2026-10-04","working":false,"name":"国庆节"},{"date":"2026-10-05","working":false,"name":"国庆节"},{"date":"2026-10-06","working":false,"name":"国庆节"},{"date":"2026-10-07","working":false,"name":"国庆节"},{"date":"2026-10-10","working":true,"name":"国庆节"}],"knownYears":[2024,2025,2026]}',
    '{"timeZone":"UTC","week":{"mon":[["09:00","12:00"],["13:00","18:00"]],"tue":[["09:00","12:00"],["13:00","18:00"]],"wed":[["09:00","12:00"],["13:00","18:00"]],"thu":[["09:00","12:00"],["13:00","18:00"]],"fri":[["09:00","12:00"],["13:00","18:00"]]},"exceptions":[]}'), '$.timeZone', time_zone),
  iif(locale = 'zh-CN' OR time_zone = 'Asia/Shanghai', 2027, NULL)
FROM tenants;
INSERT INTO calendar_versions (tenant_id, calendar_id, version, definition)
SELECT tenant_id, id, version, definition FROM calendars;
INSERT INTO events (tenant_id, id, type, subject_type, subject_id, versioned, version, actor_type, occurred_at, data)
SELECT tenant_id, 'evt_' || substr(id, 5), 'calendar.created', 'calendar', id, 1, 1, 'system', created_at,
  json_object('changes', json_object('name', json_array(NULL, name))) FROM calendars;
