import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newUnit, type ProblemBody } from '../testing/records.ts';

interface Feed {
  readonly data: readonly (Json & { readonly type: string; readonly subject: { readonly id: string } })[];
  readonly nextCursor: string;
  readonly more: boolean;
}

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const feed = async (query = '', who = company.admin) =>
  (await who.request<Feed>('GET', `/v1/events?${query}`)).body;

/** So many events past the API. */
async function givenEvents(howMany: number, type: string): Promise<void> {
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
     INSERT INTO events (tenant_id, id, type, subject_type, subject_id, versioned, actor_type, occurred_at, data)
     SELECT ?2, 'evt_' || ?3 || i, ?3, 'user', 'usr_' || i, 0, 'system', 0, '{}' FROM n`,
    [howMany, company.tenantId, type],
  );
}

describe('who polls', () => {
  test('gets every event once and in the order of the log, page by page', async () => {
    for (const name of ['甲', '乙', '丙', '丁', '戊']) await newUnit(company.admin, name, 'branch');
    const seen: string[] = [];
    let cursor: string | undefined;
    let page: Feed;
    do {
      page = await feed(`limit=2${cursor ? `&after=${cursor}` : ''}`);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (page.more);
    const log = await company.database.execute('SELECT id FROM events ORDER BY seq');
    expect(seen).toEqual(log.map(({ id }) => id));
  });

  test('goes on with the same cursor where there is nothing new, and misses nothing', async () => {
    await newUnit(company.admin, '甲', 'branch');
    const first = await feed();
    const idle = await feed(`after=${first.nextCursor}`);
    expect(idle).toEqual({ data: [], nextCursor: first.nextCursor, more: false });
    const unit = await newUnit(company.admin, '乙', 'branch');
    expect((await feed(`after=${idle.nextCursor}`)).data).toMatchObject([{ subject: { id: unit.id } }]);
  });

  test('finds rare types behind pages that hold none of them', async () => {
    await givenEvents(2500, 'user.changed');
    await newUnit(company.admin, '甲', 'branch');
    const first = await feed('types=org_unit.*');
    expect(first).toMatchObject({ data: [], more: true });
    const second = await feed(`types=org_unit.*&after=${first.nextCursor}`);
    expect(second.data.map(({ type }) => type)).toEqual(['org_unit.created']);
    expect(second.more).toBe(false);
  });

  test('may ask for types, repeated or between commas, and for all of a subject', async () => {
    await newUnit(company.admin, '甲', 'branch');
    await newAccount(company.admin);
    const types = async (query: string) => (await feed(query)).data.map(({ type }) => type);
    expect(await types('types=account.created&types=user.*')).toEqual(['account.created']);
    expect(await types('types=account.created,org_unit.created')).toEqual([
      'org_unit.created',
      'account.created',
    ]);
    expect((await types('types=*')).length).toBeGreaterThan(1);
  });

  test.each([
    ['types=account.flew', 'event_pattern'],
    ['after=nowhere', 'invalid'],
    ['limit=0', 'too_small'],
    ['since=yesterday', 'unknown'],
  ])('is told of %s', async (query, code) => {
    const answer = await company.admin.request<ProblemBody>('GET', `/v1/events?${query}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ code }] } });
  });
});

test('an event is shown as the log has it, in one trip', async () => {
  const account = await newAccount(company.admin, { name: '西安市大数据服务有限公司' });
  const answer = await company.admin.request<Feed>('GET', '/v1/events?types=account.created');
  expect(answer.trips).toBe(1);
  expect(answer.body.data).toMatchObject([
    {
      type: 'account.created',
      subject: { type: 'account', id: account.id },
      version: 1,
      actor: { type: 'user', id: company.admin.id },
      data: { changes: { name: [null, '西安市大数据服务有限公司'] } },
    },
  ]);
});

test('what an event says is for those who may read such records in the whole tenant', async () => {
  await newAccount(company.admin);
  const blind = await company.colleague('甲', { permissions: ['events.read'], scope: 'tenant' });
  const seeing = await company.colleague('乙', {
    permissions: ['events.read', 'accounts.read'],
    scope: 'tenant',
  });
  const query = 'types=account.created';
  expect((await feed(query, blind)).data).toMatchObject([{ type: 'account.created', data: {} }]);
  expect((await feed(query, blind)).data[0]?.data).toEqual({});
  expect((await feed(query, seeing)).data[0]?.data).toHaveProperty('changes');
});

test('whoever holds it for less than the tenant sees none, and nobody without it gets in', async () => {
  await newAccount(company.admin);
  const own = await company.colleague('甲', { permissions: ['events.read'], scope: 'own' });
  expect((await feed('', own)).data).toEqual([]);
  const none = await company.colleague('乙', { permissions: ['audit.read'], scope: 'tenant' });
  expect((await none.request('GET', '/v1/events')).status).toBe(403);
});
