import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type Ask, callerAt, granted } from './caller.ts';
import { type Company, type Listed, type Made, openCompany } from './company.ts';

// One stack, and the steps of one story: each stands on the one before.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

/** An instant of the story: Monday 2 March 2026 is its first day, times are those of Shanghai. */
const day = (date: number, time = '09:00') => `2026-03-${String(date).padStart(2, '0')}T${time}:00+08:00`;
const yuan = (amount: number) => ({ amount: amount * 100, currency: 'CNY' });
const title = '高新园区互联网专线';

/** What of a lead is the operator's own. */
const hidden = ['accountId', 'opportunityId', 'orgUnitId', 'createdBy', 'partnerId', 'process', 'stageSince'];

let company: Company;
let partnerKey: string;
let accountId: string;
let templateId: string;
let leadId: string;
let opportunityId: string;
let contractId: string;
beforeAll(async () => {
  company = await openCompany(day(1));
  await company.employ('owner', '孙经理', 'account_manager');
  await company.employ('stranger', '钱经理', 'account_manager');
  await company.employ('pool', '郑商机', 'opportunity_manager');
  await company.employ('chief', '王商机', 'opportunity_manager');
  await company.employ('engineer', '陈工', 'survey_engineer');
  await company.employ('supervisor', '张主管', 'business_supervisor');
  await company.employ('branch', '吴主任', 'branch_manager');
  await company.employ('filing', '李合同', 'contract_manager');
  const admin = company.as('admin', day(1));
  const named = { name: '西安市大数据服务有限公司', kind: 'enterprise', presence: 'existing' };
  const account = { ...named, ownerId: company.idOf('owner'), orgUnitId: company.branchId };
  accountId = (await granted(admin<Made>('POST', '/v1/accounts', account))).id;
  const partner = { name: '渭城卓越通信代理', kind: 'agent', orgUnitId: company.branchId };
  const { id: partnerId } = await granted(admin<Made>('POST', '/v1/partners', partner));
  await granted(admin('POST', `/v1/partners/${partnerId}/actions/activate`));
  await company.employ('partner', '魏明', 'partner', { partnerId, orgUnitId: undefined });
  const permissions = ['leads.submit', 'leads.read'];
  const key = { name: '代理商系统', permissions, partnerId };
  partnerKey = (await granted(admin<Made & { key: string }>('POST', '/v1/api-keys', key))).key;
  const fields = [
    { name: 'service', type: 'text', title: { en: 'Service', 'zh-CN': '服务' }, required: true },
  ];
  const template = {
    name: '专线服务合同',
    body: '# {{title}}\n\n{{customer}}：{{service}}，{{value}}。',
    fields,
  };
  templateId = (await granted(company.as('filing')<Made>('POST', '/v1/contract-templates', template))).id;
  await granted(company.as('filing')('POST', `/v1/contract-templates/${templateId}/actions/publish`));
  await company.tellOutside(['lead.*', 'opportunity.*', 'contract.*']);
});
afterAll(() => company.close());

const byKey = (now: string): Ask => callerAt(company.stack.url, partnerKey, now);
const settle = () => company.stack.settle();

/** Does one action, and has everybody hear of it before the story goes on. */
async function act(path: string, part: string, now: string, action: string, form: object): Promise<Made> {
  const made = await granted(company.as(part, now)<Made>('POST', `${path}/actions/${action}`, form));
  await settle();
  return made;
}
const move = (part: string, now: string, action: string, form: object = {}) =>
  act(`/v1/opportunities/${opportunityId}`, part, now, action, form);
const sign = (part: string, now: string, action: string, form: object = {}) =>
  act(`/v1/contracts/${contractId}`, part, now, action, form);

