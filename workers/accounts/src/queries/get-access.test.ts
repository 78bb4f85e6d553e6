import { nameParty, tenantStore } from '@keyline/store';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { type Json, newAccount, newContact, newUnit, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

interface Explained extends ProblemBody {
  readonly sight: string;
  readonly created: boolean;
  readonly permissions: readonly {
    readonly permission: string;
    readonly allowed: boolean;
    readonly why: readonly { readonly en: string; readonly 'zh-CN': string }[];
    readonly roles: readonly { readonly dataScope: string; readonly reaches: boolean }[];
  }[];
  readonly named: readonly { readonly reason: string; readonly why: { readonly en: string } }[];
}

async function explain(by: Colleague, query: Readonly<Record<string, string>>) {
  const search = new URLSearchParams(query).toString();
  return by.request<Explained>('GET', `/v1/access/explain?${search}`);
}

const of = (body: Explained, permission: string) =>
  body.permissions.find((one) => one.permission === permission);

describe('the reason why somebody may do something', () => {
  test('is each role whose scope holds the record, with its words in both languages', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const someone = await company.colleague(
      '王磊',
      { permissions: ['accounts.read'], scope: 'unit', unitId: branch.id },
      { permissions: ['accounts.read', 'accounts.update'], scope: 'own' },
    );
    const account = await newAccount(company.admin, { orgUnitId: branch.id });
    const { body } = await explain(company.admin, { subject: account.id, userId: someone.id });
    expect(body).toMatchObject({ sight: 'whole', created: false, named: [] });
    const reading = of(body, 'accounts.read');
    expect(reading?.allowed).toBe(true);
    expect(reading?.roles.map(({ dataScope, reaches }) => [dataScope, reaches]).sort()).toEqual([
      ['own', false],
      ['unit', true],
    ]);
    expect(reading?.why).toHaveLength(1);
    expect(reading?.why[0]?.en).toContain('over 高新分公司 and all units below');
    expect(reading?.why[0]?.['zh-CN']).toContain('高新分公司及其下级单位');
    const changing = of(body, 'accounts.update');
    expect([changing?.allowed, changing?.why[0]?.en]).toEqual([
      false,
      expect.stringContaining('over what he owns, and the record is not among that'),
    ]);
    expect(of(body, 'contacts.read')).toMatchObject({
      allowed: false,
      roles: [],
      why: [{ en: 'Not allowed: none of his roles has it.' }],
    });
  });

  test('is to have made the record', async () => {
    const permissions = ['accounts.read', 'accounts.create'] as const;
    const someone = await company.colleague('王磊', { permissions, scope: 'own' });
    const account = await newAccount(someone, { ownerId: null });
    const { body } = await explain(someone, { subject: account.id, permission: 'accounts.read' });
    expect(body).toMatchObject({ created: true, sight: 'whole' });
    expect(body.permissions).toMatchObject([
      { allowed: true, why: [{ en: expect.stringContaining('he added the record') }] },
    ]);
  });

  test('is not there for what hangs on an account out of sight, whatever the role says', async () => {
    const someone = await company.colleague(
      '王磊',
      { permissions: ['contacts.read'], scope: 'tenant' },
      { permissions: ['accounts.read'], scope: 'own' },
    );
    const account = await newAccount(company.admin);
    const contact = await newContact(company.admin, account.id);
    const { body } = await explain(company.admin, { subject: contact.id, userId: someone.id });
    expect(of(body, 'contacts.read')).toMatchObject({
      allowed: false,
      why: [{ en: 'Not allowed: the account that it hangs on is out of his sight.' }],
    });
  });

  test('is not there for who is blocked', async () => {
    const someone = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'tenant' });
    const { id } = await newAccount(company.admin);
    await company.database.execute("UPDATE principals SET status = 'blocked' WHERE id = ?", [someone.id]);
    const { body } = await explain(company.admin, { subject: id, userId: someone.id });
    expect([body.sight, of(body, 'accounts.read')?.why[0]?.en]).toEqual([
      'nothing',
      'Not allowed: he is blocked.',
    ]);
  });

  test('may be open work, which shows the public part', async () => {
    const someone = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'own' });
    const { id } = await newAccount(company.admin);
    const naming = {
      ...{ subject: { type: 'account', id }, accountId: id, causeId: 'tsk_1', openedAt: 0 },
      reason: 'approval' as const,
    };
    const store = tenantStore(company.database.config, company.tenantId, company.admin.id);
    await store.commit({ changes: [], also: [nameParty(naming, { userId: someone.id })] });
    const { body } = await explain(someone, { subject: id });
    expect(body).toMatchObject({
      sight: 'public_part',
      named: [{ reason: 'approval', causeId: 'tsk_1', why: { en: 'An open approval names him.' } }],
    });
    expect(of(body, 'accounts.read')?.allowed).toBe(false);
  });

  test('is the role alone for what falls into no scope', async () => {
    const someone = await company.colleague('王磊', { permissions: ['org_units.read'], scope: 'own' });
    const { body } = await explain(someone, { subject: company.rootId });
    expect(body.sight).toBe('whole');
    expect(body.permissions.map(({ permission, allowed }) => [permission, allowed])).toEqual([
      ['org_units.read', true],
      ['org_units.write', false],
    ]);
  });
});

describe('access is explained', () => {
  const read = async (by: Colleague, query: Readonly<Record<string, string>>) => {
    const { status, body } = await explain(by, query);
    return [status, body.code];
  };

  test('of others to who may explain access, where his own right reaches', async () => {
    const branch = await newUnit(company.admin, '高新分公司', 'branch');
    const rights = { permissions: ['access.explain'], scope: 'unit', unitId: branch.id } as const;
    const auditor = await company.colleague('陈静', rights);
    const plain = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'tenant' });
    const inside = await newAccount(company.admin, { orgUnitId: branch.id });
    const outside = await newAccount(company.admin);
    const userId = company.admin.id;
    expect(await read(auditor, { subject: inside.id, userId })).toEqual([200, undefined]);
    expect(await read(auditor, { subject: outside.id, userId })).toEqual([404, 'access.subject_not_found']);
    expect(await read(plain, { subject: inside.id, userId })).toEqual([403, 'request.not_permitted']);
    expect(await read(plain, { subject: inside.id, userId: plain.id })).toEqual([200, undefined]);
  });

  test('of a record out of sight to nobody: it is as if it were not there', async () => {
    const someone = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'own' });
    const { id } = await newAccount(company.admin);
    const contact: Json = await newContact(company.admin, id);
    for (const subject of [id, contact.id, company.rootId, 'acc_01kafxq0h3e7rvx8bm2s9t4c5d']) {
      expect(await read(someone, { subject })).toEqual([404, 'access.subject_not_found']);
    }
  });

  test('of kinds of records that are known only', async () => {
    const { status, body } = await explain(company.admin, { subject: 'evt_01kafxq0h3e7rvx8bm2s9t4c5d' });
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/query/subject']);
  });
});
