import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newContact } from '../testing/records.ts';
import type { AuditEntry } from '../views.ts';

const mobile = '13812345678';
const now = '2026-03-02T09:10:00Z';
const later = '2026-03-02T10:00:00Z';
let company: Company;
let account: Json;
let contact: Json;
beforeEach(async () => {
  company = await givenCompany();
  account = await newAccount(company.admin);
  contact = await newContact(company.admin, account.id, { mobile });
});

const pathOf = ({ id }: Json) => `/v1/accounts/${account.id}/contacts/${id}`;
const read = (by: Colleague, at = now) => by.request<Json>('GET', pathOf(contact), { now: at });
const list = (by: Colleague, at = now) =>
  by.request('GET', `/v1/accounts/${account.id}/contacts`, { now: at });

async function reads(): Promise<AuditEntry[]> {
  const path = '/v1/audit-entries?type=contact.private_read';
  return (await company.admin.request<{ data: AuditEntry[] }>('GET', path)).body.data;
}

function reader(...permissions: ('contacts.read' | 'contacts.read_private' | 'contacts.write')[]) {
  return company.colleague('王磊', { permissions: ['accounts.read', ...permissions], scope: 'tenant' });
}

describe('reading private data of a contact', () => {
  test('stands in the log before the answer leaves: who, of whom, when and from where', async () => {
    const someone = await reader('contacts.read', 'contacts.read_private');
    const headers = { 'CF-Connecting-IP': '192.0.2.10' };
    const answer = await someone.request<Json>('GET', pathOf(contact), { now, headers });
    expect(answer).toMatchObject({ trips: 2, body: { mobile } });
    expect(await reads()).toMatchObject([
      {
        subject: { type: 'contact', id: contact.id },
        version: null,
        actor: { id: someone.id, name: '王磊' },
        occurredAt: '2026-03-02T09:10:00.000Z',
        address: '192.0.2.10',
        facts: { accountId: account.id },
      },
    ]);
  });

  test('is told once an hour of each reader, and costs one trip from then on', async () => {
    const [one, other] = [company.admin, await reader('contacts.read', 'contacts.read_private')];
    const asked = [
      () => read(one),
      () => read(one),
      () => list(one),
      () => read(other),
      () => read(one, later),
    ];
    const trips = [];
    for (const ask of asked) trips.push((await ask()).trips);
    expect(trips).toEqual([2, 1, 1, 2, 2]);
    expect((await reads()).map(({ actor, occurredAt }) => [actor.id, occurredAt.slice(11, 16)])).toEqual(
      expect.arrayContaining([
        [one.id, '09:10'],
        [other.id, '09:10'],
        [one.id, '10:00'],
      ]),
    );
    expect(await reads()).toHaveLength(3);
  });

  test('is told once of many who read at the same time', async () => {
    await Promise.all(Array.from({ length: 10 }, () => read(company.admin)));
    expect(await reads()).toHaveLength(1);
  });

  test('in a list is told of every contact that is shown', async () => {
    const second = await newContact(company.admin, account.id, { email: 'li.na@example.cn' });
    await newContact(company.admin, account.id);
    expect((await list(company.admin)).trips).toBe(2);
    expect((await reads()).map(({ subject }) => subject.id).toSorted()).toEqual(
      [contact.id, second.id].toSorted(),
    );
    expect((await list(company.admin)).trips).toBe(1);
  });

  test('masked, or of a contact without any, is not', async () => {
    const someone = await reader('contacts.read');
    expect((await read(someone)).trips).toBe(1);
    expect((await list(someone)).trips).toBe(1);
    contact = await newContact(company.admin, account.id);
    expect((await read(company.admin)).trips).toBe(1);
    expect(await reads()).toEqual([]);
  });

  test('by a change that changes nothing is told as well', async () => {
    const someone = await reader('contacts.write', 'contacts.read_private');
    const { body } = await someone.request<Json>('PATCH', pathOf(contact), { body: { title: null } });
    expect(body).toMatchObject({ version: 1, mobile });
    expect(await reads()).toHaveLength(1);
  });

  test('does not hide on the timeline what happened', async () => {
    await read(company.admin);
    const path = `/v1/accounts/${account.id}/timeline`;
    const { data } = (await company.admin.request<{ data: { type: string }[] }>('GET', path)).body;
    expect(data.map(({ type }) => type)).toEqual(['contact.created', 'account.created']);
  });

  test('that the reader has in hand already is not told anew: nothing is shown', async () => {
    const headers = { 'If-None-Match': '"1"' };
    expect((await company.admin.request('GET', pathOf(contact), { headers })).status).toBe(304);
    expect(await reads()).toEqual([]);
  });
});
