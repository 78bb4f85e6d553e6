import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { givenOffice, type Office, type Person } from '../testing/given-tenant.ts';
import { givenAccount, happened, type Inbox } from '../testing/happenings.ts';

let office: Office;
let opportunityId: string;
let accountId: string;
beforeEach(async () => {
  office = await givenOffice();
  accountId = await givenAccount(office, '甲公司');
  opportunityId = newId('opportunity');
  const { tenantId } = office.tenant;
  const [process] = await office.database.execute(
    "SELECT id FROM processes WHERE key = 'opportunity.standard'",
  );
  const record = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: 'test' };
  await insertRow(office.database, 'opportunities', {
    ...{ ...record, id: opportunityId, account_id: accountId, type: 'demand', category: 'cloud' },
    ...{ title: '园区上云', fields: '{}', one_off: 0, monthly: 0, term_months: 12, amount: 0 },
    ...{ process_id: String(process?.id), process_key: 'opportunity.standard', process_version: 1 },
    ...{ stage: 'pooled', stage_since: 0, process_state: '{}' },
  });
});

const titles = async (person: Person) => {
  const headers = { 'Accept-Language': 'zh-CN' };
  const { body } = await person.request<Inbox>('GET', '/v1/notifications', { headers });
  return body.data.map(({ title, text }) => `${title} ${text}`);
};

const told = (type: string, data: object, actorId: string | null = null) =>
  happened(office, type, { subjectId: opportunityId, accountId, actorId, data });

test('whom the process names hears what became of the opportunity, but for who did it', async () => {
  const [creator, manager] = [await office.person(), await office.person()];
  const notify = [{ userId: creator.id }, { userId: manager.id }];
  await told('opportunity.returned', { notify, form: { reason: '信息不全' } }, manager.id);
  await office.worker.react();
  expect(await titles(creator)).toEqual([
    expect.stringMatching(/^商机被退回：园区上云 User .{6}的说明：信息不全$/),
  ]);
  expect(await titles(manager)).toEqual([]);
});

test('who is late hears of it, then his manager, then whoever stands above', async () => {
  const [actor, head, chief] = [await office.person(), await office.person(), await office.person()];
  const named = (...people: readonly Person[]) => ({ reaches: people.map(({ id }) => ({ userId: id })) });
  await told('opportunity.stage_warned', named(actor));
  await told('opportunity.stage_overdue', named(actor, head));
  await told('opportunity.stage_escalated', named(chief));
  await office.worker.react();
  expect((await titles(actor)).sort()).toEqual([
    '即将超期：商机“园区上云” 当前环节的时限即将用完，请尽快处理。客户：甲公司。',
    '已超期：商机“园区上云” 当前环节已超过时限。客户：甲公司。',
  ]);
  expect(await titles(head)).toEqual(['已超期：商机“园区上云” 当前环节已超过时限。客户：甲公司。']);
  expect(await titles(chief)).toEqual([
    '超期上报：商机“园区上云” 当前环节再次超过时限，现逐级上报。客户：甲公司。',
  ]);
});

test('an auction reaches those for whom it is', async () => {
  const [seller, other] = [await office.person(), await office.person()];
  const form = { mode: 'first_claim', endsAt: '2026-03-03T01:00:00Z' };
  await told('opportunity.auction_opened', { form, eligible: [{ userId: seller.id }] }, office.admin.id);
  await office.worker.react();
  expect(await titles(seller)).toEqual([
    '商机拍卖，先到先得：园区上云 截止时间：2026年3月3日 09:00。客户：甲公司。',
  ]);
  expect(await titles(other)).toEqual([]);
});
