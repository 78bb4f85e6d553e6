import { feedItem } from '@keyline/events';
import { type ShownSeal, verifySeals } from '@keyline/events/verify';
import { createTestClock, givenTenant, type TestClock } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, type Json, newAccount, newContact } from '../testing/records.ts';

let clock: TestClock;
let company: Company;
beforeEach(async () => {
  clock = createTestClock('2026-03-02T01:30:00Z');
  company = await givenCompany({ clock });
});

const tick = () => {
  clock.advance(60_000);
  return company.worker.scheduled(clock.now());
};

interface Page {
  readonly data: readonly ShownSeal[];
  readonly nextCursor: string | null;
}

async function seals(limit = 200): Promise<readonly ShownSeal[]> {
  const all: ShownSeal[] = [];
  let cursor: string | null = null;
  do {
    const path: string = `/v1/seals?limit=${limit}${cursor === null ? '' : `&cursor=${cursor}`}`;
    const { status, body } = await company.admin.request<Page>('GET', path);
    expect(status).toBe(200);
    all.push(...body.data);
    cursor = body.nextCursor;
  } while (cursor !== null);
  return all;
}

/** The feed of a tenant, read past the API. */
async function feed(tenantId = company.tenantId) {
  const rows = await company.database.execute('SELECT * FROM events WHERE tenant_id = ? ORDER BY seq', [
    tenantId,
  ]);
  return rows.map((row) =>
    feedItem({
      id: String(row.id),
      type: String(row.type),
      subjectType: String(row.subject_type),
      subjectId: String(row.subject_id),
      version: row.version === null ? null : Number(row.version),
      actorType: String(row.actor_type),
      actorId: row.actor_id === null ? null : String(row.actor_id),
      occurredAt: Number(row.occurred_at),
      data: JSON.parse(String(row.data)),
    }),
  );
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
const verified = async () => verifySeals(each(await feed()), each(await seals()));

test('each minute what was committed since is sealed, and nothing where nothing was', async () => {
  await newAccount(company.admin);
  await newAccount(company.admin);
  await tick();
  await tick();
  await newAccount(company.admin);
  await tick();
  const [one, other, ...more] = await seals(1);
  expect(more).toEqual([]);
  expect([one, other]).toMatchObject([
    { number: 1, events: 2, previous: null, sealedAt: '2026-03-02T01:31:00.000Z' },
    { number: 2, events: 1, previous: one?.hash, sealedAt: '2026-03-02T01:33:00.000Z' },
  ]);
  expect(await verified()).toEqual({ finding: undefined, seals: 2, events: 3, erased: 0, unsealed: 0 });
});

test('two runs at once, and one that broke off before, seal each event once', async () => {
  for (let n = 0; n < 3; n += 1) await newAccount(company.admin);
  await Promise.all([tick(), tick()]);
  await company.database.execute('UPDATE sealing SET seq = 0');
  await newAccount(company.admin);
  await Promise.all([tick(), tick()]);
  expect(await verified()).toMatchObject({ finding: undefined, events: 4, unsealed: 0 });
});

test('many events make several seals of 256 at most', async () => {
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5200)
     INSERT INTO events (tenant_id, id, type, subject_type, subject_id, versioned, actor_type, occurred_at, data)
     SELECT ?, 'evt_' || i, 'account.changed', 'account', 'acc_1', 0, 'system', i, '{"n":' || i || '}' FROM n`,
    [company.tenantId],
  );
  await tick();
  const made = await seals();
  expect(Math.max(...made.map(({ events }) => events))).toBe(256);
  expect(await verified()).toMatchObject({ finding: undefined, events: 5200, unsealed: 0 });
});

test('a change past the program is seen', async () => {
  const { id } = await newAccount(company.admin);
  await newAccount(company.admin);
  await tick();
  await company.database.execute(
    "UPDATE events SET data = json_set(data, '$.changes.name[1]', '乙') WHERE subject_id = ?",
    [id],
  );
  const [{ id: event } = { id: '' }] = await feed();
  expect((await verified()).finding).toEqual({ what: 'event_changed', event, seal: 1 });
});

test('an erasure leaves the seals valid, before it was sealed as after it, and nothing to guess from', async () => {
  const account = await newAccount(company.admin);
  const sealed = await newContact(company.admin, account.id);
  await tick();
  const contacts = [sealed, await newContact(company.admin, account.id)];
  const before = (await feed()).filter(({ type }) => type === 'contact.created');
  expect(before.map(({ data }) => typeof data.nonce)).toEqual(['string', 'string']);
  for (const { id: subjectId } of contacts) {
    const body = { subject: subjectId, reason: '本人要求' };
    const answer = await company.admin.request<Json>('POST', '/v1/personal-data/actions/erase', { body });
    expect(answer.status).toBeLessThan(300);
  }
  await tick();
  const after = (await feed()).filter(({ type }) => type === 'contact.created');
  expect(after.map(({ data }) => [data.changes, data.nonce, typeof data.erasedDigest])).toEqual([
    [{}, undefined, 'string'],
    [{}, undefined, 'undefined'],
  ]);
  expect(await verified()).toMatchObject({ finding: undefined, erased: 1, unsealed: 0 });
});

test('seals are for who may read the whole audit, and of his tenant alone', async () => {
  await newAccount(company.admin);
  const { tenantId: other } = await givenTenant(company.database);
  await company.database.execute(
    `INSERT INTO events (tenant_id, id, type, subject_type, subject_id, versioned, actor_type, occurred_at, data)
     VALUES (?, 'evt_other', 'account.changed', 'account', 'acc_1', 0, 'system', 0, '{}')`,
    [other],
  );
  await tick();
  expect((await seals()).map(({ events }) => events)).toEqual([1]);
  expect(await count(company, 'seals', `tenant_id = '${other}' AND first_event_id = 'evt_other'`)).toBe(1);
  const narrow = await company.colleague('王磊', {
    permissions: ['audit.read'],
    scope: 'unit',
    unitId: company.rootId,
  });
  expect((await narrow.request<Page>('GET', '/v1/seals')).body).toEqual({ data: [], nextCursor: null });
  const nobody = await company.colleague('李娜', { permissions: ['accounts.read'], scope: 'tenant' });
  expect((await nobody.request('GET', '/v1/seals')).status).toBe(403);
});
