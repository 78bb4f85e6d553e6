import { newId } from '@keyline/kernel';
import {
  armDeadline,
  cancelDeadlines,
  fact,
  type NewDeadline,
  systemStore,
  tenantStore,
} from '@keyline/store';
import {
  createTestClock,
  givenTenant,
  type TestClock,
  type TestDatabase,
  testDatabase,
} from '@keyline/testkit';
import { type DeadlineHandler, deadlineHandler } from '../deadline.ts';
import { type Swept, sweep } from '../sweep.ts';

/** When the deadlines of tests are due. */
export const due = Date.parse('2026-03-02T01:30:00Z');

/** Raises one alert for each deadline. */
export const alerting: DeadlineHandler<null> = deadlineHandler({
  kind: 'case.breach',
  decide: ({ deadline: { subjectType, subjectId, accountId, dueAt, level }, moment }) => ({
    facts: [
      fact(moment, { type: 'case.breached', subjectType, subjectId, accountId, data: { dueAt, level } }),
    ],
  }),
});

/** How a sweep runs, where not as usual. */
interface How {
  readonly handlers?: readonly DeadlineHandler<null>[];
  /** Its way to the database. */
  readonly fetch?: TestDatabase['config']['fetch'];
  /** By how much its clock is ahead of the others, milliseconds. */
  readonly ahead?: number;
}

export interface DeadlineSetting {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly tenantIds: readonly string[];
  /** What failed in sweeps so far. */
  readonly failures: { readonly kind: string; readonly attempts: number; readonly error: unknown }[];
  /** Arms a deadline, of the first tenant and of a new case unless it says otherwise; returns the case. */
  arm(deadline?: Partial<NewDeadline>, tenant?: number): Promise<string>;
  cancel(subjectId: string, kind?: string): Promise<void>;
  /** Sweeps as of a time (business time), as one process among others. */
  sweep(now?: number, how?: How): Promise<Swept>;
  /** The cases of all alerts, in the order of the log. */
  alerts(): Promise<readonly string[]>;
  /** Rows of deadlines, by the order of their ids. */
  rows(): Promise<readonly Record<string, unknown>[]>;
}

/** A database with two tenants, and a clock of its own. */
export async function givenDeadlines(): Promise<DeadlineSetting> {
  const database = await testDatabase().fresh();
  const tenantIds = [await givenTenant(database), await givenTenant(database)].map(
    ({ tenantId }) => tenantId,
  );
  const clock = createTestClock('2026-11-01T00:00:00Z');
  const failures: DeadlineSetting['failures'] = [];
  const storeOf = (tenant: number) => tenantStore(database.config, tenantIds[tenant] ?? '', 'system');
  return {
    database,
    clock,
    tenantIds,
    failures,
    async arm(given = {}, tenant = 0) {
      const subject = { type: 'case', id: newId('request') };
      const whole = {
        worker: 'accounts',
        kind: 'case.breach',
        subject,
        accountId: null,
        dueAt: due,
        ...given,
      } as const;
      await storeOf(tenant).commit({ changes: [], also: [armDeadline(whole)] });
      return whole.subject.id;
    },
    async cancel(id, kind) {
      await storeOf(0).commit({ changes: [], also: [cancelDeadlines({ type: 'case', id }, kind)] });
    },
    sweep: (now = due, { handlers = [alerting], fetch = database.config.fetch, ahead = 0 } = {}) =>
      sweep({
        system: systemStore({ ...database.config, fetch }),
        worker: 'accounts',
        handlers,
        now,
        clock: { now: () => clock.now() + ahead },
        runtime: null,
        onFailure: (failure) => void failures.push(failure),
      }),
    async alerts() {
      const found = await database.execute(
        "SELECT subject_id FROM events WHERE type = 'case.breached' ORDER BY seq",
      );
      return found.map((row) => String(row.subject_id));
    },
    rows: async () =>
      (await database.execute('SELECT * FROM deadlines ORDER BY id')).map((row) => ({ ...row })),
  };
}
