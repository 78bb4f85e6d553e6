import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import {
  count,
  eventsOf,
  type Json,
  newAccount,
  newUnit,
  type ProblemBody,
  tally,
} from '../testing/records.ts';

const creditCode = '91610131MA6U0XYM9D';
let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function create(body: object, asked: object = {}, by = company.admin) {
  return by.request<Json & ProblemBody>('POST', '/v1/accounts', {
    ...asked,
    body: { kind: 'enterprise', ...body },
  });
}

test('an account has what was said of it, and the rest as a new account has it', async () => {
  const now = '2026-03-02T01:30:00.000Z';
  const { status, headers, body } = await create({ name: '  西安市大数据服务有限公司 ' }, { now });
  expect(status).toBe(201);
  expect(headers.get('Location')).toBe(`/v1/accounts/${body.id}`);
  expect(headers.get('ETag')).toBe('"1"');
  expect(body).toEqual({
    id: expect.stringMatching(/^acc_/),
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: company.admin.id,
    name: '西安市大数据服务有限公司',
    nameEn: null,
    shortNames: [],
    state: 'active',
    kind: 'enterprise',
    industry: null,
    creditCode: null,
    presence: 'potential',
    ownerId: company.admin.id,
    orgUnitId: null,
    gridId: null,
    parentId: null,
    responsibleUnitId: null,
    responsibleLevel: null,
    grade: 'none',
    strategic: false,
    top500: false,
    blacklisted: false,
    blacklistReason: null,
    monthlySpend: null,
    source: null,
    externalId: null,
  });
});

describe('an account without a named owner', () => {
  test('belongs to the user who adds it', async () => {
    expect((await newAccount(company.admin)).ownerId).toBe(company.admin.id);
  });

  test('belongs to nobody when that is what was said', async () => {
    expect((await newAccount(company.admin, { ownerId: null })).ownerId).toBeNull();
  });

  test('belongs to nobody when a key adds it', async () => {
    const permissions = ['accounts.read', 'accounts.create'];
    const key = { body: { name: 'BOSS', permissions } };
    const made = await company.admin.request<Json & { key: string }>('POST', '/v1/api-keys', key);
    const { body } = await create({ name: '甲' }, { token: made.body.key });
    expect(body).toMatchObject({ ownerId: null, createdBy: made.body.id });
  });
});

test('the event says every field that was given, money and instants as the API writes them', async () => {
  const fields = {
    name: '甲',
    monthlySpend: { amount: 1_280_000, currency: 'CNY' },
    shortNames: ['小甲'],
    strategic: true,
  };
  const { body } = await create(fields);
  const [event] = await eventsOf(company, body.id);
  expect(event).toMatchObject({ type: 'account.created', version: 1, actorId: company.admin.id });
  expect(event?.data.changes).toEqual({
    name: [null, '甲'],
    shortNames: [null, ['小甲']],
    state: [null, 'active'],
    kind: [null, 'enterprise'],
    presence: [null, 'potential'],
    ownerId: [null, company.admin.id],
    grade: [null, 'none'],
    strategic: [null, true],
    top500: [null, false],
    blacklisted: [null, false],
    monthlySpend: [null, { amount: 1_280_000, currency: 'CNY' }],
  });
});

describe('the credit code', () => {
  test('is brought into its written form and checked', async () => {
    const full = '　９１６１０１３１ｍａ６ｕ０ｘｙｍ９ｄ ';
    expect((await newAccount(company.admin, { creditCode: full })).creditCode).toBe(creditCode);
    const wrong = await create({ name: '乙', creditCode: '91610131MA6U0XYM9E' });
    expect([wrong.status, wrong.body.errors]).toMatchObject([
      400,
      [{ pointer: '/creditCode', code: 'credit_code' }],
    ]);
  });

  test('belongs to one account, also when twenty ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        create({ name: `竞争${n}`, creditCode: creditCode.toLowerCase() }),
      ),
    );
    expect(tally(answers)).toEqual({ 201: 1, 409: 19 });
    const winner = answers.find(({ status }) => status === 201)?.body;
    const existing = { id: winner?.id, name: winner?.name, createdAt: winner?.createdAt, ownerName: 'Li Na' };
    for (const { status, body } of answers) {
      if (status === 409) expect(body).toMatchObject({ code: 'account.duplicate_credit_code', existing });
    }
    expect(await count(company, 'accounts')).toBe(1);
    expect(await count(company, 'accounts_search')).toBe(1);
    expect(await count(company, 'events', "type = 'account.created'")).toBe(1);
  });

  test('is the same in two tenants without harm', async () => {
    await newAccount(company.admin, { creditCode });
    expect((await newAccount((await givenCompany()).admin, { creditCode })).creditCode).toBe(creditCode);
  });
});

