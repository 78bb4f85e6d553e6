import {
  type Accepted,
  acceptOne,
  confirmOne,
  foundSalesLine,
  type Granted,
  type SalesLine,
  send,
  type WalkStep,
} from '@keyline/testkit';
import { type Client, createClient } from '@libsql/client/http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestStack, type TestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { killWorkers } from './breaking-off.ts';

/** Leads that are submitted and accepted at once, and how many of them go on to a confirmed opportunity. */
const leads = 200;
const confirmed = 60;

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: TestStack;
let line: SalesLine;
let client: Client;
let walked: readonly Accepted[];
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, { bundles: 'wrangler', retrySeconds: 1 });
  line = await foundSalesLine(stack.url, 'huaxing');
  client = createClient({ url: stack.databaseUrl });
}, 120_000);
afterAll(async () => {
  client.close();
  await stack.stop();
  await directory.remove();
});

const rows = async (sql: string, args: readonly string[] = []) =>
  (await client.execute({ sql, args: [...args] })).rows.map((row) => ({ ...row }));
const count = async (sql: string, args: readonly string[] = []) => Number((await rows(sql, args))[0]?.n);

/** Who is answered so does not know whether it was done, or comes upon his own request under way: he repeats it. */
const again = new Set([0, 409, 500, 502, 503]);
const mostRepeats = 30;

/** Steps that are done, and faults that come at some of them, each once. */
class Disturbed {
  #done = 0;
  #over: Promise<void> = Promise.resolve();
  readonly repeats = new Map<string, number>();
  readonly #faults: Map<number, () => Promise<void>>;

  constructor(faults: readonly (readonly [after: number, fault: () => Promise<void>])[]) {
    this.#faults = new Map(faults);
  }

  /** Repeats a step with its key until it is promised; while something is broken it waits for the end of that. */
  readonly insist = async ({ name, by, url, path, body, status, key }: WalkStep): Promise<Granted> => {
    for (let turn = 0; turn <= mostRepeats; turn += 1) {
      await this.#over;
      const reply = await send({ url, path, key, token: await by.token() }, body);
      if (reply.status === status) {
        this.#oneMore();
        return reply.body as Granted;
      }
      if (!again.has(reply.status)) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
      this.repeats.set(name, (this.repeats.get(name) ?? 0) + 1);
    }
    throw new Error(`${path}: in vain`);
  };

  #oneMore(): void {
    this.#done += 1;
    const fault = this.#faults.get(this.#done);
    if (fault !== undefined) this.#over = this.#over.then(fault);
  }
}

async function loseDatabase(): Promise<void> {
  await stack.killDatabase('SIGKILL');
  await stack.startDatabase();
}

/** Every event since the beginning is sent to its consumers once more. */
async function sendDouble(): Promise<void> {
  await client.execute("UPDATE relay SET seq = 0 WHERE log = 'events'");
}

test('leads come to their drafts while database, Workers and queue fail', async () => {
  for (const by of [line.taker, line.confirmer, line.seller]) await by.token();
  const disturbed = new Disturbed([
    [60, loseDatabase],
    [150, sendDouble],
    [260, () => killWorkers(stack)],
    [350, sendDouble],
    [430, loseDatabase],
    [500, sendDouble],
  ]);
  walked = await Promise.all(
    Array.from({ length: leads }, async (_, serial) => {
      const accepted = await acceptOne(line, serial, disturbed.insist);
      if (serial < confirmed) await confirmOne(line, accepted, disturbed.insist);
      return accepted;
    }),
  );
  // The faults met somebody.
  expect([...disturbed.repeats.values()].reduce((sum, times) => sum + times, 0)).toBeGreaterThan(2);
  await stack.settle();
  await sendDouble();
  await stack.settle();
}, 240_000);

test('each that was promised is one lead and one opportunity of one account', async () => {
  expect(new Set(walked.map(({ leadId }) => leadId)).size).toBe(leads);
  const made = await rows(
    `SELECT l.id, l.stage, l.opportunity_id AS opportunity, (SELECT count(*) FROM opportunities o WHERE o.lead_id = l.id) AS opportunities,
      (SELECT count(*) FROM opportunities o JOIN accounts a ON a.tenant_id = o.tenant_id AND a.id = o.account_id AND a.name = l.account_name WHERE o.id = l.opportunity_id) AS accounts
    FROM leads l ORDER BY l.id`,
  );
  const promised = walked.map(({ leadId, opportunityId }) => ({
    ...{ id: leadId, stage: 'accepted', opportunity: opportunityId, opportunities: 1, accounts: 1 },
  }));
  expect(made).toEqual(promised.toSorted((one, other) => (one.id < other.id ? -1 : 1)));
  expect(await count('SELECT count(*) AS n FROM accounts')).toBe(leads);
});

test('each that was confirmed has one draft of a contract, and no other has any', async () => {
  const drafts = await rows('SELECT opportunity_id AS id FROM contracts ORDER BY opportunity_id');
  const wanted = walked.slice(0, confirmed).map(({ opportunityId }) => opportunityId);
  expect(drafts.map(({ id }) => id)).toEqual(wanted.toSorted());
});

test('each person is told of each matter once', async () => {
  const twice = await rows(
    'SELECT user_id, type, subject_id, count(*) AS n FROM notifications GROUP BY user_id, type, subject_id HAVING n > 1',
  );
  expect(twice).toEqual([]);
  const told = (userId: string, type: string, subjects: string) =>
    count(`SELECT count(*) AS n FROM notifications WHERE user_id = ? AND type = ? AND ${subjects}`, [
      userId,
      type,
    ]);
  const accepted = "subject_id IN (SELECT id FROM leads WHERE stage = 'accepted')";
  expect(await told(line.partnerPerson.id, 'lead.accepted', accepted)).toBe(leads);
  const toDraft = 'subject_id IN (SELECT t.id FROM tasks t JOIN contracts c ON c.id = t.subject_id)';
  expect(await told(line.seller.id, 'task.opened', toDraft)).toBe(confirmed);
});

test('nothing lies with the dead letters, and every event is settled', async () => {
  expect(await rows('SELECT * FROM dead_letters')).toEqual([]);
  expect(await rows('SELECT * FROM stray_messages')).toEqual([]);
  expect(await rows("SELECT consumer, state, last_error FROM reactions WHERE state <> 'done'")).toEqual([]);
});
