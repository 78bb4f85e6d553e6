import { createLink } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import { insertRow, linkKey } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { givenOffice, type Office, type Person } from '../testing/given-tenant.ts';
import { deliveriesOf, givenAccount, happened, type Inbox, ownerChanged } from '../testing/happenings.ts';

let office: Office;
let owner: Person;
beforeEach(async () => {
  office = await givenOffice();
  owner = await office.person();
});

const inboxOf = async (person: Person, headers: Record<string, string> = {}) =>
  (await person.request<Inbox>('GET', '/v1/notifications', { headers })).body;

test('who gets an account finds it in his inbox, each in his language, with the unread counted', async () => {
  const { accountId } = await ownerChanged(office, owner.id, office.admin.id);
  await office.worker.react();
  const answer = await owner.request<Inbox>('GET', '/v1/notifications');
  expect([answer.status, answer.trips, answer.body.unread]).toEqual([200, 1, 1]);
  expect(answer.body.data).toMatchObject([
    {
      type: 'account.changed',
      title: 'You are now the account manager of 西安市大数据服务有限公司',
      text: expect.stringMatching(/^User .{6} handed the account to you\.$/),
      subject: { type: 'account', id: accountId },
      accountId,
      actorId: office.admin.id,
      state: 'unread',
      createdAt: '2026-03-02T01:30:00.000Z',
      readAt: null,
    },
  ]);
  const chinese = await inboxOf(owner, { 'Accept-Language': 'zh-CN' });
  expect(chinese.data[0]?.title).toBe('您已成为客户“西安市大数据服务有限公司”的客户经理');
  expect(await inboxOf(office.admin)).toMatchObject({ unread: 0, data: [] });
});

test('a message that comes three times at once makes one of each', async () => {
  await office.admin.request('POST', '/v1/webhook-endpoints', {
    body: { url: 'https://boss.example.cn/hook', events: ['account.*'] },
  });
  const { eventId, accountId } = await ownerChanged(office, owner.id, office.admin.id);
  const { tenantId } = office.tenant;
  const message = {
    ...{ cell: 'main', tenantId, eventId, type: 'account.changed', subjectType: 'account' },
    ...{ subjectId: accountId, accountId, version: null, occurredAt: Date.UTC(2026, 2, 2) },
  };
  const verdicts = await office.worker.deliver([message, message, message]);
  expect(verdicts).toEqual(['acknowledged', 'acknowledged', 'acknowledged']);
  expect(await inboxOf(owner)).toMatchObject({ unread: 1, data: [{ type: 'account.changed' }] });
  const sent = await deliveriesOf(office);
  expect(sent.filter((one) => one.eventId === eventId)).toHaveLength(1);
});

test('nobody is told of what he did himself, nor of changes that are none of his', async () => {
  await ownerChanged(office, owner.id, owner.id);
  await happened(office, 'account.changed', {
    actorId: office.admin.id,
    data: { changes: { grade: ['C', 'A'] } },
  });
  await office.worker.react();
  expect(await inboxOf(owner)).toMatchObject({ unread: 0, data: [] });
});

test('an import tells each person once of all that it gave him, and not who asked for it', async () => {
  const id = newId('import');
  const { tenantId } = office.tenant;
  await insertRow(office.database, 'imports', {
    ...{ tenant_id: tenantId, id, version: 1, created_at: 0, updated_at: 0, created_by: office.admin.id },
    ...{ kind: 'accounts', state: 'done', dry_run: 0, mapping: '{}', file_name: '客户.csv' },
    ...{ file_size: 1, sha256: 'x', file_key: 'x' },
  });
  for (const [user_id, records] of [
    [owner.id, 17],
    [office.admin.id, 9],
  ] as const) {
    await insertRow(office.database, 'import_owners', {
      tenant_id: tenantId,
      import_id: id,
      user_id,
      records,
    });
  }
  const accountId = await givenAccount(office, '西安市大数据服务有限公司');
  const data = { importId: id, changes: { ownerId: [null, owner.id] } };
  for (const type of ['account.created', 'account.changed']) {
    await happened(office, type, { subjectId: accountId, accountId, actorId: office.admin.id, data });
  }
  await happened(office, 'import.done', { subjectId: id });
  await office.worker.react();
  expect(await inboxOf(office.admin)).toMatchObject({ unread: 0, data: [] });
  expect(await inboxOf(owner)).toMatchObject({
    unread: 1,
    data: [
      {
        type: 'import.done',
        title: 'Yours now, accounts: 17',
        text: expect.stringMatching(/^User .{6} imported the file 客户.csv and put you in charge/),
        subject: { type: 'import', id },
        list: `/v1/accounts?ownerId=${owner.id}&sort=-updatedAt`,
      },
    ],
  });
});