test('a partner submits a lead by its key: whoever takes leads in has it in his inbox', async () => {
  const lead = {
    ...{ accountName: '西安市大数据服务有限公司', category: 'internet_line', title },
    ...{ contact: { name: '李娜', phone: '13812345678' }, externalId: 'zy-2026-0418' },
  };
  const made = await granted(byKey(day(2))<Made>('POST', '/v1/leads', lead));
  expect(made).toMatchObject({ state: 'submitted', outcome: 'in_progress' });
  leadId = made.id;
  expect((await granted(byKey(day(2))<Made>('POST', '/v1/leads', lead))).id).toBe(leadId);
  await settle();
  expect(await company.inboxOf('pool')).toEqual([expect.stringContaining('To do')]);
  expect(await company.inboxOf('stranger')).toEqual([]);
});

test('it is accepted, and its partner sees that, but neither the opportunity nor the account', async () => {
  const path = `/v1/leads/${leadId}`;
  const accepted = await granted(
    company.as('pool', day(2, '10:00'))<Made>('POST', `${path}/actions/accept`, {}),
  );
  opportunityId = String(accepted.opportunityId);
  expect(accepted).toMatchObject({ state: 'accepted', accountId });
  const seen = await granted(byKey(day(2, '11:00'))<Made>('GET', path));
  expect(seen).toMatchObject({ state: 'accepted', outcome: 'in_progress', title });
  expect(Object.keys(seen).filter((name) => hidden.includes(name))).toEqual([]);
  for (const path of [`/v1/opportunities/${opportunityId}`, `/v1/accounts/${accountId}`, '/v1/contracts']) {
    expect([403, 404]).toContain((await byKey(day(2, '11:00'))('GET', path)).status);
    expect([403, 404]).toContain((await company.as('partner')('GET', path)).status);
  }
  await settle();
  expect(await company.inboxOf('partner')).toEqual([`Accepted: ${title}`]);
});

test('it is assigned and surveyed, for it is a dedicated line, and then confirmed', async () => {
  await move('pool', day(2, '14:00'), 'assign', { ownerId: company.idOf('owner') });
  const revenue = { monthly: yuan(8_000), termMonths: 36 };
  const owner = company.as('owner', day(3));
  await granted(owner('PATCH', `/v1/opportunities/${opportunityId}`, { revenue }));
  const early = await owner<Made>(
    'POST',
    `/v1/opportunities/${opportunityId}/actions/request-confirmation`,
    {},
  );
  expect(early).toMatchObject({ status: 409, body: { code: 'action.not_possible' } });
  await move('owner', day(3), 'request-survey', { note: '双路由' });
  const found = { availability: 'now', distanceMetres: 800, cost: yuan(6_000), leadTimeDays: 15 };
  await move('engineer', day(4), 'approve-survey', { ...found, validUntil: '2026-06-01' });
  await move('owner', day(5), 'request-confirmation');
  // Whoever took the lead in made the opportunity, and decides nothing about it.
  expect(await move('chief', day(6), 'confirm')).toMatchObject({ stage: 'preparing' });
});

test('the work order is there by itself; it is filled in, reviewed, signed and filed', async () => {
  await settle();
  const owner = company.as('owner', day(9));
  const path = `/v1/contracts?opportunityId=${opportunityId}`;
  const { data } = await granted(owner<Listed>('GET', path));
  expect(data).toHaveLength(1);
  expect(data[0]).toMatchObject({ stage: 'drafting', accountId, value: yuan(288_000) });
  contractId = String(data[0]?.id);
  const terms = { templateId, values: { service: title }, startOn: '2026-04-01', endOn: '2029-03-31' };
  await granted(owner('PATCH', `/v1/contracts/${contractId}`, terms));
  await sign('owner', day(9), 'submit');
  await sign('supervisor', day(10), 'approve');
  expect(await sign('branch', day(11), 'approve')).toMatchObject({
    stage: 'signing',
    reference: 'HD-2026-1',
  });
  await sign('owner', day(12), 'upload-signed', { attachmentId: await scanOf('owner', day(12)) });
  expect(await sign('filing', day(13), 'confirm')).toMatchObject({
    stage: 'effective',
    filingNumber: 'HT-2026-000001',
  });
});

