import { firstCalendarId } from '@keyline/store';
import { insertRow } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { count, eventsOf, newAccount } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const night = (day: string) => Date.parse(`${day}T02:00:00+08:00`);
const score = (day: string) => company.worker.scheduled(night(day));
const year = new Date().getUTCFullYear() + 1;

async function spends(id: string, amount: number): Promise<void> {
  const body = { monthlySpend: { amount, currency: 'CNY' } };
  expect(await company.admin.request('PATCH', `/v1/accounts/${id}`, { body })).toMatchObject({ status: 200 });
}

async function healthOf(id: string, language = 'en') {
  const headers = { 'Accept-Language': language };
  const { body } = await company.admin.request('GET', `/v1/accounts/${id}/health`, { headers });
  return body;
}

async function raisedFor(id: string): Promise<unknown[]> {
  const events = await eventsOf(company, id);
  return events.filter(({ type }) => type === 'account.churn_raised').map(({ data }) => data.band);
}

/** An account whose spend falls by half from one month to the next, and with which nobody is in touch. */
async function fading(): Promise<string> {
  const { id } = await newAccount(company.admin, { presence: 'existing' });
  await spends(id, 1_000_000);
  await score(`${year}-01-15`);
  await spends(id, 300_000);
  return id;
}

test('an account is scored in the night, with the reasons in the language of who asks', async () => {
  const id = await fading();
  await score(`${year}-08-15`);
  expect(await healthOf(id)).toMatchObject({
    score: 55,
    band: 'watch',
    scoredOn: `${year}-08-15`,
    reasons: [{ code: 'spend_fell', points: 35, text: 'Spend fell by 70 %' }, { code: 'contact_lost' }],
  });
  expect(await healthOf(id, 'zh-CN')).toMatchObject({ reasons: [{ text: '月消费下降 70%' }, {}] });
});

test('coming into a higher band is told once, however often and by how many the night is worked', async () => {
  const id = await fading();
  await Promise.all([score(`${year}-08-15`), score(`${year}-08-15`)]);
  await score(`${year}-08-15`);
  await score(`${year}-08-16`);
  expect(await raisedFor(id)).toEqual(['watch']);
});

test('what fell out of a band and comes back is told again', async () => {
  const id = await fading();
  await score(`${year}-08-15`);
  await spends(id, 1_200_000);
  await score(`${year}-08-16`);
  expect(await healthOf(id)).toMatchObject({ band: 'none' });
  await spends(id, 100_000);
  await score(`${year}-08-17`);
  expect(await raisedFor(id)).toEqual(['watch', 'watch']);
});

test('one crossing is one piece of work, however often, late and by how many the night is worked', async () => {
  const id = await fading();
  await Promise.all([score(`${year}-08-15`), score(`${year}-08-15`)]);
  await company.worker.react();
  await company.worker.scheduled(Date.parse(`${year}-08-15T15:00:00+08:00`));
  await company.worker.react();
  await score(`${year}-08-16`);
  await company.worker.react();
  expect(await count(company, 'cases', `account_id = '${id}'`)).toBe(1);
  expect(await count(company, 'tasks', "kind = 'stage' AND state = 'open'")).toBe(1);
});

test('the bands are those of the tenant', async () => {
  const id = await fading();
  const body = { churnBands: { watch: 60 } };
  expect(await company.admin.request('PATCH', '/v1/settings', { body })).toMatchObject({ status: 200 });
  await score(`${year}-08-15`);
  expect(await healthOf(id)).toMatchObject({ score: 55, band: 'none' });
});

test('an account that is no customer yet is not scored', async () => {
  const { id } = await newAccount(company.admin, { presence: 'potential' });
  await score(`${year}-08-15`);
  expect(await healthOf(id)).toEqual({
    accountId: id,
    score: null,
    band: null,
    scoredOn: null,
    reasons: [],
    retention: { open: null, last: null },
  });
});

