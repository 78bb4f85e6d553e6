import { signingKey, testDatabase } from '@keyline/testkit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Job } from './domain.ts';
import { createRuntime } from './runtime.ts';
import { idlePlatform } from './testing/idle-platform.ts';
import { personal, unitDomain } from './testing/unit-domain.ts';
import { createWorker } from './worker.ts';

let bindings: Record<string, unknown>;
let log: ReturnType<typeof vi.spyOn>;
beforeEach(async () => {
  const { publicKeys } = await signingKey();
  const { url, binding } = await testDatabase().fresh();
  const database = { DATABASE_URL: url, DATABASE: binding };
  bindings = { ENVIRONMENT: 'test', CELL: 'main', TOKEN_PUBLIC_KEYS: publicKeys, ...database };
  log = vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('the cron', () => {
  const at = Date.UTC(2026, 2, 2);
  const run = (...jobs: Job[]) =>
    createWorker(unitDomain(...jobs)).scheduled({ scheduledTime: at }, bindings);

  test('runs each job as of its own time, with access to the database', async () => {
    const ran: [string, number][] = [];
    const job = (name: string): Job => ({
      name,
      async run({ system, now, runtime }) {
        await system.ping();
        ran.push([`${runtime.cell} ${name}`, now]);
      },
    });
    await run(job('first'), job('second'));
    expect(ran.sort()).toEqual([
      ['main first', at],
      ['main second', at],
    ]);
  });

  test('fails when a job does, says which, and the others have run all the same', async () => {
    const ran: string[] = [];
    const failing: Job = { name: 'failing', run: () => Promise.reject(new Error(`cannot text ${personal}`)) };
    const throwing: Job = {
      name: 'throwing',
      run: () => {
        throw new Error('at once');
      },
    };
    const good: Job = { name: 'good', run: async () => void ran.push('good') };
    await expect(run(failing, throwing, good)).rejects.toThrow('units: 2 of 4 jobs failed');
    expect(ran).toEqual(['good']);
    expect(log.mock.calls).toMatchObject([
      [{ message: 'job failed', worker: 'units', job: 'throwing', error: { name: 'Error' } }],
      [{ message: 'job failed', worker: 'units', job: 'failing', error: { name: 'Error' } }],
    ]);
    expect(JSON.stringify(log.mock.calls)).not.toContain(personal);
  });
});

describe('the bindings', () => {
  const version = () => new Request('https://keyline.test/v1/version');

  test('are read once, at the first event', async () => {
    const make = vi.fn((given: unknown) => createRuntime(given));
    const worker = createWorker(unitDomain(), make);
    expect(make).not.toHaveBeenCalled();
    await worker.fetch(version(), bindings, idlePlatform);
    await worker.fetch(version(), bindings, idlePlatform);
    await worker.scheduled({ scheduledTime: 0 }, bindings);
    expect(make).toHaveBeenCalledOnce();
  });

  test('that do not fit let nothing run', async () => {
    const wrong = { ...bindings, ENVIRONMENT: 'production', CLOCK: 'test' };
    const worker = createWorker(unitDomain());
    await expect(worker.fetch(version(), wrong, idlePlatform)).rejects.toThrow(
      'CLOCK=test is not for production',
    );
    expect((await worker.fetch(version(), bindings, idlePlatform)).status).toBe(200);
  });
});