/** Attaches the scan of the signed contract. */
async function scanOf(part: string, now: string): Promise<string> {
  const form = new FormData();
  form.set('subjectType', 'contract');
  form.set('subjectId', contractId);
  form.set(
    'file',
    new Blob(['%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n']),
    '签署件.pdf',
  );
  const headers = { Authorization: `Bearer ${company.tokenOf(part)}`, 'X-Test-Now': now };
  const answer = await fetch(`${company.stack.url}/v1/attachments`, { method: 'POST', headers, body: form });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as Made).id;
}

test('the opportunity is signed and the lead won: its partner sees the outcome, and nothing else', async () => {
  await settle();
  const path = `/v1/opportunities/${opportunityId}`;
  expect(await granted(company.as('owner')('GET', path))).toMatchObject({ stage: 'signed' });
  const lead = await granted(byKey(day(13))<Made>('GET', `/v1/leads/${leadId}`));
  expect(lead).toMatchObject({ state: 'accepted', outcome: 'won', question: null, reason: null });
  expect(Object.keys(lead).filter((name) => hidden.includes(name))).toEqual([]);
  expect(await company.inboxOf('partner')).toEqual([`Accepted: ${title}`, `Won: ${title}`]);
});

const story = [
  ...['opportunity.created', 'lead.accepted', 'opportunity.assigned', 'opportunity.changed'],
  ...['opportunity.survey_requested', 'opportunity.survey_approved'],
  ...['opportunity.confirmation_requested', 'opportunity.confirmed'],
  ...['contract.drafted', 'contract.changed', 'contract.moved', 'contract.approved', 'contract.approved'],
  ...['contract.moved', 'contract.effective', 'opportunity.signed', 'lead.outcome_changed'],
];

test('the account’s timeline tells all of it, in its order, and the partner reads none of that', async () => {
  const told = (await company.timelineOf(accountId, 'owner')).map(({ type }) => String(type));
  expect(told.filter((type) => /^(lead|opportunity|contract)\./.test(type))).toEqual(story);
  for (const ask of [byKey(day(13)), company.as('partner')]) {
    expect([403, 404]).toContain((await ask('GET', `/v1/accounts/${accountId}/timeline`)).status);
  }
});

test('whoever had to act has each of it in his inbox, and nobody else', async () => {
  const doing = async (part: string) =>
    (await company.inboxOf(part)).flatMap((one) => one.match(/(?<=^To do: ).*/) ?? []);
  expect(await doing('pool')).toEqual(['Submitted', 'Opportunity manager']);
  expect(await doing('owner')).toEqual(['Assigned', 'Qualified', 'Preparing', 'Drafting', 'Signing']);
  expect(await doing('engineer')).toEqual(['Surveying']);
  expect(await doing('supervisor')).toEqual(['Business supervisors']);
  expect(await doing('branch')).toEqual(['Branch']);
  expect(await doing('filing')).toEqual(['Preparing', 'Confirming']);
  const owners = await company.inboxOf('owner');
  expect(owners).toContain(`In force: ${title}`);
  expect(owners).toContain(`Signed: ${title}`);
  expect(await company.inboxOf('stranger')).toEqual([]);
});

test('each was called to it by SMS, and the system outside was told of every step', async () => {
  await company.sent(day(13, '18:00'), async () => {
    const texts = await company.texts();
    for (const todo of [
      '待受理',
      '待分配',
      '已分配',
      '报勘审核',
      '商机管理人员确认',
      '起草',
      '业务主管审核',
      '签署',
      '合同确认',
    ]) {
      expect(texts.filter((text) => text.includes(`您有新待办：${todo}`)).length).toBeGreaterThan(0);
    }
    expect(company.toldOutside()).toEqual([...story, 'lead.submitted'].toSorted());
  });
});
