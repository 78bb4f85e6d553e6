import { beforeEach, describe, expect, test } from 'vitest';
import { type Colleague, type Company, givenCompany } from '../testing/given-company.ts';
import { eventsOf, type Json, newAccount, newContact, type ProblemBody } from '../testing/records.ts';

let company: Company;
beforeEach(async () => {
  company = await givenCompany();
});

const reading = ['accounts.read', 'contacts.read', 'interactions.read', 'team.read'] as const;

interface Team {
  readonly accountManager: { readonly userId: string; readonly name: string } | null;
  readonly data: readonly Json[];
}

function join(by: Colleague, accountId: string, userId: string, role = 'technical') {
  return by.request<Json & ProblemBody>('POST', `/v1/accounts/${accountId}/team`, { body: { userId, role } });
}

const teamOf = async (by: Colleague, accountId: string) =>
  (await by.request<Team>('GET', `/v1/accounts/${accountId}/team`)).body;

test('the team is the account manager and who was added, the first first', async () => {
  const { admin } = company;
  const [first, second] = [await company.colleague('张伟'), await company.colleague('李强')];
  const account = await newAccount(admin);
  expect(await teamOf(admin, account.id)).toEqual({
    accountManager: { userId: admin.id, name: admin.name },
    data: [],
    nextCursor: null,
  });
  await join(admin, account.id, first.id);
  await join(admin, account.id, second.id, 'backup');
  const { data } = await teamOf(admin, account.id);
  expect(data.map(({ userName, role }) => [userName, role])).toEqual([
    ['张伟', 'technical'],
    ['李强', 'backup'],
  ]);
  const { id } = await newAccount(admin, { ownerId: null });
  expect((await teamOf(admin, id)).accountManager).toBeNull();
});

describe('who is in the team of an account', () => {
  test('sees it and what hangs on it from then on, and no other account', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'team' });
    const [account, other] = [await newAccount(company.admin), await newAccount(company.admin)];
    const contact = await newContact(company.admin, account.id);
    const paths = ['', '/contacts', `/contacts/${contact.id}`, '/interactions', '/timeline', '/team'].map(
      (below) => `/v1/accounts/${account.id}${below}`,
    );
    const statuses = () =>
      Promise.all(paths.map(async (path) => (await someone.request('GET', path)).status));
    expect(new Set(await statuses())).toEqual(new Set([404]));
    const { body: member } = await join(company.admin, account.id, someone.id);
    expect(new Set(await statuses())).toEqual(new Set([200]));
    expect((await someone.request('GET', `/v1/accounts/${other.id}`)).status).toBe(404);
    await company.admin.request('DELETE', `/v1/accounts/${account.id}/team/${member.id}`);
    expect(new Set(await statuses())).toEqual(new Set([404]));
  });

  test('is its owner too: he is the account manager', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'team' });
    const account = await newAccount(company.admin, { ownerId: someone.id });
    expect((await someone.request('GET', `/v1/accounts/${account.id}`)).status).toBe(200);
  });

  test('sees nothing more without the scope team', async () => {
    const someone = await company.colleague('张伟', { permissions: reading, scope: 'own' });
    const account = await newAccount(company.admin);
    await join(company.admin, account.id, someone.id);
    expect((await someone.request('GET', `/v1/accounts/${account.id}`)).status).toBe(404);
  });
});

describe('a member', () => {
  test('is once in each role, and can come back', async () => {
    const someone = await company.colleague('张伟');
    const { id } = await newAccount(company.admin);
    const { body: member } = await join(company.admin, id, someone.id);
    const again = await join(company.admin, id, someone.id);
    expect([again.status, again.body.code, again.body.existing]).toEqual([
      409,
      'team_member.already_added',
      member.id,
    ]);
    expect((await join(company.admin, id, someone.id, 'backup')).status).toBe(201);
    await company.admin.request('DELETE', `/v1/accounts/${id}/team/${member.id}`);
    expect((await join(company.admin, id, someone.id)).status).toBe(201);
  });

  test('that many add at once is added once', async () => {
    const someone = await company.colleague('张伟');
    const { id } = await newAccount(company.admin);
    const all = await Promise.all(Array.from({ length: 5 }, () => join(company.admin, id, someone.id)));
    expect(all.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409]);
    expect((await teamOf(company.admin, id)).data).toHaveLength(1);
  });

  test('has to be an active user', async () => {
    const someone = await company.colleague('张伟');
    await company.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [someone.id]);
    const { id } = await newAccount(company.admin);
    const refused = await join(company.admin, id, someone.id);
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/userId']);
  });

  test('who comes and goes stands on the timeline', async () => {
    const someone = await company.colleague('张伟');
    const { id } = await newAccount(company.admin);
    const { body: member } = await join(company.admin, id, someone.id);
    await company.admin.request('DELETE', `/v1/accounts/${id}/team/${member.id}`);
    expect((await eventsOf(company, member.id)).map(({ type }) => type)).toEqual([
      'team_member.added',
      'team_member.removed',
    ]);
    const { data } = (await company.admin.request<{ data: Json[] }>('GET', `/v1/accounts/${id}/timeline`))
      .body;
    expect(data.map(({ type }) => type).slice(0, 2)).toEqual(['team_member.removed', 'team_member.added']);
    expect(data[1]?.data).toMatchObject({
      changes: { userId: [null, someone.id], role: [null, 'technical'] },
    });
  });
});
