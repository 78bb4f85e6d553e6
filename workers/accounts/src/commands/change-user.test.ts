import { beforeEach, describe, expect, test } from 'vitest';
import { type Company, givenCompany } from '../testing/given-company.ts';
import { newRole, newUser, type UserJson } from '../testing/people.ts';
import { eventsOf, type ProblemBody, tally } from '../testing/records.ts';

let company: Company;
let administratorRoleId: string;
beforeEach(async () => {
  company = await givenCompany();
  const [role] = await company.database.execute('SELECT role_id FROM principal_roles');
  administratorRoleId = String(role?.role_id);
  await company.database.execute(
    `UPDATE roles SET key = 'administrator' WHERE id = '${administratorRoleId}'`,
  );
});

function change(id: string, body: object, by = company.admin) {
  return by.request<UserJson & ProblemBody>('PATCH', `/v1/users/${id}`, { body });
}

describe('at the next request of a user counts', () => {
  test('that he was blocked; admitted again, he signs in anew', async () => {
    const colleague = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'tenant' });
    await change(colleague.id, { status: 'blocked' });
    expect((await colleague.request('GET', '/v1/accounts')).status).toBe(401);
    await change(colleague.id, { status: 'active' });
    expect((await colleague.request('GET', '/v1/accounts')).status).toBe(401);
    const ended = await company.database.execute('SELECT ended_at FROM sessions WHERE user_id = ?', [
      colleague.id,
    ]);
    expect(ended.map(({ ended_at }) => ended_at)).not.toContain(null);
  });

  test('that a role was given or taken', async () => {
    const colleague = await company.colleague('王磊', { permissions: ['accounts.read'], scope: 'tenant' });
    const { id: roleId } = await newRole(company.admin, ['users.read']);
    await change(colleague.id, { roles: [{ roleId }] });
    const statuses = async () => [
      (await colleague.request('GET', '/v1/accounts')).status,
      (await colleague.request('GET', '/v1/users')).status,
    ];
    expect(await statuses()).toEqual([403, 200]);
    await change(colleague.id, { roles: [] });
    expect(await statuses()).toEqual([403, 403]);
  });
});

describe('a tenant keeps an administrator', () => {
  const administrator = () => [{ roleId: administratorRoleId, dataScope: 'tenant' }];

  test('who neither blocks himself nor lays the role down', async () => {
    for (const body of [{ status: 'blocked' }, { roles: [] }]) {
      const { status, body: problem } = await change(company.admin.id, body);
      expect([status, problem.code]).toEqual([409, 'user.last_administrator']);
    }
  });

  test('and a blocked one or a key does not count', async () => {
    const second = await newUser(company.admin, { roles: administrator() });
    await change(second.id, { status: 'blocked' });
    expect((await change(company.admin.id, { status: 'blocked' })).body.code).toBe('user.last_administrator');
    await change(second.id, { status: 'active' });
    expect((await change(company.admin.id, { roles: [] })).status).toBe(200);
  });

  test('also when two take the role from each other at the same moment', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const second = await newUser(company.admin, { roles: administrator() });
      const changes = await Promise.all([
        change(second.id, { roles: [] }),
        change(company.admin.id, { status: 'blocked' }),
      ]);
      const left = await company.database.execute(
        `SELECT count(*) AS n FROM principal_roles pr JOIN principals p ON p.id = pr.principal_id WHERE pr.role_id = '${administratorRoleId}' AND p.status = 'active'`,
      );
      expect(Number(left[0]?.n)).toBeGreaterThanOrEqual(1);
      expect(changes.some(({ status }) => status === 200)).toBe(true);
      await company.database.execute(`UPDATE principals SET status = 'active'`);
      await company.database.execute(`UPDATE users SET status = 'active'`);
      await company.database.execute(
        `DELETE FROM principal_roles WHERE role_id = '${administratorRoleId}' AND principal_id <> '${company.admin.id}'`,
      );
    }
  });
});

