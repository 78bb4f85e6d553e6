import { isId, newId } from '@keyline/kernel';
import { contacts, users } from '@keyline/schema';
import { type OrgUnitSetting, orgUnitSetting, orgUnitSubject } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { changed, created, differences, type NewRow, type Subject } from './changes.ts';

const user: Subject<typeof users> = {
  type: 'user',
  table: users,
  accountOf: () => null,
  logged: ({ name, email, passwordHash, status, orgUnitId }) => ({
    name,
    email,
    passwordHash,
    status,
    orgUnitId,
  }),
};

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

const wang = (fields: Partial<NewRow<typeof users>> = {}): NewRow<typeof users> => ({
  id: newId('user'),
  name: 'Wang Wei',
  email: 'wang.wei@example.cn',
  emailKey: 'wang.wei@example.cn',
  passwordHash: 'scrypt$secret',
  externalId: null,
  status: 'active',
  orgUnitId: null,
  mobile: null,
  locale: null,
  ...fields,
});

const events = () => setting.database.execute('SELECT * FROM events ORDER BY seq');
const privateChanges = () =>
  setting.database.execute('SELECT event_id, field, before, after FROM private_changes ORDER BY field');

describe('a new record', () => {
  test('is stamped with version 1, who made it and when', async () => {
    const unit = await setting.unit();
    const { now, actor } = setting.moment;
    expect(unit).toMatchObject({
      version: 1,
      createdAt: now,
      updatedAt: now,
      createdBy: actor.id,
    });
  });

  test('has one event that says so', async () => {
    const unit = await setting.unit({ name: 'North' });
    const [event, ...others] = await events();
    expect(others).toEqual([]);
    expect(event).toMatchObject({
      seq: 1,
      tenant_id: setting.given.tenantId,
      type: 'org_unit.created',
      subject_type: 'org_unit',
      subject_id: unit.id,
      versioned: 1,
      version: 1,
      account_id: null,
      actor_type: 'user',
      actor_id: setting.given.userId,
      occurred_at: setting.moment.now,
      request_id: setting.moment.requestId,
    });
    expect(isId('event', String(event?.id))).toBe(true);
    expect(JSON.parse(String(event?.data))).toEqual({
      changes: { kind: [null, 'branch'], name: [null, 'North'] },
    });
  });

  test('is made by the system where nobody acts', () => {
    const nobody = { ...setting.moment, actor: { type: 'system', id: null } as const };
    expect(created(nobody, user, wang(), { type: 'user.created' }).row.createdBy).toBe('system');
  });
});

describe('a changed record', () => {
  test('has the next version, and an event with what changed and the facts beside it', async () => {
    const before = await setting.unit({ name: 'North' });
    const later = { ...setting.moment, now: setting.moment.now + 1 };
    const event = { type: 'org_unit.renamed', facts: { reason: 'typo' } };
    const change = changed(later, orgUnitSubject, before, { name: 'South', kind: 'branch' }, event);
    expect(await setting.store.commit({ changes: [change] })).toEqual({ committed: true });
    const after = { ...before, name: 'South', version: 2, updatedAt: later.now };
    expect(change.row).toEqual(after);
    expect(await setting.stored(before.id)).toEqual(after);
    const logged = (await events()).at(-1);
    expect(logged).toMatchObject({ type: 'org_unit.renamed', version: 2, occurred_at: later.now });
    expect(JSON.parse(String(logged?.data))).toEqual({
      reason: 'typo',
      changes: { name: ['North', 'South'] },
    });
  });
});

describe('a patch that says what is there already', () => {
  test('writes no event and leaves the version, so that nobody else becomes stale by it', async () => {
    const before = await setting.unit({ name: 'North' });
    const logged = (await events()).length;
    const change = changed(
      setting.moment,
      orgUnitSubject,
      before,
      { name: 'North' },
      { type: 'org_unit.renamed' },
    );
    expect(await setting.store.commit({ changes: [change] })).toEqual({ committed: true });
    expect(change.row).toEqual(before);
    expect(await setting.stored(before.id)).toEqual(before);
    expect(await events()).toHaveLength(logged);
  });

  test('is written all the same when the event has facts to tell', async () => {
    const before = await setting.unit({ name: 'North' });
    const event = { type: 'org_unit.confirmed', facts: { by: 'audit' } };
    const change = changed(setting.moment, orgUnitSubject, before, {}, event);
    await setting.store.commit({ changes: [change] });
    expect((await events()).at(-1)).toMatchObject({ type: 'org_unit.confirmed', version: 2 });
  });
});

describe('private fields', () => {
  test('never enter the log: it says that they changed, the values stand apart', async () => {
    const made = created(setting.moment, user, wang(), { type: 'user.created' });
    await setting.store.commit({ changes: [made] });
    const [event] = await events();
    expect(JSON.parse(String(event?.data))).toEqual({
      changes: { name: [null, 'Wang Wei'], status: [null, 'active'] },
      nonce: expect.any(String),
      privateChanges: ['email', 'passwordHash'],
    });
    expect(await privateChanges()).toMatchObject([
      { event_id: event?.id, field: 'email', before: null, after: '"wang.wei@example.cn"' },
    ]);
  });

  test('keep both values of a change, and a secret keeps none', async () => {
    const made = created(setting.moment, user, wang(), { type: 'user.created' });
    await setting.store.commit({ changes: [made] });
    const row = { ...made.row, tenantId: setting.given.tenantId };
    const patch = { email: 'w@example.cn', emailKey: 'w@example.cn', passwordHash: 'scrypt$another' };
    const change = changed(setting.moment, user, row, patch, { type: 'user.changed' });
    await setting.store.commit({ changes: [change] });
    const event = (await events()).at(-1);
    expect(JSON.parse(String(event?.data))).toEqual({
      changes: {},
      nonce: expect.any(String),
      privateChanges: ['email', 'passwordHash'],
    });
    const kept = (await privateChanges()).filter(({ event_id }) => event_id === event?.id);
    expect(kept).toMatchObject([
      { field: 'email', before: '"wang.wei@example.cn"', after: '"w@example.cn"' },
    ]);
    const [stored] = await setting.database.execute('SELECT password_hash FROM users WHERE id = ?', [row.id]);
    expect(stored).toMatchObject({ password_hash: 'scrypt$another' });
  });

  test('are nowhere in the log, whatever the event says', async () => {
    await setting.store.commit({
      changes: [created(setting.moment, user, wang(), { type: 'user.created' })],
    });
    const log = JSON.stringify(await events());
    expect(log).not.toContain('wang.wei');
    expect(log).not.toContain('scrypt');
    expect(JSON.stringify(await privateChanges())).not.toContain('scrypt');
  });
});

test('differences compare values, not identities, and take a missing value for none', () => {
  const before = { roles: ['a'], site: null, mobile: '1', note: 'n', name: 'x' };
  const after = { roles: ['a'], site: undefined, mobile: '2', note: null, name: 'x', title: 'CEO' };
  expect(differences(contacts, before, after)).toEqual({
    changes: { note: ['n', null], title: [null, 'CEO'] },
    privates: { mobile: ['1', '2'] },
  });
});

test('an event shows on the timeline of the account that its subject names', () => {
  const onAccount = { ...user, accountOf: () => 'acc_1' };
  const change = created(setting.moment, onAccount, wang(), { type: 'user.created' });
  const event = change.statements.find(({ statement }) => statement.sql.includes('INTO "events"'));
  expect(event?.values.accountId).toBe('acc_1');
});
