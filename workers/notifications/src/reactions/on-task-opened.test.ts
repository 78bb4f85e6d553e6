import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { beforeEach, describe, expect, test } from 'vitest';
import { givenOffice, type Office, type Person } from '../testing/given-tenant.ts';
import { deliveriesOf, happened, type Inbox } from '../testing/happenings.ts';

let office: Office;
let owner: Person;
beforeEach(async () => {
  office = await givenOffice();
  owner = await office.person();
});

const inboxOf = async (person: Person, headers: Record<string, string> = {}) =>
  (await person.request<Inbox>('GET', '/v1/notifications', { headers })).body;

describe('open work', () => {
  async function task(parties: object[], told: Parameters<typeof happened>[2] = {}) {
    const id = newId('task');
    await insertRow(office.database, 'tasks', {
      ...{
        tenant_id: office.tenant.tenantId,
        id,
        version: 1,
        created_at: 0,
        updated_at: 0,
        created_by: 'test',
      },
      ...{
        subject_type: 'case',
        subject_id: newId('case'),
        key: 't1',
        kind: 'approval',
        about: '专线报价审批',
      },
      ...{ title: '{"en":"Approve the quote","zh-CN":"审批报价"}', stage: 'reviewing', state: 'open' },
      ...{ parties: JSON.stringify(parties), drafters: '[]' },
    });
    await happened(office, 'task.opened', { subjectId: id, ...told });
    await office.worker.react();
  }

  test('is told to the person it names, by SMS too where his number is known', async () => {
    const other = await office.person();
    await office.database.execute("UPDATE users SET mobile = '13812345678' WHERE id = ?", [owner.id]);
    await task([{ userId: owner.id }, { userId: other.id }]);
    const chinese = { 'Accept-Language': 'zh-CN' };
    expect((await inboxOf(owner, chinese)).data[0]).toMatchObject({ title: '待办：审批报价' });
    expect((await inboxOf(other)).data[0]).toMatchObject({ title: 'To do: Approve the quote' });
    expect(await deliveriesOf(office)).toMatchObject([{ channel: 'sms', userId: owner.id }]);
  });

  test('that somebody opened for himself is told to him by no channel', async () => {
    await office.database.execute("UPDATE users SET mobile = '13812345678'");
    await task([{ userId: owner.id }, { userId: office.admin.id }], { actorId: owner.id });
    expect([(await inboxOf(owner)).unread, (await inboxOf(office.admin)).unread]).toEqual([0, 1]);
    expect(await deliveriesOf(office)).toMatchObject([{ channel: 'sms', userId: office.admin.id }]);
  });

  test('of a stage of a ticket is told by the events of the ticket, of its approvals as of any other', async () => {
    await office.database.execute("UPDATE users SET mobile = '13812345678'");
    const opened = (kind: string) => ({
      data: { changes: { subjectType: [null, 'ticket'], kind: [null, kind] } },
    });
    await task([{ userId: owner.id }], opened('stage'));
    expect([(await inboxOf(owner)).unread, await deliveriesOf(office)]).toEqual([0, []]);
    await task([{ userId: owner.id }], opened('approval'));
    expect([(await inboxOf(owner)).unread, (await deliveriesOf(office)).length]).toEqual([1, 1]);
  });

  test('is told as well to who stands in for an absent person or took over from a leaver', async () => {
    const [delegate, former, later, successor] = [
      await office.person(),
      await office.person(),
      await office.person(),
      await office.person(),
    ];
    const at = Date.UTC(2026, 2, 2, 1, 30);
    const absent = (person: Person, delegate_id: string, from: number, until: number | null) =>
      insertRow(office.database, 'absences', {
        ...{ tenant_id: office.tenant.tenantId, user_id: person.id, delegate_id },
        ...{ absent_from: from, absent_until: until },
      });
    const [other, third] = [await office.person(), await office.person()];
    await absent(owner, delegate.id, at - 1, null);
    await absent(other, former.id, at - 2, at);
    await absent(third, later.id, at + 1, null);
    const leaver = await office.person();
    await insertRow(office.database, 'handovers', {
      ...{
        tenant_id: office.tenant.tenantId,
        id: newId('handover'),
        version: 1,
        created_at: 0,
        updated_at: 0,
      },
      ...{ created_by: 'test', user_id: leaver.id, to_user_id: successor.id, state: 'finished' },
    });
    await office.database.execute("UPDATE users SET status = 'blocked' WHERE id = ?", [leaver.id]);
    await office.database.execute("UPDATE users SET mobile = '13812345678' WHERE id = ?", [delegate.id]);
    await task([owner, other, third, leaver].map(({ id }) => ({ userId: id })));
    const told = [owner, other, third, delegate, successor, former, later];
    const unread = await Promise.all(told.map(async (one) => (await inboxOf(one)).unread));
    expect(unread).toEqual([1, 1, 1, 1, 1, 0, 0]);
    expect(await deliveriesOf(office)).toMatchObject([{ channel: 'sms', userId: delegate.id }]);
  });

  test('that names a role is told to its holders in that unit, each once, and to nobody else', async () => {
    const [unit, elsewhere] = [newId('org_unit'), newId('org_unit')];
    const stamps = {
      tenant_id: office.tenant.tenantId,
      version: 1,
      created_at: 0,
      updated_at: 0,
      created_by: 'test',
    };
    for (const id of [unit, elsewhere]) {
      const place = { id, kind: 'company', name: id, path: `${id}/` };
      await insertRow(office.database, 'org_units', { ...stamps, ...place });
    }
    const role = newId('role');
    const named = { id: role, key: 'branch_manager', kind: 'default', name: '{"en":"","zh-CN":""}' };
    await insertRow(office.database, 'roles', { ...stamps, ...named });
    const [here, there, without] = [await office.person(), await office.person(), await office.person()];
    for (const [person, org_unit_id] of [
      [here, unit],
      [there, elsewhere],
    ] as const) {
      const holding = { tenant_id: office.tenant.tenantId, principal_id: person.id, role_id: role };
      await insertRow(office.database, 'principal_roles', { ...holding, scope: 'unit', org_unit_id });
    }
    await task([{ role: 'branch_manager', orgUnitId: unit }, { userId: here.id }]);
    expect(await Promise.all([here, there, without].map(async (one) => (await inboxOf(one)).unread))).toEqual(
      [1, 0, 0],
    );
  });
});
