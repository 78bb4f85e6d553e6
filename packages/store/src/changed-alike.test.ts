import { isId } from '@keyline/kernel';
import { users } from '@keyline/schema';
import { type OrgUnitSetting, orgUnitSetting, orgUnitSubject } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { changedAlike } from './changed-alike.ts';
import type { Subject } from './changes.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

const loaded = ({ id, version }: { readonly id: string; readonly version: number }) => {
  return { id, version, accountId: null };
};

async function branches() {
  const parent = await setting.unit();
  const [one, other, bystander] = [
    await setting.unit({ parentId: parent.id }),
    await setting.unit({ parentId: parent.id }),
    await setting.unit({ parentId: parent.id }),
  ];
  return { parent, one, other, bystander };
}

test('many records change alike, each at its next version and with an event of its own', async () => {
  const { parent, one, other, bystander } = await branches();
  const before = await setting.count('events');
  const { moment } = setting;
  const fields = { parentId: [parent.id, null] } as const;
  const change = changedAlike(moment, orgUnitSubject, [one, other].map(loaded), fields, {
    type: 'org_unit.moved',
  });
  expect(await setting.store.commit({ changes: [change] })).toEqual({ committed: true });
  expect(change.row).toEqual([one.id, other.id]);
  for (const { id } of [one, other]) {
    expect(await setting.stored(id)).toMatchObject({ parentId: null, version: 2, updatedAt: moment.now });
  }
  expect(await setting.stored(bystander.id)).toEqual(bystander);
  const events = await setting.database.execute('SELECT * FROM events ORDER BY seq LIMIT -1 OFFSET ?', [
    before,
  ]);
  expect(events.map((event) => [event.type, event.subject_type, event.subject_id, event.version])).toEqual([
    ['org_unit.moved', 'org_unit', one.id, 2],
    ['org_unit.moved', 'org_unit', other.id, 2],
  ]);
  for (const event of events) {
    expect(isId('event', String(event.id))).toBe(true);
    expect(event).toMatchObject({
      tenant_id: setting.given.tenantId,
      actor_id: moment.actor.id,
      versioned: 1,
    });
    expect(event).toMatchObject({ request_id: moment.requestId, occurred_at: moment.now });
    expect(JSON.parse(String(event.data))).toEqual({ changes: { parentId: [parent.id, null] } });
  }
});

test('none changes when somebody else was first with one of them', async () => {
  const { parent, one, other } = await branches();
  await setting.store.commit({ changes: [setting.renamed(other, 'North')] });
  const fields = { parentId: [parent.id, null] } as const;
  const rows = [one, other].map(loaded);
  const change = changedAlike(setting.moment, orgUnitSubject, rows, fields, { type: 'org_unit.moved' });
  expect(await setting.store.commit({ changes: [change] })).toEqual({ committed: false, reason: 'race' });
  expect(await setting.stored(one.id)).toEqual(one);
});

test('the records of another tenant are not reached', async () => {
  const { one } = await branches();
  const other = await orgUnitSetting();
  const change = changedAlike(
    other.moment,
    orgUnitSubject,
    [loaded(one)],
    { name: ['a', 'b'] },
    { type: 'x.changed' },
  );
  expect(await other.store.commit({ changes: [change] })).toEqual({ committed: false, reason: 'race' });
});

test('no record is no statement', () => {
  const change = changedAlike(
    setting.moment,
    orgUnitSubject,
    [],
    { name: ['a', 'b'] },
    { type: 'org_unit.changed' },
  );
  expect(change).toEqual({ row: [], statements: [] });
});

test('private fields are not changed together', () => {
  const user: Subject<typeof users> = {
    type: 'user',
    table: users,
    accountOf: () => null,
    logged: () => ({}),
  };
  expect(() =>
    changedAlike(setting.moment, user, [], { email: ['a', 'b'] }, { type: 'user.changed' }),
  ).toThrow('user: email is private');
});
