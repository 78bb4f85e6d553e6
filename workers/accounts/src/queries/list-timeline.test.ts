import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newContact } from '../testing/records.ts';

interface TimelineEvent {
  readonly id: string;
  readonly type: string;
  readonly actor: { readonly type: string; readonly id: string; readonly name: string | null };
  readonly data: { readonly changes?: Readonly<Record<string, unknown>> };
}

let company: Company;
let account: Json;
beforeEach(async () => {
  company = await givenCompany();
  account = await newAccount(company.admin);
});

async function timeline(by: Colleague = company.admin, query = '') {
  const path = `/v1/accounts/${account.id}/timeline${query}`;
  return (await by.request<{ data: TimelineEvent[]; nextCursor: string | null }>('GET', path)).body;
}

/** A contact, an interaction, a change and a removal, by several people. */
async function givenHistory(): Promise<void> {
  const everything = {
    permissions: ['accounts.read', 'accounts.update', 'interactions.write'],
    scope: 'tenant',
  } as const;
  const someone = await company.colleague('王磊', everything);
  const contact = await newContact(company.admin, account.id, { mobile: '13812345678' });
  const at = `/v1/accounts/${account.id}`;
  await someone.request('POST', `${at}/interactions`, { body: { kind: 'visit', summary: '现场勘查' } });
  await someone.request('PATCH', at, { body: { grade: 'A' } });
  const body = { name: 'BOSS 同步', permissions: ['accounts.read', 'accounts.update'] };
  const { key } = (await company.admin.request<{ key: string }>('POST', '/v1/api-keys', { body })).body;
  await company.worker.request('PATCH', at, { token: key, body: { grade: 'B' } });
  await company.admin.request('DELETE', `${at}/contacts/${contact.id}`);
}

test('everything that touches the account is there in the order of its happening, with who did it', async () => {
  await givenHistory();
  await newContact(company.admin, (await newAccount(company.admin)).id);
  const { data } = await timeline();
  expect(data.map(({ type, actor }) => [type, actor.type, actor.name])).toEqual([
    ['contact.removed', 'user', 'Li Na'],
    ['account.changed', 'api_key', 'BOSS 同步'],
    ['account.changed', 'user', '王磊'],
    ['interaction.logged', 'user', '王磊'],
    ['contact.created', 'user', 'Li Na'],
    ['account.created', 'user', 'Li Na'],
  ]);
  expect(data[1]?.data.changes).toEqual({ grade: ['A', 'B'] });
});

test('the order is that of the commits, also where business time goes back', async () => {
  const at = `/v1/accounts/${account.id}`;
  await company.admin.request('PATCH', at, { body: { grade: 'A' }, now: '2030-01-01T00:00:00Z' });
  await company.admin.request('PATCH', at, { body: { grade: 'B' }, now: '2020-01-01T00:00:00Z' });
  const grades = (await timeline()).data.map(({ data }) => data.changes?.grade);
  expect(grades).toEqual([
    ['A', 'B'],
    ['none', 'A'],
    [null, 'none'],
  ]);
});

test('it is read page by page, each event once', async () => {
  await givenHistory();
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page = await timeline(company.admin, `?limit=2${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual((await timeline()).data.map(({ id }) => id));
});

describe('what it says of contacts and interactions is for who may read them', () => {
  test('and others learn only that there was something', async () => {
    await givenHistory();
    const { data } = await timeline(
      await company.colleague('信息人', { permissions: ['accounts.read'], scope: 'tenant' }),
    );
    expect(data).toHaveLength(6);
    for (const event of data) {
      expect(event.data.changes === undefined).toBe(!event.type.startsWith('account.'));
    }
    expect(JSON.stringify(data)).not.toMatch(/李娜|现场勘查/);
  });

  test('of this account, not of others', async () => {
    await givenHistory();
    const elsewhere = await company.colleague(
      '信息人',
      { permissions: ['accounts.read', 'interactions.read'], scope: 'tenant' },
      { permissions: ['contacts.read'], scope: 'own' },
    );
    const text = async () => JSON.stringify((await timeline(elsewhere)).data);
    expect(await text()).toContain('现场勘查');
    expect(await text()).not.toContain('李娜');
    await company.admin.request('PATCH', `/v1/accounts/${account.id}`, { body: { ownerId: elsewhere.id } });
    expect(await text()).toContain('李娜');
  });
});