test('more accounts than one page are all scored in one night, and none by day', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 3; n += 1) ids.push((await newAccount(company.admin, { presence: 'existing' })).id);
  await company.database.execute(
    `INSERT INTO accounts (tenant_id, id, version, created_at, updated_at, created_by, name, short_names, name_key, search_text, kind, presence, grade, strategic, top500, blacklisted)
     SELECT tenant_id, 'acc_' || printf('%026d', n.value), 1, created_at, updated_at, created_by, name || n.value, '[]', name_key || n.value, '', kind, presence, grade, 0, 0, 0
     FROM accounts, generate_series(1, 450) n WHERE id = ?`,
    [ids[0] ?? ''],
  );
  const scoredOn = async () =>
    company.database.execute('SELECT scored_on, count(*) AS n FROM churn_scores GROUP BY scored_on');
  await score(`${year}-03-01`);
  expect(await scoredOn()).toEqual([{ scored_on: `${year}-03-01`, n: 453 }]);
  await company.worker.scheduled(Date.parse(`${year}-03-01T15:00:00+08:00`));
  expect(await scoredOn()).toEqual([{ scored_on: `${year}-03-01`, n: 453 }]);
});

/** Puts a record of another domain on an account, as its Worker would have. */
async function stands(table: string, accountId: string, row: Record<string, string | number>): Promise<void> {
  const [process] = await company.database.execute('SELECT id FROM processes LIMIT 1');
  const at = night(`${year}-03-01`);
  await insertRow(company.database, table, {
    ...{ tenant_id: company.tenantId, id: `${table}-${Math.random()}`, version: 1, account_id: accountId },
    ...{ created_at: at, updated_at: at, created_by: 'test', title: '某事' },
    ...{ process_id: String(process?.id), process_key: 'x', process_version: 1, process_state: '{}' },
    ...{ stage: 'open', stage_since: at },
    ...row,
  });
}

test('competitors, contracts that end, complaints and broken promises weigh in', async () => {
  const { id } = await newAccount(company.admin, { presence: 'existing' });
  const sale = { fields: '{}', one_off: 0, monthly: 0, term_months: 12, amount: 0, category: 'cloud' };
  await stands('opportunities', id, { ...sale, type: 'competitor' });
  const loss = JSON.stringify({ reasonCode: 'competitor', lesson: null, competitor: null });
  await stands('opportunities', id, { ...sale, type: 'demand', outcome: 'lost', loss });
  const deal = { customer_name: '某客户', entered: '{}', notice_days: 60, revision: 1, stage: 'effective' };
  await stands('contracts', id, { ...deal, end_on: `${year}-03-31` });
  const breachedAt = night(`${year}-03-01`);
  await stands('tickets', id, {
    ...{ number: 'T-1', kind: 'complaint', channel: 'phone', impact: 'low', urgency: 'low', priority: 'low' },
    ...{ grade: 'none', targets: '{}', warnings: '[]', sla_events: '[]' },
    ...{ calendar_id: firstCalendarId(company.tenantId), calendar_version: 1 },
    clocks: JSON.stringify([
      { breachedAt: null, state: 'running', dueAt: breachedAt },
      { breachedAt: null, state: 'running', dueAt: night(`${year}-03-12`) },
      { breachedAt: null, state: 'met', dueAt: null },
    ]),
  });
  await score(`${year}-03-11`);
  const { band, reasons } = (await healthOf(id)) as {
    band: string;
    reasons: { code: string; points: number; text: string }[];
  };
  // How long nobody was in touch depends on the day on which this runs.
  const told = reasons
    .filter(({ code }) => code !== 'contact_lost')
    .map(({ code, points }) => [code, points]);
  expect(told).toEqual([
    ['competitor_active', 25],
    ['contract_ends', 25],
    ['lost_to_competitor', 10],
    ['complained', 8],
    ['sla_breached', 6],
  ]);
  expect(['high', 'critical']).toContain(band);
  expect(reasons.find(({ code }) => code === 'contract_ends')?.text).toBe(
    'The last contract ends in 20 days',
  );
});
