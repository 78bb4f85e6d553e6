import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

function change(id: string, body: object, headers: Record<string, string> = {}) {
  return company.admin.request<Json & ProblemBody>('PATCH', `/v1/accounts/${id}`, { headers, body });
}

test('of fifty who change the version they read, one wins and the others hear of the new one', async () => {
  const { id } = await newAccount(company.admin);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, n) => change(id, { industry: `i${n}` }, { 'If-Match': '"1"' })),
  );
  expect(tally(answers)).toEqual({ 200: 1, 412: 49 });
  const winner = answers.find(({ status }) => status === 200)?.body;
  for (const { status, headers, body } of answers) {
    if (status !== 412) continue;
    expect(body).toMatchObject({ code: 'request.stale', currentVersion: 2 });
    expect(headers.get('ETag')).toBe('"2"');
  }
  expect((await company.admin.request('GET', `/v1/accounts/${id}`)).body).toEqual(winner);
  expect(await eventsOf(company, id)).toHaveLength(2);
});

test('without a version each change is decided once more after a race, and then gives up', async () => {
  const { id } = await newAccount(company.admin);
  const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => change(id, { industry: `i${n}` })));
  const counts = tally(answers);
  expect(counts[200]).toBeGreaterThanOrEqual(2);
  expect((counts[200] ?? 0) + (counts[409] ?? 0)).toBe(12);
  for (const { status, body, trips } of answers) {
    if (status === 409) expect([body.code, trips]).toEqual(['request.conflict', 4]);
  }
  const events = await eventsOf(company, id);
  expect(events.map(({ version }) => version)).toEqual(events.map((_, n) => n + 1));
  expect(events).toHaveLength(1 + (counts[200] ?? 0));
  const last = answers.find(({ body }) => body.version === events.length)?.body;
  expect((await company.admin.request('GET', `/v1/accounts/${id}`)).body).toEqual(last);
});

test('two changes of different fields at once both count', async () => {
  const { id } = await newAccount(company.admin);
  await Promise.all([change(id, { industry: 'finance' }), change(id, { grade: 'A' })]);
  const { body } = await company.admin.request('GET', `/v1/accounts/${id}`);
  expect(body).toMatchObject({ industry: 'finance', grade: 'A', version: 3 });
});

test('a change that is repeated with its key is made once, whatever happened since', async () => {
  const { id } = await newAccount(company.admin);
  const asked = { key: 'k1', body: { grade: 'A' }, headers: { 'If-Match': '"1"' } };
  const first = await company.admin.request('PATCH', `/v1/accounts/${id}`, asked);
  await change(id, { grade: 'B' });
  const again = await company.admin.request('PATCH', `/v1/accounts/${id}`, asked);
  expect([again.status, again.headers.get('ETag'), again.body]).toEqual([200, '"2"', first.body]);
  expect(await eventsOf(company, id)).toHaveLength(3);
});
