import { insertRow } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { givenInterruptions } from '../testing/given-interruptions.ts';
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

describe('a handover under way', () => {
  const user = (status: string) => ({ body: { status } });
  const cron = () => company.worker.scheduled(Date.now());
  const state = async (id: string) => {
    const { state: now, toUserId } = await shown(`/v1/handovers/${id}`);
    return [now, toUserId];
  };
  const owned = (by: UserJson) => count(company, 'accounts', `owner_id = '${by.id}'`);
  let third: UserJson;
  let first: Json;
  beforeEach(async () => {
    third = await newUser(company.admin);
    await givenAccounts(450);
    first = (await handOver()).body;
  });

  test('goes to the successor of a successor who is handed over himself, every account once', async () => {
    const second = (await handOver({ userId: successor.id, toUserId: third.id })).body;
    expect(await state(first.id)).toEqual(['running', third.id]);
    await Promise.all([cron(), cron()]);
    expect([await owned(leaver), await owned(successor), await owned(third)]).toEqual([0, 0, 450]);
    expect([await state(first.id), await state(second.id)]).toEqual([
      ['done', third.id],
      ['done', third.id],
    ]);
    const moves = 'SELECT count(*) AS n FROM events WHERE type = ? GROUP BY subject_id ORDER BY n';
    const perAccount = await company.database.execute(moves, ['account.changed']);
    expect([perAccount.length, Number(perAccount[0]?.n), Number(perAccount.at(-1)?.n)]).toEqual([450, 1, 2]);
    const redirected = (await eventsOf(company, first.id))[1];
    expect(redirected).toMatchObject({
      type: 'handover.redirected',
      data: { handoverId: second.id, changes: { toUserId: [successor.id, third.id] } },
    });
  });

  test('stops when the successor is blocked: what is left waits for a new handover', async () => {
    await company.admin.request('PATCH', `/v1/users/${successor.id}`, user('blocked'));
    await Promise.all([cron(), cron()]);
    expect([await owned(leaver), await owned(successor)]).toEqual([250, 200]);
    const { data } = await shown('/v1/handovers?state=stopped');
    expect(data).toMatchObject([{ id: first.id, state: 'stopped' }]);
    expect((await eventsOf(company, first.id)).at(-1)).toMatchObject({
      type: 'handover.stopped',
      data: { reason: 'successor_inactive' },
    });
    await handOver({ toUserId: third.id });
    await handOver({ userId: successor.id, toUserId: third.id });
    await cron();
    expect(await owned(third)).toBe(450);
  });

  test('is done when the Worker of the partners has handed over those too', async () => {
    await cron();
    const partner = {
      ...{ tenant_id: company.tenantId, id: 'par_1', version: 1, created_at: 0, updated_at: 0 },
      ...{ created_by: 'x', name: '代理', kind: 'agent', state: 'active', owner_id: third.id },
    };
    await insertRow(company.database, 'partners', partner);
    const { id } = (await handOver({ userId: third.id })).body;
    await cron();
    expect(await state(id)).toEqual(['running', successor.id]);
    await company.database.execute('UPDATE partners SET owner_id = ?', [successor.id]);
    await cron();
    expect(await state(id)).toEqual(['done', successor.id]);
  });

  test('gives way to another of the same leaver', async () => {
    const again = (await handOver({ toUserId: third.id })).body;
    expect(await state(first.id)).toEqual(['stopped', successor.id]);
    await cron();
    expect([await owned(successor), await owned(third)]).toEqual([200, 250]);
    expect(await state(again.id)).toEqual(['done', third.id]);
  });

  test('ends when the work would come back to whom it was of', async () => {
    await company.admin.request('PATCH', `/v1/users/${leaver.id}`, user('active'));
    await handOver({ userId: successor.id, toUserId: leaver.id });
    await cron();
    expect([await owned(leaver), await owned(successor)]).toEqual([450, 0]);
    expect((await state(first.id))[0]).toBe('stopped');
  });

  test('leaves nobody out under races: cron and handovers at once, in any order', async () => {
    const [fourth, fifth] = [await newUser(company.admin), await newUser(company.admin)];
    await Promise.all([
      cron(),
      handOver({ userId: successor.id, toUserId: third.id }),
      handOver({ userId: third.id, toUserId: fourth.id }),
      cron(),
      handOver({ userId: fourth.id, toUserId: fifth.id }),
    ]);
    await cron();
    await cron();
    const left = `owner_id IN (SELECT id FROM users WHERE status = 'blocked')`;
    expect(await count(company, 'accounts', left)).toBe(0);
    expect(await count(company, 'handovers', "state = 'running'")).toBe(0);
    const doubled = `(SELECT subject_id, version FROM events WHERE subject_type = 'account' GROUP BY 1, 2 HAVING count(*) > 1)`;
    expect(await count(company, doubled)).toBe(0);
  });
});

test('nothing that comes to the leaver at the last moment is left behind', async () => {
  const { company: other, beforeCommit } = await givenInterruptions();
  const [from, to] = [await newUser(other.admin), await newUser(other.admin)];
  const { id } = await newAccount(other.admin);
  beforeCommit(() => other.database.execute('UPDATE accounts SET owner_id = ? WHERE id = ?', [from.id, id]));
  const body = { userId: from.id, toUserId: to.id };
  const { status } = await other.admin.request('POST', '/v1/handovers', { body });
  expect([status, await count(other, 'accounts', `owner_id = '${to.id}'`)]).toEqual([201, 1]);
});
