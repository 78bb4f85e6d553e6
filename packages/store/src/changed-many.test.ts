import { users } from '@keyline/schema';
import { type OrgUnitSetting, orgUnitFields, orgUnitSetting, orgUnitSubject } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { changedMany, createdMany } from './changed-many.ts';
import { changed, type Subject } from './changes.ts';

let setting: OrgUnitSetting;
beforeEach(async () => {
  setting = await orgUnitSetting();
});

const types = async () =>
  (await setting.database.execute('SELECT type, subject_id, version, data FROM events ORDER BY seq')).map(
    ({ type, subject_id, version, data }) => ({
      type,
      id: subject_id,
      version,
      data: JSON.parse(String(data)),
    }),
  );

test('many records are made, each with its own fields and event, in two statements', async () => {
  const before = (await types()).length;
  const rows = ['东', '西', "'南"].map((name) => orgUnitFields({ name }));
  const made = createdMany(setting.moment, orgUnitSubject, rows, { type: 'org_unit.created' });
  expect(made.statements).toHaveLength(2);
  expect(await setting.store.commit({ changes: [made] })).toEqual({ committed: true });
  for (const row of made.row) expect(await setting.stored(row.id)).toEqual(row);
  const told = (await types()).slice(before);
  expect(told).toMatchObject(
    made.row.map(({ id, name }) => ({
      type: 'org_unit.created',
      id,
      version: 1,
      data: { changes: { name: [null, name] } },
    })),
  );
});

test('many records change each by its own patch; what has its patch already is left alone', async () => {
  const [one, other, same] = [await setting.unit(), await setting.unit(), await setting.unit()];
  const before = (await types()).length;
  const change = changedMany(
    setting.moment,
    orgUnitSubject,
    [
      { before: one, patch: { name: '甲' } },
      { before: other, patch: { name: '乙', categories: ['idc'] } },
      { before: same, patch: { name: same.name } },
    ],
    { type: 'org_unit.changed' },
  );
  expect(await setting.store.commit({ changes: [change] })).toEqual({ committed: true });
  for (const row of change.row) expect(await setting.stored(row.id)).toEqual(row);
  expect(change.row.map(({ version }) => version)).toEqual([2, 2, 1]);
  expect((await types()).slice(before)).toMatchObject([
    { id: one.id, version: 2, data: { changes: { name: [one.name, '甲'] } } },
    { id: other.id, version: 2, data: { changes: { name: [other.name, '乙'] } } },
  ]);
});

test('each change tells what belongs to it beside its row, also where the row stays as it is', async () => {
  const [one, other] = [await setting.unit(), await setting.unit()];
  const before = (await types()).length;
  const patches = [
    { before: one, patch: { name: '甲' } },
    { before: other, patch: { name: other.name } },
  ];
  const change = changedMany(setting.moment, orgUnitSubject, patches, (place) => {
    return { type: 'org_unit.changed', changes: { roles: [null, place] } };
  });
  expect(await setting.store.commit({ changes: [change] })).toEqual({ committed: true });
  expect(change.row.map(({ version }) => version)).toEqual([2, 2]);
  expect((await types()).slice(before)).toMatchObject([
    { id: one.id, version: 2, data: { changes: { name: [one.name, '甲'], roles: [null, 0] } } },
    { id: other.id, version: 2, data: { changes: { roles: [null, 1] } } },
  ]);
});

test('none changes when somebody else was first with one of them', async () => {
  const [one, other] = [await setting.unit(), await setting.unit()];
  const faster = changed(setting.moment, orgUnitSubject, other, { name: '先' }, { type: 'org_unit.changed' });
  await setting.store.commit({ changes: [faster] });
  const patches = [one, other].map((before) => ({ before, patch: { name: '后' } }));
  const change = changedMany(setting.moment, orgUnitSubject, patches, { type: 'org_unit.changed' });
  expect(await setting.store.commit({ changes: [change] })).toMatchObject({
    committed: false,
    reason: 'race',
  });
  expect(await setting.stored(one.id)).toEqual(one);
});

test('values of private fields stand apart from the log', async () => {
  const subject: Subject<typeof users> = {
    type: 'user',
    table: users,
    accountOf: () => null,
    logged: ({ name, email }) => ({ name, email }),
  };
  const fields = {
    passwordHash: null,
    mobile: null,
    locale: null,
    orgUnitId: null,
    externalId: null,
    status: 'active' as const,
  };
  const rows = ['a', 'b'].map((name) => ({
    ...fields,
    id: `usr_${name}`,
    name,
    email: `${name}@x.cn`,
    emailKey: `${name}@x.cn`,
  }));
  const made = createdMany(setting.moment, subject, rows, { type: 'user.created' });
  expect(await setting.store.commit({ changes: [made] })).toEqual({ committed: true });
  const apart = await setting.database.execute('SELECT field, before, after FROM private_changes ORDER BY 3');
  expect(apart).toMatchObject([
    { field: 'email', before: null, after: '"a@x.cn"' },
    { field: 'email', before: null, after: '"b@x.cn"' },
  ]);
});
