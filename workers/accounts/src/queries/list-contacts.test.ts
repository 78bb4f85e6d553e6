import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newContact, newUnit } from '../testing/records.ts';

const channels = {
  mobile: '13812345678',
  phone: '029-88886666',
  email: 'li.na@example.cn',
  wechat: 'lina_xian',
};
const masked = {
  mobile: '138****5678',
  phone: '029-******66',
  email: 'li.**@*******.cn',
  wechat: 'li**_**an',
};
let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

async function seen(by: Colleague, accountId: string, contactId: string): Promise<Json[]> {
  const path = `/v1/accounts/${accountId}/contacts`;
  const one = (await by.request<Json>('GET', `${path}/${contactId}`)).body;
  const { data } = (await by.request<{ data: Json[] }>('GET', path)).body;
  expect(data).toHaveLength(1);
  return [one, ...data];
}

describe('channels of a contact', () => {
  test('are masked without the right to read private data', async () => {
    const account = await newAccount(company.admin);
    const { id } = await newContact(company.admin, account.id, channels);
    const someone = await company.colleague('王磊', {
      permissions: ['accounts.read', 'contacts.read'],
      scope: 'tenant',
    });
    for (const contact of await seen(company.admin, account.id, id)) {
      expect(contact).toMatchObject({ ...channels, masked: false });
    }
    for (const contact of await seen(someone, account.id, id)) {
      expect(contact).toMatchObject({ ...masked, masked: true });
    }
  });

  test('are shown where the right reaches, and masked at accounts beyond', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const someone = await company.colleague(
      '王磊',
      { permissions: ['accounts.read', 'contacts.read'], scope: 'tenant' },
      { permissions: ['contacts.read_private'], scope: 'unit', unitId: branch.id },
    );
    const [inside, outside] = [
      await newAccount(company.admin, { orgUnitId: branch.id }),
      await newAccount(company.admin),
    ];
    const near = await newContact(company.admin, inside.id, channels);
    const far = await newContact(company.admin, outside.id, channels);
    for (const contact of await seen(someone, inside.id, near.id)) expect(contact).toMatchObject(channels);
    for (const contact of await seen(someone, outside.id, far.id)) expect(contact).toMatchObject(masked);
  });

  test('are shown to the owner of the account by the right over the own ones', async () => {
    const permissions = ['accounts.read', 'contacts.read', 'contacts.read_private'] as const;
    const someone = await company.colleague('王磊', { permissions, scope: 'own' });
    const account = await newAccount(company.admin, { ownerId: someone.id });
    const { id } = await newContact(company.admin, account.id, channels);
    for (const contact of await seen(someone, account.id, id)) expect(contact).toMatchObject(channels);
  });

  test('that are not there are not masked either', async () => {
    const account = await newAccount(company.admin);
    const { id } = await newContact(company.admin, account.id, { mobile: channels.mobile });
    const someone = await company.colleague('王磊', {
      permissions: ['accounts.read', 'contacts.read'],
      scope: 'tenant',
    });
    for (const contact of await seen(someone, account.id, id)) {
      expect(contact).toMatchObject({ mobile: masked.mobile, phone: null, email: null, wechat: null });
    }
  });
});

test('the contact added last stands first, and only those of the account are listed', async () => {
  const [account, other] = [await newAccount(company.admin), await newAccount(company.admin)];
  const names = ['李娜', '王磊', '张伟'];
  for (const name of names) await newContact(company.admin, account.id, { name });
  const elsewhere = await newContact(company.admin, other.id);
  const path = `/v1/accounts/${account.id}/contacts`;
  const { data } = (await company.admin.request<{ data: Json[] }>('GET', path)).body;
  expect(data.map(({ name }) => name)).toEqual(names.toReversed());
  expect((await company.admin.request('GET', `${path}/${elsewhere.id}`)).status).toBe(404);
});
