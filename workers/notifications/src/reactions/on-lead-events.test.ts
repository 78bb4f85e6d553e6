import { newId } from '@keyline/kernel';
import { insertRow } from '@keyline/testkit';
import { beforeEach, expect, test } from 'vitest';
import { givenOffice, type Office, type Person } from '../testing/given-tenant.ts';
import { givenAccount, happened, type Inbox } from '../testing/happenings.ts';

let office: Office;
let partnerId: string;
let submitter: Person;
let colleague: Person;
let stranger: Person;
beforeEach(async () => {
  office = await givenOffice();
  partnerId = await partner();
  [submitter, colleague, stranger] = [await office.person(), await office.person(), await office.person()];
  for (const person of [submitter, colleague]) await joins(person, partnerId);
  await joins(stranger, await partner());
});

const record = (by = 'test') => ({
  ...{ tenant_id: office.tenant.tenantId, version: 1, created_at: 0, updated_at: 0, created_by: by },
});

async function partner() {
  const id = newId('partner');
  await insertRow(office.database, 'partners', { ...record(), id, name: id, kind: 'agent', state: 'active' });
  return id;
}

const joins = ({ id }: Person, to: string) =>
  office.database.execute('UPDATE principals SET partner_id = ? WHERE id = ?', [to, id]);

/** A lead on a customer, submitted by somebody, for the partner where it is one's. */
async function givenLead(by: string, fields: Readonly<Record<string, string | null>> = {}): Promise<string> {
  const id = newId('lead');
  const [process] = await office.database.execute("SELECT id FROM processes WHERE key = 'lead.standard'");
  await insertRow(office.database, 'leads', {
    ...{ ...record(by), id, partner_id: partnerId, source: 'partner', account_name: '西安远洋' },
    ...{ name_key: '西安远洋', category: 'cloud', title: '园区上云', expires_at: 0 },
    ...{ process_id: String(process?.id), process_key: 'lead.standard', process_version: 1 },
    ...{ stage: 'submitted', stage_since: 0, process_state: '{}', ...fields },
  });
  return id;
}

const inboxOf = async (person: Person) => {
  const headers = { 'Accept-Language': 'zh-CN' };
  return (await person.request<Inbox>('GET', '/v1/notifications', { headers })).body.data;
};
const titles = async (person: Person) => (await inboxOf(person)).map(({ title, text }) => `${title} ${text}`);

test('all people of the partner hear what became of their lead, and nobody of another', async () => {
  const subjectId = await givenLead(newId('api_key'), { deal_outcome: 'won', reason: '年内无此需求' });
  for (const type of ['lead.accepted', 'lead.outcome_changed', 'lead.rejected']) {
    await happened(office, type, { subjectId, actorId: office.admin.id });
  }
  await office.worker.react();
  const told = [
    '线索已驳回：园区上云 您提交的西安远洋线索已驳回：年内无此需求',
    '线索已赢单：园区上云 您提交的西安远洋线索最新结果：已赢单。',
    '线索已受理：园区上云 您提交的西安远洋线索已受理，正在跟进。',
  ];
  expect((await titles(submitter)).sort()).toEqual([...told].sort());
  expect((await titles(colleague)).sort()).toEqual([...told].sort());
  expect(await titles(stranger)).toEqual([]);
});

test('a partner hears nothing of who acts inside, nor of the account', async () => {
  const accountId = await givenAccount(office, '西安远洋集团');
  const subjectId = await givenLead(submitter.id, { question: '机房在哪里？' });
  await happened(office, 'lead.information_requested', { subjectId, accountId, actorId: office.admin.id });
  await office.worker.react();
  const [told] = await inboxOf(submitter);
  expect(told).toMatchObject({
    text: '关于您提交的西安远洋线索：机房在哪里？',
    ...{ subject: { type: 'lead', id: subjectId }, accountId: null, accountName: null },
    ...{ actorId: null, actorName: null },
  });
});

test('an informant hears of his lead, and whoever takes leads in that one is overdue', async () => {
  const [informant, manager] = [await office.person(), await office.person()];
  const subjectId = await givenLead(informant.id, { partner_id: null });
  await happened(office, 'lead.marked_duplicate', { subjectId });
  await happened(office, 'lead.overdue', { subjectId, data: { reaches: [{ userId: manager.id }] } });
  await office.worker.react();
  expect(await titles(informant)).toEqual(['线索重复：园区上云 您提交的西安远洋线索与已有商机重复。']);
  expect(await titles(manager)).toEqual(['已超期：线索“园区上云” 当前环节已超过时限。客户：西安远洋。']);
  expect(await titles(submitter)).toEqual([]);
});
