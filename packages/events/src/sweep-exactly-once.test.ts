import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DeadlineSetting, due, givenDeadlines } from './testing/given-deadlines.ts';

const minute = 60_000;
const hour = 60 * minute;

/** One run of the cron: when it should have run, and what becomes of it. */
interface Run {
  readonly now: number;
  /** Its clock is ahead by so much: it believes that the leases of others have run out. */
  readonly ahead: number;
  /** The trip to the database at which it dies; beyond its last one: it does not. */
  readonly diesAt: number;
  /** Whether the database has done the work of that trip. */
  readonly afterTheWork: boolean;
}

const runs = fc.record<Run>({
  now: fc.integer({ min: -10, max: 90 }).map((minutes) => due + minutes * minute),
  ahead: fc.constantFrom(0, hour),
  diesAt: fc.oneof(fc.constant(Number.MAX_SAFE_INTEGER), fc.integer({ min: 1, max: 12 })),
  afterTheWork: fc.boolean(),
});

/** Some at a time, one batch after the other. */
const schedule = fc.array(fc.array(runs, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });

const armings = fc.array(
  fc.record({
    tenant: fc.integer({ min: 0, max: 1 }),
    dueAt: fc.integer({ min: -5, max: 60 }).map((minutes) => due + minutes * minute),
    levels: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 25 },
);

function mortal(
  fetch: DeadlineSetting['database']['config']['fetch'],
  { diesAt, afterTheWork }: Run,
): typeof fetch {
  let trips = 0;
  return async (request) => {
    trips += 1;
    if (trips > diesAt) throw new Error('dead');
    if (trips < diesAt) return fetch(request);
    if (afterTheWork) await fetch(request);
    throw new Error('dead');
  };
}

test('whatever runs at once, late, twice, ahead of its time, or dies on the way: each alert once, none lost', async () => {
  await fc.assert(
    fc.asyncProperty(armings, schedule, async (deadlines, batches) => {
      const given = await givenDeadlines();
      const expected: string[] = [];
      for (const { tenant, dueAt, levels } of deadlines) {
        const id = await given.arm({ dueAt }, tenant);
        const subject = { type: 'case', id };
        for (let level = 1; level < levels; level += 1) await given.arm({ subject, dueAt, level }, tenant);
        expected.push(...Array.from({ length: levels }, () => id));
      }
      for (const batch of batches) {
        await Promise.allSettled(
          batch.map((run) =>
            given.sweep(run.now, { fetch: mortal(given.database.config.fetch, run), ahead: run.ahead }),
          ),
        );
        const latest = Math.max(...batches.flat().map(({ now }) => now));
        const fired = (await given.rows()).filter(({ state }) => state === 'fired');
        expect(Math.max(0, ...fired.map((row) => Number(row.due_at)))).toBeLessThanOrEqual(latest);
        expect(await given.alerts()).toHaveLength(fired.length);
      }
      given.clock.advance(2 * hour);
      await given.sweep(due + 3 * hour);
      expect((await given.alerts()).toSorted()).toEqual(expected.toSorted());
      await given.database.drop();
    }),
    { numRuns: 60 },
  );
}, 60_000);
