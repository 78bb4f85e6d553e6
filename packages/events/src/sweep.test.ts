import { fact, must, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { deadlineHandler } from './deadline.ts';
import { alerting, type DeadlineSetting, due, givenDeadlines } from './testing/given-deadlines.ts';

const minute = 60_000;
let given: DeadlineSetting;
beforeEach(async () => {
  given = await givenDeadlines();
});
const states = async () => (await given.rows()).map(({ state }) => state);

describe('a deadline', () => {
  test('fires once it is due, not before, and once', async () => {
    const id = await given.arm();
    expect(await given.sweep(due - 1)).toEqual({ fired: 0, failed: 0 });
    expect(await given.sweep(due)).toEqual({ fired: 1, failed: 0 });
    expect(await given.sweep(due + minute)).toEqual({ fired: 0, failed: 0 });
    expect(await given.alerts()).toEqual([id]);
  });

  test('that is armed again moves to its new time', async () => {
    const id = await given.arm();
    await given.arm({ subject: { type: 'case', id }, dueAt: due + minute });
    expect((await given.sweep(due)).fired).toBe(0);
    expect((await given.sweep(due + minute)).fired).toBe(1);
    expect(await given.alerts()).toEqual([id]);
  });

  test.each([1, 2, 3])('that is moved after trip %i of a sweep waits for its new time', async (trip) => {
    const id = await given.arm();
    let trips = 0;
    const { fetch } = given.database.config;
    const meanwhile: typeof fetch = async (request) => {
      const answer = await fetch(request);
      trips += 1;
      if (trips === trip) await given.arm({ subject: { type: 'case', id }, dueAt: due + minute });
      return answer;
    };
    await given.sweep(due, { fetch: meanwhile });
    expect(trips).toBeGreaterThanOrEqual(trip);
    expect(await given.alerts()).toEqual([]);
    expect((await given.sweep(due + minute)).fired).toBe(1);
    expect(await given.alerts()).toEqual([id]);
  });

  test('that fired is not armed again in the same cycle, but in the next, and on another level', async () => {
    const id = await given.arm();
    const subject = { type: 'case', id };
    await given.sweep();
    await given.arm({ subject, dueAt: due + minute });
    expect((await given.sweep(due + minute)).fired).toBe(0);
    await given.arm({ subject, cycle: 1, dueAt: due + minute });
    await given.arm({ subject, level: 1, dueAt: due + minute });
    expect((await given.sweep(due + minute)).fired).toBe(2);
  });

  test('that is called off does not fire, until it is armed again', async () => {
    const id = await given.arm();
    const subject = { type: 'case', id };
    await given.arm({ subject, kind: 'case.warning' });
    await given.cancel(id, 'case.breach');
    expect(await states()).toEqual(['cancelled', 'armed']);
    await given.cancel(id);
    expect(await states()).toEqual(['cancelled', 'cancelled']);
    expect((await given.sweep()).fired).toBe(0);
    await given.arm({ subject });
    expect((await given.sweep()).fired).toBe(1);
  });

  test('is handled with the time of the sweep and the time it was due at hand', async () => {
    await given.arm({ dueAt: due - 5 * minute });
    await given.sweep(due);
    const [event] = await given.database.execute(
      "SELECT occurred_at, data ->> 'dueAt' AS due, actor_type FROM events",
    );
    expect(event).toMatchObject({ occurred_at: due, due: due - 5 * minute, actor_type: 'system' });
    expect(await given.rows()).toMatchObject([{ state: 'fired', fired_at: due }]);
  });

  test('of another Worker is left to it', async () => {
    await given.arm({ worker: 'tickets' });
    expect(await given.sweep()).toEqual({ fired: 0, failed: 0 });
  });

  test('with nothing left to do is done', async () => {
    await given.arm();
    const idle = deadlineHandler<Record<never, never>, null>({
      kind: 'case.breach',
      decide: () => undefined,
    });
    expect((await given.sweep(due, { handlers: [idle] })).fired).toBe(1);
    expect([await given.alerts(), await states()]).toEqual([[], ['fired']]);
  });
});

describe('a page', () => {
  test('takes three round trips for each tenant, however many deadlines', async () => {
    let trips = 0;
    const fetch = (request: Request) => {
      trips += 1;
      return given.database.config.fetch(request);
    };
    for (let n = 0; n < 40; n += 1) await given.arm({}, n % 2);
    await given.sweep(due, { fetch });
    expect(await given.alerts()).toHaveLength(40);
    // Lease and its return, one page, and twice: the rows, the commit. The handler loads nothing.
    expect(trips).toBe(3 + 2 * 2);
  });

  test('follows the other until nothing is due', async () => {
    const cases = new Set<string>();
    for (let n = 0; n < 450; n += 1) cases.add(await given.arm({ dueAt: due - n }));
    expect((await given.sweep()).fired).toBe(450);
    expect(new Set(await given.alerts())).toEqual(cases);
  });

  test('ends with the budget; the rest waits for the next minute', async () => {
    for (let n = 0; n < 250; n += 1) await given.arm();
    const slow = async (request: Request) => {
      if ((await request.clone().text()).includes('case.breached')) given.clock.advance(21_000);
      return given.database.config.fetch(request);
    };
    expect((await given.sweep(due, { fetch: slow })).fired).toBe(200);
    expect((await given.sweep()).fired).toBe(50);
    expect(new Set(await given.alerts()).size).toBe(250);
  });

  test('holds two deadlines of one case, each in a commit of its own', async () => {
    const id = await given.arm();
    await given.arm({ subject: { type: 'case', id }, level: 1 });
    expect((await given.sweep()).fired).toBe(2);
    expect(await given.alerts()).toEqual([id, id]);
  });
});

describe('a deadline that fails', () => {
  const choosy = deadlineHandler<Record<never, never>, null>({
    kind: 'case.breach',
    decide({ deadline, moment }) {
      if (deadline.data.poison) throw new TypeError('13812345678');
      const { subjectType, subjectId } = deadline;
      return {
        facts: [fact(moment, { type: 'case.breached', subjectType, subjectId, accountId: null, data: {} })],
      };
    },
  });

  test('keeps no other from firing, is put off longer and longer, and is never dropped', async () => {
    const poison = await given.arm({ data: { poison: true } });
    const others = [await given.arm(), await given.arm({}, 1)];
    expect(await given.sweep(due, { handlers: [choosy] })).toEqual({ fired: 2, failed: 1 });
    expect(new Set(await given.alerts())).toEqual(new Set(others));
    const waits: number[] = [];
    let now = due;
    for (let n = 0; n < 8; n += 1) {
      const [row] = await given.database.execute(
        'SELECT wake_at, attempts, last_error FROM deadlines WHERE subject_id = ?',
        [poison],
      );
      expect(row).toMatchObject({ attempts: n + 1, last_error: 'TypeError' });
      waits.push((Number(row?.wake_at) - now) / minute);
      now = Number(row?.wake_at);
      await given.sweep(now, { handlers: [choosy] });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
    expect(given.failures).toHaveLength(9);
    expect((await given.sweep(now + 60 * minute)).fired).toBe(1);
  });

  test('fails by its commit alone, too, and says what refused it', async () => {
    const never = must([], sql`${tenant} IS NULL`).bind({});
    const refused = deadlineHandler<Record<never, never>, null>({
      kind: 'case.refused',
      decide: () => ({ musts: [never] }),
    });
    await given.arm({ kind: 'case.refused' });
    const id = await given.arm();
    expect(await given.sweep(due, { handlers: [alerting, refused] })).toEqual({ fired: 1, failed: 1 });
    expect(await given.alerts()).toEqual([id]);
    expect(await given.rows()).toContainEqual(
      expect.objectContaining({ last_error: 'precondition', attempts: 1 }),
    );
  });

  test('is one that nobody handles', async () => {
    await given.arm({ kind: 'case.unknown' });
    expect(await given.sweep()).toEqual({ fired: 0, failed: 1 });
    expect(await given.rows()).toMatchObject([
      { state: 'armed', last_error: 'no_handler', wake_at: due + minute },
    ]);
  });
});