test('the account manager hears that his account is at risk of leaving', async () => {
  const accountId = await givenAccount(office, '西安市大数据服务有限公司');
  await office.database.execute('UPDATE accounts SET owner_id = ? WHERE id = ?', [owner.id, accountId]);
  await happened(office, 'account.churn_raised', {
    ...{ subjectId: accountId, accountId },
    data: { before: 'none', band: 'watch', score: 55, reasons: [] },
  });
  await office.worker.react();
  expect((await inboxOf(owner)).data).toMatchObject([
    { title: 'At risk of leaving: 西安市大数据服务有限公司', accountId },
  ]);
});

test('administrators hear that the holidays of a year are missing in a calendar, and nobody else does', async () => {
  await office.database.execute(
    "UPDATE roles SET key = 'administrator' WHERE id = (SELECT role_id FROM principal_roles WHERE principal_id = ?)",
    [office.admin.id],
  );
  const [calendar] = await office.database.execute('SELECT id, name FROM calendars');
  const data = { year: 2027 };
  await happened(office, 'calendar.year_missing', { subjectId: String(calendar?.id), data });
  await office.worker.react();
  const told = await inboxOf(office.admin);
  expect(told.data.map(({ title }) => title)).toEqual(['The holidays of 2027 are missing']);
  expect(told.data[0]?.text).toContain(`The calendar ${calendar?.name} does not know`);
  expect(await inboxOf(owner)).toMatchObject({ unread: 0, data: [] });
});

test('an inbox forgets the names of who is erased', async () => {
  await ownerChanged(office, owner.id, office.admin.id);
  await office.worker.react();
  await office.database.execute("UPDATE users SET name = 'Erased person' WHERE id = ?", [office.admin.id]);
  expect((await inboxOf(owner)).data[0]?.text).toBe('Erased person handed the account to you.');
});

describe('a link', () => {
  async function invited(fields: object = {}) {
    const [userId, id] = [newId('user'), newId('invitation')];
    const stamps = { tenant_id: office.tenant.tenantId, version: 1, created_at: 0, updated_at: 0 };
    const email = `${userId}@example.cn`;
    const user = { id: userId, name: '张伟', email, email_key: email, status: 'invited' };
    await insertRow(office.database, 'users', { ...stamps, created_by: 'test', ...user });
    await insertRow(office.database, 'invitations', {
      ...{ ...stamps, created_by: 'test', id, user_id: userId, state: 'pending', secret_hash: 'x', round: 2 },
      ...{ expires_at: Date.now() + 60_000, ...fields },
    });
    return id;
  }

  test('of an invitation waits for a mail server, and is of no use when it has expired', async () => {
    const id = await invited();
    const round = (n: number) => ({ subjectId: id, data: { changes: { round: [null, n] } } });
    await happened(office, 'invitation.created', round(1));
    await happened(office, 'invitation.resent', round(2));
    await office.worker.react();
    expect(await deliveriesOf(office)).toMatchObject([
      {
        ...{ channel: 'email', type: 'invitation.resent', state: 'queued', reason: 'not_configured' },
        ...{ expiresAt: expect.any(String), attempts: [] },
      },
    ]);
    const [row] = await office.database.execute('SELECT facts FROM deliveries');
    expect(JSON.parse(String(row?.facts))).toEqual({ linkId: id, linkRound: 2 });
    const place = { cell: 'main', tenantId: office.tenant.tenantId, id, round: 2 };
    const stored = JSON.stringify(await office.database.execute('SELECT * FROM deliveries'));
    expect(stored).not.toContain(createLink(linkKey, 'invitation', place).token.slice(-64));
  });

  test('that was withdrawn meanwhile is mailed to nobody', async () => {
    const id = await invited({ state: 'withdrawn' });
    await happened(office, 'invitation.resent', { subjectId: id, data: { changes: { round: [1, 2] } } });
    await office.worker.react();
    expect(await deliveriesOf(office)).toEqual([]);
  });
});
