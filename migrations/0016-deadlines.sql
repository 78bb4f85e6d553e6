CREATE TABLE deadlines (
  tenant_id TEXT NOT NULL,
  id TEXT NOT NULL,
  worker TEXT NOT NULL,
  kind TEXT NOT NULL,
  subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  account_id TEXT,
  due_at INTEGER NOT NULL,
  level INTEGER NOT NULL,
  cycle INTEGER NOT NULL,
  state TEXT NOT NULL,
  wake_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  last_error TEXT,
  fired_at INTEGER,
  ended_at INTEGER,
  data TEXT NOT NULL,
  PRIMARY KEY (tenant_id, id)
) STRICT;
-- What a sweep walks: nothing but what is still to come, in order of time.
CREATE INDEX deadlines_awake ON deadlines (worker, wake_at) WHERE state = 'armed';
CREATE INDEX deadlines_of_subject ON deadlines (tenant_id, subject_id) WHERE state = 'armed';
-- What failed and waits to be tried again: told by the health of its Worker.
CREATE INDEX deadlines_failing ON deadlines (worker) WHERE state = 'armed' AND attempts > 0;
CREATE INDEX deadlines_ended ON deadlines (ended_at) WHERE state <> 'armed';

-- What became of each job of each Worker the last time: one row a job.
CREATE TABLE job_runs (
  worker TEXT NOT NULL,
  job TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  scheduled_at INTEGER NOT NULL,
  succeeded_at INTEGER,
  failures INTEGER NOT NULL,
  last_error TEXT,
  PRIMARY KEY (worker, job)
) STRICT;
