import { newId } from '@keyline/kernel';
import { type AccountDraft, accountDraftRequested, tenantStore } from '@keyline/store';
import { expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newUser } from '../testing/people.ts';
import { count, eventsOf, type Json, newAccount, newUnit } from '../testing/records.ts';

/** Asks for a draft as another Worker does in its own commit. */
async function requested({ database, tenantId }: Company, given: Partial<AccountDraft>): Promise<string> {
  const accountId = given.accountId ?? newId('account');
  const moment = { actor: { type: 'system', id: null }, now: Date.UTC(2026, 2, 2), requestId: null } as const;
  const draft = { accountId, name: '西安远洋科技有限公司', source: 'lead', ...given } as const;
  const facts = [accountDraftRequested(moment, draft)];
  const store = tenantStore(database.config, tenantId, 'system');
  expect(await store.commit({ changes: [], facts })).toEqual({ committed: true });
  return accountId;
}

test('a customer whom a ticket names becomes a draft under the id that the ticket keeps, with whom to call', async () => {
  const company = await givenCompany();
  const owner = await newUser(company.admin);
  const unit = await newUnit(company.admin, '高新分公司', 'branch');
  const id = await requested(company, {
    source: 'ticket',
    contactName: '李娜',
    phone: '138 1234 5678',
    ownerId: owner.id,
    orgUnitId: unit.id,
  });
  expect(await company.worker.react()).toContain('acknowledged');

  const account = await company.admin.request<Json>('GET', `/v1/accounts/${id}`);
  expect(account.body).toMatchObject({
    ...{ id, state: 'draft', name: '西安远洋科技有限公司', kind: 'enterprise', presence: 'potential' },
    ...{ source: 'ticket', ownerId: owner.id, orgUnitId: unit.id },
  });
  const contacts = await company.admin.request('GET', `/v1/accounts/${id}/contacts`);
  expect(contacts.body).toMatchObject({ data: [{ name: '李娜', mobile: '138 1234 5678', phone: null }] });
  const found = await company.admin.request('GET', '/v1/accounts?q=远洋&state=draft');
  expect(found.body).toMatchObject({ data: [{ id }] });
});

test('whoever confirms a draft makes an account of it, for good', async () => {
  const company = await givenCompany();
  const id = await requested(company, {});
  await company.worker.react();
  const patch = (body: object) => company.admin.request<Json>('PATCH', `/v1/accounts/${id}`, { body });

  expect((await patch({ industry: 'finance' })).body).toMatchObject({ state: 'draft' });
  expect((await patch({ state: 'active', kind: 'institution' })).body).toMatchObject({ state: 'active' });
  expect(await patch({ state: 'draft' })).toMatchObject({ status: 400 });
  expect((await newAccount(company.admin)).state).toBe('active');
});

test('however often and from where a draft is asked for, there is one', async () => {
  const company = await givenCompany();
  const id = await requested(company, { phone: '029-88881234' });
  await requested(company, { accountId: id, phone: '029-88881234' });
  await company.worker.react();
  await company.worker.react();
  expect(await count(company, 'accounts', `id = '${id}'`)).toBe(1);
  expect(await count(company, 'contacts', `account_id = '${id}' AND phone = '029-88881234'`)).toBe(1);
});

test('an account of a similar name does not stop the draft, whose event says which it may be', async () => {
  const company = await givenCompany();
  const { id: known } = await newAccount(company.admin, { name: '西安远洋科技（集团）股份有限公司' });
  const id = await requested(company, {});
  await company.worker.react(id);
  const created = (await eventsOf(company, id)).find(({ type }) => type === 'account.created');
  expect(created?.data.similarTo).toBe(known);
});

test('a blocked owner is left out, and the number to call stands in no event', async () => {
  const company = await givenCompany();
  const owner = await newUser(company.admin);
  await company.admin.request('PATCH', `/v1/users/${owner.id}`, { body: { status: 'blocked' } });
  const id = await requested(company, { phone: '13812345678', ownerId: owner.id });
  await company.worker.react(id);
  const account = await company.admin.request<Json>('GET', `/v1/accounts/${id}`);
  expect(account.body).toMatchObject({ state: 'draft', ownerId: null });
  expect(await count(company, 'events', "data LIKE '%13812345678%'")).toBe(0);
  const ofRequest = "event_id IN (SELECT id FROM events WHERE type = 'account.draft_requested')";
  expect(await count(company, 'private_changes', ofRequest)).toBe(0);
});