describe('a change', () => {
  test('of roles is told old and new, once for all of them', async () => {
    const [one, two] = [
      await newRole(company.admin, ['accounts.read']),
      await newRole(company.admin, ['users.read']),
    ];
    const user = await newUser(company.admin, { roles: [{ roleId: one.id }] });
    const { body } = await change(user.id, { roles: [{ roleId: two.id }] });
    expect([body.version, body.roles.map(({ roleId }) => roleId)]).toEqual([2, [two.id]]);
    const [, event] = await eventsOf(company, user.id);
    expect(event?.data.changes).toMatchObject({ roles: [[{ roleId: one.id }], [{ roleId: two.id }]] });
  });

  test('that says what is there already writes nothing, in whatever order the roles come', async () => {
    const [one, two] = [
      await newRole(company.admin, ['accounts.read']),
      await newRole(company.admin, ['users.read']),
    ];
    const user = await newUser(company.admin, { roles: [{ roleId: one.id }, { roleId: two.id }] });
    const { body } = await change(user.id, { roles: [{ roleId: two.id }, { roleId: one.id }], name: '张伟' });
    expect(body.version).toBe(1);
    expect(await eventsOf(company, user.id)).toHaveLength(1);
  });

  test('of one version by many at once is made by exactly one', async () => {
    const user = await newUser(company.admin);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        company.admin.request('PATCH', `/v1/users/${user.id}`, {
          body: { name: `张伟${n}` },
          headers: { 'If-Match': '"1"' },
        }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 1, 412: 9 });
  });

  test('of somebody who may do more than the caller is refused, whatever it is', async () => {
    const clerk = await company.colleague('陈静', { permissions: ['users.write'], scope: 'tenant' });
    const { status, body } = await change(company.admin.id, { name: '某人' }, clerk);
    expect([status, body.code]).toEqual([403, 'user.beyond_own_rights']);
  });
});

describe('an absence', () => {
  const from = '2026-03-02T00:00:00.000Z';
  const until = '2026-03-09T00:00:00.000Z';

  test('names the delegate, is told in the log, and ends when it is cleared', async () => {
    const [user, delegate] = [await newUser(company.admin), await newUser(company.admin)];
    const absence = { from, until, delegateId: delegate.id };
    expect((await change(user.id, { absence })).body.absence).toEqual(absence);
    expect((await change(user.id, { absence: null })).body.absence).toBeNull();
    const [, entered, ended] = await eventsOf(company, user.id);
    expect(entered?.data.changes).toEqual({ absence: [null, absence] });
    expect(ended?.data.changes).toEqual({ absence: [absence, null] });
  });

  test('is refused when it ends before it begins', async () => {
    const { id } = await newUser(company.admin);
    const { status, body } = await change(id, { absence: { from: until, until: from } });
    expect([status, body.errors?.[0]?.pointer]).toEqual([400, '/absence/until']);
  });

  test.each(['blocked', 'self'])('names nobody who cannot act: %s', async (who) => {
    const [user, other] = [await newUser(company.admin), await newUser(company.admin)];
    await change(other.id, { status: 'blocked' });
    const delegateId = who === 'self' ? user.id : other.id;
    const { status, body } = await change(user.id, { absence: { from, delegateId } });
    expect([status, body.errors?.[0]?.pointer]).toEqual([422, '/absence/delegateId']);
  });

  test('everybody enters his own', async () => {
    const colleague = await company.colleague('王磊');
    const absence = { from, until: null, delegateId: company.admin.id };
    const answer = await colleague.request<UserJson>('PATCH', '/v1/me', { body: { absence } });
    expect([answer.status, answer.body.absence]).toEqual([200, absence]);
    const me = await colleague.request<{ user: UserJson }>('GET', '/v1/me');
    expect(me.body.user.absence).toEqual(absence);
  });
});