test('an external id belongs to one account', async () => {
  const first = await newAccount(company.admin, { externalId: 'boss-1' });
  const second = await create({ name: '乙', externalId: 'boss-1' });
  expect([second.status, second.body]).toMatchObject([
    409,
    { code: 'account.duplicate_external_id', existing: { id: first.id } },
  ]);
});

test('fifty posts with one key make one account, and all hear of the same', async () => {
  const posts = Array.from({ length: 50 }, () => create({ name: '甲', creditCode }, { key: 'one' }));
  const answers = await Promise.all(posts);
  const made = answers.filter(({ status }) => status === 201);
  expect(tally(answers)[201]).toBeGreaterThan(0);
  expect(new Set(answers.map(({ status }) => status)).isSubsetOf(new Set([201, 409]))).toBe(true);
  expect(new Set(made.map(({ body }) => body.id)).size).toBe(1);
  expect(made.filter(({ headers }) => !headers.has('Idempotency-Replayed'))).toHaveLength(1);
  for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('request.conflict');
  expect(await count(company, 'accounts')).toBe(1);
});

describe('a blacklisted account', () => {
  test('needs a reason', async () => {
    const { status, body } = await create({ name: '甲', blacklisted: true });
    expect([status, body.code]).toEqual([422, 'account.blacklist_reason_missing']);
    const empty = await create({ name: '甲', blacklisted: true, blacklistReason: '  ' });
    expect(empty.body.errors).toMatchObject([{ pointer: '/blacklistReason', code: 'too_short' }]);
  });

  test('keeps it', async () => {
    const reason = { blacklisted: true, blacklistReason: '恶意欠费' };
    expect(await newAccount(company.admin, reason)).toMatchObject(reason);
  });
});

describe('records that the account names', () => {
  test('that are not there are told by their place, all at once', async () => {
    const org = 'org_01kafxq0h3e7rvx8bm2s9t4c5d';
    const unknown = {
      ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d',
      orgUnitId: org,
      gridId: org,
      responsibleUnitId: org,
      parentId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d',
    };
    const { status, body } = await create({ name: '甲', ...unknown });
    expect([status, body.code]).toEqual([422, 'request.unknown_reference']);
    expect(body.errors?.map(({ pointer, code }) => [pointer, code])).toEqual(
      Object.keys(unknown).map((field) => [`/${field}`, 'unknown_reference']),
    );
  });

  test('have to be of the right kind: a grid is a grid', async () => {
    const grid = await newUnit(company.admin, '锦业路网格', 'grid');
    expect((await newAccount(company.admin, { gridId: grid.id })).gridId).toBe(grid.id);
    const { status, body } = await create({ name: '乙', gridId: company.rootId });
    expect([status, body.errors]).toMatchObject([422, [{ pointer: '/gridId', code: 'not_a_grid' }]]);
  });

  test('have to be at work: a blocked user owns no new account', async () => {
    const gone = await company.colleague('王磊');
    await company.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [gone.id]);
    const { body } = await create({ name: '甲', ownerId: gone.id });
    expect(body.errors).toMatchObject([{ pointer: '/ownerId', code: 'unknown_reference' }]);
  });

  test('of another tenant are not there', async () => {
    const stranger = await givenCompany();
    const parent = await newAccount(stranger.admin);
    const foreign = { parentId: parent.id, ownerId: stranger.admin.id, orgUnitId: stranger.rootId };
    const { body } = await create({ name: '甲', ...foreign });
    expect(body.errors?.map(({ pointer }) => pointer)).toEqual(['/ownerId', '/orgUnitId', '/parentId']);
  });

  test('and that the caller may not see are not there: a parent out of scope', async () => {
    const someone = await company.colleague('王磊', {
      permissions: ['accounts.read', 'accounts.create'],
      scope: 'own',
    });
    const hidden = await newAccount(company.admin);
    const { body } = await create({ name: '甲', parentId: hidden.id }, {}, someone);
    expect(body.errors).toMatchObject([{ pointer: '/parentId', code: 'unknown_reference' }]);
    const own = await newAccount(company.admin, { ownerId: someone.id });
    expect((await create({ name: '乙', parentId: own.id }, {}, someone)).status).toBe(201);
  });
});
