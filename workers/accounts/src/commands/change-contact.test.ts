import { beforeEach, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newContact, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
let accountId: string;
beforeEach(async () => {
  company = await givenCompany();
  accountId = (await newAccount(company.admin)).id;
});

function change(id: string, body: object, by: Colleague = company.admin, asked: object = {}) {
  const path = `/v1/accounts/${accountId}/contacts/${id}`;
  return by.request<Json & ProblemBody>('PATCH', path, { ...asked, body });
}

test('a change leaves what it does not name, and null clears', async () => {
  const consent = { sms: true, email: false, phone: true };
  const before = await newContact(company.admin, accountId, {
    title: '主任',
    mobile: '13812345678',
    consent,
  });
  const { status, headers, body } = await change(before.id, {
    title: null,
    mobile: '13912345678',
    roles: ['finance'],
  });
  expect([status, headers.get('ETag')]).toEqual([200, '"2"']);
  const { updatedAt } = body;
  const after = { ...before, title: null, mobile: '13912345678', roles: ['finance'], version: 2, updatedAt };
  expect(body).toEqual(after);
  const path = `/v1/accounts/${accountId}/contacts/${before.id}`;
  expect((await company.admin.request('GET', path)).body).toEqual(after);
});

test('the event names private fields that changed, and their values stand apart, old and new', async () => {
  const { id } = await newContact(company.admin, accountId, {
    mobile: '13812345678',
    email: 'li.na@example.cn',
  });
  await change(id, { mobile: '13912345678', email: null, note: '下午四点后', phone: null });
  const [, event] = await eventsOf(company, id);
  expect(event?.data).toEqual({
    changes: { note: [null, '下午四点后'] },
    nonce: expect.any(String),
    privateChanges: ['mobile', 'email'],
  });
  const kept = await company.database.execute(
    'SELECT field, before, after FROM private_changes WHERE event_id = ? ORDER BY field',
    [event?.id ?? ''],
  );
  expect(kept).toMatchObject([
    { field: 'email', before: '"li.na@example.cn"', after: null },
    { field: 'mobile', before: '"13812345678"', after: '"13912345678"' },
  ]);
});

test('who may not read private data may still change them, and sees them masked', async () => {
  const { id } = await newContact(company.admin, accountId, {
    mobile: '13812345678',
    email: 'li.na@example.cn',
  });
  const rights = { permissions: ['accounts.read', 'contacts.write'], scope: 'tenant' } as const;
  const someone = await company.colleague('王磊', rights);
  const { status, body } = await change(id, { mobile: '13912345678' }, someone);
  expect([status, body.mobile, body.email]).toEqual([200, '139****5678', 'li.**@*******.cn']);
});

test('a contact is changed at its own account only', async () => {
  const other = await newAccount(company.admin);
  const contact = await newContact(company.admin, other.id);
  const { status, body } = await change(contact.id, { title: '主任' });
  expect([status, body.code]).toEqual([404, 'contact.not_found']);
});

test('of ten who change the version they read one wins', async () => {
  const { id } = await newContact(company.admin, accountId);
  const headers = { 'If-Match': '"1"' };
  const changes = Array.from({ length: 10 }, (_, n) =>
    change(id, { title: `t${n}` }, company.admin, { headers }),
  );
  expect(tally(await Promise.all(changes))).toEqual({ 200: 1, 412: 9 });
});
