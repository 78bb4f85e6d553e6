import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { granted } from './caller.ts';
import { type Company, type Listed, type Made, openCompany } from './company.ts';

// One stack, and the steps of one story: each stands on the one before.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const january = '2026-01-05T09:00:00+08:00';
let company: Company;
let accountId: string;
beforeAll(async () => {
  company = await openCompany(january);
  await company.employ('owner', '孙经理', 'account_manager');
  await company.employ('colleague', '钱经理', 'account_manager');
  await company.tellOutside(['account.churn_raised']);
  const named = { name: '西安市大数据服务有限公司', kind: 'enterprise', presence: 'existing' };
  const account = { ...named, ownerId: company.idOf('owner'), monthlySpend: yuan(50_000) };
  accountId = (await granted(company.as('admin', january)<Made>('POST', '/v1/accounts', account))).id;
});
afterAll(() => company.close());

const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
const health = () => granted(company.as('owner')<Made>('GET', `/v1/accounts/${accountId}/health`));

/** The account in the morning after a night: scored at two, looked at again a minute later, and by a late run. */
async function morningOf(day: string): Promise<Made> {
  for (const time of ['02:00', '02:01', '05:00']) {
    await company.stack.cron({ at: `${day}T${time}:00+08:00`, worker: 'accounts' });
  }
  await company.stack.settle();
  return health();
}

async function alertsOf(part: string): Promise<readonly string[]> {
  const { data } = await granted(company.as(part)<Listed>('GET', '/v1/notifications?limit=50'));
  return data.filter(({ type }) => type === 'account.churn_raised').map(({ text }) => String(text));
}

async function tasksOf(part: string): Promise<readonly Made[]> {
  return (await granted(company.as(part)<Listed>('GET', '/v1/tasks'))).data;
}

async function recordAt(now: string, action: string, form: object): Promise<void> {
  const { open } = (await health()).retention as { readonly open: { readonly caseId: string } };
  await granted(company.as('owner', now)('POST', `/v1/cases/${open.caseId}/actions/${action}`, form));
}

async function visitAt(now: string): Promise<void> {
  const path = `/v1/accounts/${accountId}/interactions`;
  await granted(company.as('owner', now)('POST', path, { kind: 'visit', summary: '上门拜访' }));
}

async function paysAt(now: string, amount: number): Promise<void> {
  const body = { monthlySpend: yuan(amount) };
  await granted(company.as('admin', now)('PATCH', `/v1/accounts/${accountId}`, body));
}

test('nobody has scored the account yet; the first night finds nothing to fear', async () => {
  expect(await health()).toMatchObject({ score: null, band: null, reasons: [] });
  await visitAt(january);
  expect(await morningOf('2026-01-06')).toMatchObject({ score: 0, band: 'none', scoredOn: '2026-01-06' });
  expect(await alertsOf('owner')).toEqual([]);
});

test('it pays less and nobody was there for half a year: its owner is alerted, with the reasons', async () => {
  expect(await morningOf('2026-06-10')).toMatchObject({ score: 12, band: 'none' });
  await paysAt('2026-07-10T10:00:00+08:00', 20_000);
  expect(await morningOf('2026-07-11')).toMatchObject({
    score: 55,
    band: 'watch',
    reasons: [
      { code: 'spend_fell', points: 35, text: 'Spend fell by 60 %' },
      { code: 'contact_lost', points: 20 },
    ],
  });
  expect(await alertsOf('owner')).toEqual([expect.stringContaining('55')]);
  expect(await alertsOf('colleague')).toEqual([]);
});

test('to keep it is a task of its owner, due five working days after the night; nobody else has it', async () => {
  // The crossing was told in the night to Saturday: the days are those of the week after.
  const dueAt = '2026-07-17T10:00:00.000Z';
  expect(await tasksOf('owner')).toMatchObject([
    { about: '挽留：西安市大数据服务有限公司', title: { 'zh-CN': '挽留中' }, dueAt },
  ]);
  expect(await tasksOf('colleague')).toEqual([]);
  const { retention } = await health();
  expect(retention).toMatchObject({
    open: { stage: 'retaining', ownerId: company.idOf('owner'), dueAt },
    last: null,
  });
});

test('nights in which it stays as bad tell nobody; one SMS and one webhook left, and the timeline has it', async () => {
  expect(await morningOf('2026-07-12')).toMatchObject({ band: 'watch' });
  expect(await alertsOf('owner')).toHaveLength(1);
  expect(await tasksOf('owner')).toHaveLength(1);
  await company.sent('2026-07-12T05:02:00+08:00', async () => {
    expect([...(await company.texts())].sort()).toEqual([
      '【Keyline】客户“西安市大数据服务有限公司”存在流失风险（评分 55），请尽快挽留。',
      '【Keyline】您有新待办：挽留中（挽留：西安市大数据服务有限公司），请及时处理。',
    ]);
    expect(company.toldOutside()).toEqual(['account.churn_raised']);
  });
  const told = (await company.timelineOf(accountId, 'owner')).filter(
    ({ type }) => type === 'account.churn_raised',
  );
  expect(told).toMatchObject([{ data: { before: 'none', band: 'watch', score: 55 } }]);
});

test('after a visit it is better; its owner records what he did, and the account says that it was kept', async () => {
  await visitAt('2026-07-12T10:00:00+08:00');
  expect(await morningOf('2026-07-13')).toMatchObject({ score: 35, band: 'none' });
  expect(await alertsOf('owner')).toHaveLength(1);
  await recordAt('2026-07-14T09:00:00+08:00', 'record-retained', { measures: '上门拜访，续签三年' });
  expect(await tasksOf('owner')).toEqual([]);
  expect((await health()).retention).toMatchObject({
    open: null,
    last: { outcome: 'retained', result: { measures: '上门拜访，续签三年' } },
  });
});

test('when it gets worse once more, that is told and worked on once more, and lost this time', async () => {
  await paysAt('2027-01-20T10:00:00+08:00', 10_000);
  expect(await morningOf('2027-01-21')).toMatchObject({ score: 55, band: 'watch' });
  expect(await alertsOf('owner')).toHaveLength(2);
  await recordAt('2027-01-22T09:00:00+08:00', 'record-lost', { reason: '已转网' });
  expect((await health()).retention).toMatchObject({ open: null, last: { outcome: 'lost' } });
});

test('of the two that ended in the year one was retained', async () => {
  const path = '/v1/retention-summary?from=2026-03-01T00:00:00%2B08:00&to=2027-03-01T00:00:00%2B08:00';
  const numbers = { ended: 2, retained: 1, lost: 1, successRate: 0.5 };
  expect(await granted(company.as('admin')<Made>('GET', path))).toMatchObject(numbers);
  expect(await granted(company.as('colleague')<Made>('GET', path))).toMatchObject({ ended: 0 });
});
