import { insertRow } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newUser, type UserJson } from '../testing/people.ts';
import {
  count,
  eventsOf,
  type Json,
  newAccount,
  newUnit,
  type ProblemBody,
  tally,
} from '../testing/records.ts';

let company: Company;
let leaver: UserJson;
let successor: UserJson;
beforeEach(async () => {
  company = await givenCompany();
  [leaver, successor] = [await newUser(company.admin), await newUser(company.admin)];
});

function handOver(fields: object = {}) {
  const body = { userId: leaver.id, toUserId: successor.id, ...fields };
  return company.admin.request<Json & ProblemBody>('POST', '/v1/handovers', { body });
}

const shown = async (path: string) => (await company.admin.request<Json>('GET', path)).body;

/** Accounts of the leaver past the API. */
async function givenAccounts(howMany: number): Promise<void> {
  await company.database.execute(
    `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
     INSERT INTO accounts (tenant_id, id, version, created_at, updated_at, created_by, name, short_names, name_key,
       search_text, kind, presence, grade, strategic, top500, blacklisted, owner_id)
     SELECT ?, 'acc_' || i, 1, 0, 0, 'x', i, '[]', i, i, 'enterprise', 'existing', 'none', 0, 0, 0, ? FROM n`,
    [howMany, company.tenantId, leaver.id],
  );
}

describe('all work of a leaver goes over', () => {
  test('his accounts, each with its event, and the units he is in charge of', async () => {
    const account = await newAccount(company.admin, { ownerId: leaver.id });
    const unit = await newUnit(company.admin, '高新分公司', 'branch');
    const managerId = leaver.id;
    await company.admin.request('PATCH', `/v1/org-units/${unit.id}`, { body: { managerId } });
    expect(await handOver()).toMatchObject({ status: 201, body: { state: 'done' } });
    expect(await shown(`/v1/accounts/${account.id}`)).toMatchObject({ ownerId: successor.id, version: 2 });
    expect(await shown(`/v1/org-units/${unit.id}`)).toMatchObject({ managerId: successor.id });
    const changes = { ownerId: [leaver.id, successor.id] };
    expect((await eventsOf(company, account.id)).at(-1)).toMatchObject({
      type: 'account.changed',
      data: { changes },
    });
  });

  test('his places in teams, but none that the successor has already', async () => {
    const [one, two] = [await newAccount(company.admin), await newAccount(company.admin)];
    const join = (account: Json, userId: string) =>
      company.admin.request('POST', `/v1/accounts/${account.id}/team`, {
        body: { userId, role: 'technical' },
      });
    await join(one, leaver.id);
    await join(two, leaver.id);
    await join(two, successor.id);
    await handOver();
    const teams = await Promise.all([one, two].map(({ id }) => shown(`/v1/accounts/${id}/team`)));
    const members = teams.map(({ data }) => (data as { userId: string }[]).map(({ userId }) => userId));
    expect(members).toEqual([[successor.id], [successor.id]]);
  });

  test('what open work names to him, and whom he stands in for', async () => {
    const absent = await newUser(company.admin);
    const absence = { from: '2026-03-02T00:00:00Z', delegateId: leaver.id };
    await company.admin.request('PATCH', `/v1/users/${absent.id}`, { body: { absence } });
    const own = { from: '2026-03-02T00:00:00Z', delegateId: leaver.id };
    await company.admin.request('PATCH', `/v1/users/${successor.id}`, { body: { absence: own } });
    const naming = {
      subject_type: 'account',
      subject_id: 'acc',
      reason: 'task',
      cause_id: 'tsk',
      opened_at: 0,
    };
    await insertRow(company.database, 'named_parties', {
      ...{ tenant_id: company.tenantId, id: 'nam_1', user_id: leaver.id },
      ...naming,
    });
    await handOver();
    expect(await count(company, 'named_parties', `user_id = '${successor.id}'`)).toBe(1);
    expect(await shown(`/v1/users/${absent.id}`)).toMatchObject({ absence: { delegateId: successor.id } });
    expect(await shown(`/v1/users/${successor.id}`)).toMatchObject({ absence: { delegateId: null } });
  });

  test('however much it is: the cron goes on, twice at once too, and hands every account over once', async () => {
    await givenAccounts(450);
    const { body } = await handOver();
    expect(body.state).toBe('running');
    expect(await count(company, 'accounts', `owner_id = '${leaver.id}'`)).toBe(250);
    await Promise.all([company.worker.scheduled(Date.now()), company.worker.scheduled(Date.now())]);
    expect(await count(company, 'accounts', `owner_id = '${successor.id}' AND version = 2`)).toBe(450);
    expect(await shown(`/v1/handovers/${body.id}`)).toMatchObject({ state: 'done' });
    expect((await eventsOf(company, body.id)).map(({ type }) => type)).toEqual([
      'handover.started',
      'handover.finished',
    ]);
  });
});

describe('the leaver', () => {
  test('is blocked and signed out in the same moment', async () => {
    const colleague = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'own' });
    await handOver({ userId: colleague.id });
    expect((await colleague.request('GET', '/v1/me')).status).toBe(401);
    expect(await count(company, 'sessions', `user_id = '${colleague.id}' AND ended_at IS NULL`)).toBe(0);
  });

  test('stays where only his work moves', async () => {
    await handOver({ block: false });
    expect(await shown(`/v1/users/${leaver.id}`)).toMatchObject({ status: 'active' });
  });
});

describe('nothing goes over', () => {
  test.each(['oneself', 'blocked', 'unknown'])('to a successor who cannot act: %s', async (who) => {
    await company.admin.request('PATCH', `/v1/users/${successor.id}`, { body: { status: 'blocked' } });
    const ids = { oneself: leaver.id, blocked: successor.id, unknown: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' };
    const { status, body } = await handOver({ toUserId: ids[who as keyof typeof ids] });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/toUserId']);
    expect(await count(company, 'handovers')).toBe(0);
  });

  test('twice: of two handovers at once one moves each account', async () => {
    const account = await newAccount(company.admin, { ownerId: leaver.id });
    const third = await newUser(company.admin);
    const both = await Promise.all([handOver(), handOver({ toUserId: third.id })]);
    expect(tally(both)[201]).toBeGreaterThanOrEqual(1);
    expect(
      (await eventsOf(company, account.id)).filter(({ type }) => type === 'account.changed'),
    ).toHaveLength(1);
  });
});
