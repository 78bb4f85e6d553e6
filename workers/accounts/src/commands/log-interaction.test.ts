import { beforeEach, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import {
  eventsOf,
  type Json,
  newAccount,
  newContact,
  newUnit,
  type ProblemBody,
} from '../testing/records.ts';

let company: Company;
let accountId: string;
beforeEach(async () => {
  company = await givenCompany();
  accountId = (await newAccount(company.admin)).id;
});

function log(fields: object = {}, asked: object = {}, by = company.admin, account = accountId) {
  const body = { kind: 'visit', summary: '现场勘查机房', ...fields };
  return by.request<Json & ProblemBody>('POST', `/v1/accounts/${account}/interactions`, { ...asked, body });
}

test('an interaction took place when it is said to, else now', async () => {
  const now = '2026-03-02T01:30:00.000Z';
  const heldAt = '2026-03-01T17:00:00+08:00';
  const past = await log({ heldAt, nextStep: '提交方案', nextStepOn: '2026-03-31' }, { now });
  expect([past.status, past.headers.get('Location')]).toEqual([
    201,
    `/v1/accounts/${accountId}/interactions/${past.body.id}`,
  ]);
  expect(past.body).toEqual({
    id: expect.stringMatching(/^int_/),
    accountId,
    version: 1,
    createdAt: now,
    updatedAt: now,
    createdBy: company.admin.id,
    contactId: null,
    kind: 'visit',
    heldAt: '2026-03-01T09:00:00.000Z',
    summary: '现场勘查机房',
    nextStep: '提交方案',
    nextStepOn: '2026-03-31',
  });
  expect((await log({}, { now })).body.heldAt).toBe(now);
});

test('the event says what was logged, instants as the API writes them', async () => {
  const { body } = await log({ heldAt: '2026-03-01T17:00:00+08:00' });
  const [event] = await eventsOf(company, body.id);
  expect(event?.data.changes).toEqual({
    accountId: [null, accountId],
    kind: [null, 'visit'],
    heldAt: [null, '2026-03-01T09:00:00.000Z'],
    summary: [null, '现场勘查机房'],
  });
});

test('the contact has to be one of this account', async () => {
  const contact = await newContact(company.admin, accountId);
  expect((await log({ contactId: contact.id })).body.contactId).toBe(contact.id);
  const elsewhere = await newContact(company.admin, (await newAccount(company.admin)).id);
  for (const contactId of [elsewhere.id, 'ctc_01kafxq0h3e7rvx8bm2s9t4c5d']) {
    const { status, body } = await log({ contactId });
    expect([status, body.code]).toEqual([422, 'request.unknown_reference']);
    expect(body.errors).toMatchObject([{ pointer: '/contactId', code: 'unknown_reference' }]);
  }
  expect((await log({ contactId: null })).status).toBe(201);
});

test('is logged where the caller may, not wherever he may read', async () => {
  const branch = await newUnit(company.admin, '高新分公司', 'branch');
  const inside = await newAccount(company.admin, { orgUnitId: branch.id });
  const someone = await company.colleague(
    '王磊',
    { permissions: ['accounts.read'], scope: 'tenant' },
    { permissions: ['interactions.write'], scope: 'unit', unitId: branch.id },
  );
  expect((await log({}, {}, someone, inside.id)).status).toBe(201);
  expect((await log({}, {}, someone)).status).toBe(403);
});

test('many at once are all logged: none waits for another', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, (_, n) => log({ summary: `第${n}次` })));
  expect(answers.map(({ status, trips }) => [status, trips])).toEqual(answers.map(() => [201, 2]));
});

test.each([
  ['heldAt', '2026-02-30T00:00:00Z', 'instant'],
  ['heldAt', '2026-03-01T09:00:00', 'instant'],
  ['nextStepOn', '2026-02-30', 'date'],
  ['summary', ' \n ', 'too_short'],
  ['kind', 'lunch', 'choice'],
])('%s cannot be %j', async (field, value, code) => {
  const { status, body } = await log({ [field]: value });
  expect([status, body.errors]).toMatchObject([400, [{ pointer: `/${field}`, code }]]);
});
