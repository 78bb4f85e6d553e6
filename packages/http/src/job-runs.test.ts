import {
  createTestClock,
  type TestClock,
  type TestDatabase,
  testDatabase,
  workerUnderTest,
} from '@keyline/testkit';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Domain, Job } from './domain.ts';
import { personal, unitDomain } from './testing/unit-domain.ts';

let clock: TestClock;
let database: TestDatabase;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  database = await testDatabase().fresh();
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

interface Detail {
  readonly jobs: readonly { readonly name: string }[];
  readonly deadlines: object;
}

/** A Worker with these jobs; `detail` is what its health tells of them, without the relay, which every Worker has. */
async function given(domain: Domain) {
  const worker = await workerUnderTest(domain, database, { clock });
  return {
    run: (now: number) => worker.scheduled(now).catch(() => 'failed'),
    async detail() {
      const { status, body } = await worker.request<{ detail: Detail }>('GET', '/healthz?detail=1');
      const { jobs, deadlines } = body.detail;
      return { status, jobs: jobs.filter(({ name }) => name !== 'relay'), deadlines };
    },
    worker,
  };
}
const good: Job = { name: 'good', run: async () => {} };
let works = true;
const moody: Job = {
  name: 'moody',
  async run() {
    if (!works) throw new RangeError(personal);
  },
};

test('health tells in detail when each job ran, and for how long it has not ended well', async () => {
  const { run, detail } = await given(unitDomain(good, moody));
  const started = clock.now();
  works = true;
  await run(started - 2000);
  works = false;
  clock.advance(60_000);
  await run(started + 60_000);
  clock.advance(60_000);
  await run(started + 120_000);
  clock.advance(5000);
  const told = JSON.stringify(await detail());
  expect(JSON.parse(told)).toEqual({
    status: 200,
    jobs: [
      {
        name: 'good',
        lastRunAt: '2026-03-02T01:32:00.000Z',
        scheduledAt: '2026-03-02T01:32:00.000Z',
        lastSuccessAt: '2026-03-02T01:32:00.000Z',
        lagSeconds: 5,
        failures: 0,
        lastError: null,
      },
      {
        name: 'moody',
        lastRunAt: '2026-03-02T01:32:00.000Z',
        scheduledAt: '2026-03-02T01:32:00.000Z',
        lastSuccessAt: '2026-03-02T01:30:00.000Z',
        lagSeconds: 125,
        failures: 2,
        lastError: 'RangeError',
      },
    ],
    deadlines: { overdue: 0, failing: 0 },
  });
  expect(told).not.toContain(personal);
  works = true;
  await run(started + 180_000);
  expect((await detail()).jobs).toContainEqual(
    expect.objectContaining({ name: 'moody', failures: 0, lastError: null, lagSeconds: 0 }),
  );
});

test('a job that never ran or never ended well has no lag, and says so', async () => {
  works = false;
  const { run, detail } = await given(unitDomain(moody));
  expect((await detail()).jobs).toMatchObject([
    { name: 'moody', lastRunAt: null, lagSeconds: null, failures: 0 },
  ]);
  await run(clock.now());
  expect((await detail()).jobs).toMatchObject([{ lastSuccessAt: null, lagSeconds: null, failures: 1 }]);
});

test('a run writes once, however many jobs it has', async () => {
  const notes = () => database.recorded().filter(({ sql }) => sql.includes('"job_runs"')).length;
  await (await given(unitDomain(good, moody, { ...good, name: 'other' }))).run(clock.now());
  expect(notes()).toBe(1);
});

test('jobs that cannot be written down have run all the same', async () => {
  const ran: string[] = [];
  await database.execute('DROP TABLE job_runs');
  const { worker } = await given(unitDomain({ name: 'good', run: async () => void ran.push('good') }));
  await worker.scheduled(clock.now());
  expect(ran).toEqual(['good']);
});

test('health counts what is overdue and what fails, of this Worker and all tenants, and stays 200', async () => {
  const { detail } = await given(unitDomain());
  const minute = 60_000;
  const rows = [
    ['just due', 'units', -1, 0],
    ['overdue', 'units', -3, 0],
    ['overdue, too', 'units', -300, 0],
    ['put off', 'units', 4, 3],
    ['of another', 'tickets', -3, 1],
    ['to come', 'units', 60, 0],
  ];
  await database.execute(
    `INSERT INTO deadlines (tenant_id, id, worker, kind, subject_type, subject_id, due_at, level, cycle, state, wake_at,
       attempts, data)
     SELECT 'ten_' || value, value ->> 0, value ->> 1, 'k', 's', 's', 0, 0, 0, 'armed', ? + ? * (value ->> 2), value ->> 3,
       '{}' FROM json_each(?)`,
    [clock.now(), minute, JSON.stringify(rows)],
  );
  expect(await detail()).toEqual({ status: 200, jobs: [], deadlines: { overdue: 2, failing: 1 } });
});

test('health in detail names a database that is gone, and nothing else', async () => {
  const gone = { fetch: () => Promise.reject(new Error('gone')) };
  const worker = await workerUnderTest(unitDomain(), database, { bindings: { DATABASE: gone } });
  const { status, body } = await worker.request<object>('GET', '/healthz?detail=1');
  expect([status, body]).toEqual([
    503,
    { status: 'degraded', worker: 'units', version: 'unversioned', database: 'down' },
  ]);
});
