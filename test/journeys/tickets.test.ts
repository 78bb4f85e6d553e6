import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { granted } from './caller.ts';
import { type Company, type Listed, type Made, openCompany } from './company.ts';

// One stack, and the steps of one story: each stands on the one before.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let company: Company;
beforeAll(async () => {
  company = await openCompany('2026-02-02T09:00:00+08:00');
  await company.employ('manager', '孙经理', 'account_manager');
  await company.employ('agent', '周客服', 'service_agent');
  await company.employ('supervisor', '吴监督', 'service_supervisor');
  await company.tellOutside(['ticket.sla_warning', 'ticket.sla_breached']);
});
afterAll(() => company.close());

const inboxOf = async (part: string) =>
  (await company.inboxOf(part)).filter((one) => one.includes('T-20260213-1'));

/** Friday 13 February 2026, 17:30 in Shanghai: the Saturday behind it is worked, then comes the Spring Festival. */
const friday = '2026-02-13T17:30:00+08:00';
let accountId: string;
let ticket: Made;

test('a customer of whom a contact is known reports a fault: the ticket is his account manager’s', async () => {
  const agent = company.as('agent', friday);
  const admin = company.as('admin', friday);
  const named = { name: '西安港务局', kind: 'institution' };
  const account = { ...named, ownerId: company.idOf('manager'), orgUnitId: company.branchId };
  accountId = (await granted(admin<Made>('POST', '/v1/accounts', account))).id;
  const contact = { name: '李娜', mobile: '138 0000 1111' };
  await granted(admin('POST', `/v1/accounts/${accountId}/contacts`, contact));
  const caller = { name: '李娜', phone: '13800001111' };
  const body = { kind: 'fault', channel: 'phone', title: '港务局专线中断', caller, impact: 'high' };
  ticket = await granted(agent<Made>('POST', '/v1/tickets', body));
  expect(ticket).toMatchObject({
    number: 'T-20260213-1',
    accountId,
    ownerId: company.idOf('manager'),
    priority: 'high',
    clocks: [{ metric: 'first_response', dueAt: '2026-02-14T01:30:00.000Z' }, { metric: 'resolution' }],
  });
});

test('on the make-up Saturday the owner is warned when business opens, and at 9:30 it is late, told once', async () => {
  for (const at of ['2026-02-13T20:00:00+08:00', '2026-02-14T09:29:00+08:00']) {
    await company.stack.cron({ at, worker: 'tickets' });
  }
  await company.stack.settle();
  expect(await inboxOf('supervisor')).toEqual([]);
  const about = 'T-20260213-1 港务局专线中断';
  expect((await inboxOf('manager')).toSorted()).toEqual([
    `50 % of the time for the first response is used: ${about}`,
    `80 % of the time for the first response is used: ${about}`,
    `A new ticket is yours: ${about}`,
  ]);
  for (let runs = 0; runs < 2; runs += 1) {
    await company.stack.cron({ at: '2026-02-14T09:30:00+08:00', worker: 'tickets' });
  }
  await company.stack.settle();
  const late = `The first response is late: ${about}`;
  expect(await inboxOf('supervisor')).toEqual([late]);
  expect((await inboxOf('manager')).filter((title) => title === late)).toHaveLength(1);
  await company.sent('2026-02-14T09:31:00+08:00', async () => {
    const texts = await company.texts();
    expect(texts.filter((text) => text.includes('首次响应已超时'))).toHaveLength(2);
    expect(company.toldOutside()).toEqual([
      ...['ticket.sla_breached', 'ticket.sla_warning', 'ticket.sla_warning'],
    ]);
  });
});

test('it is answered, resolved and closed, and the account’s timeline tells all of it', async () => {
  const [saturday, sunday] = ['2026-02-14T09:50:00+08:00', '2026-02-28T10:00:00+08:00'];
  const manager = company.as('manager', saturday);
  const path = `/v1/tickets/${ticket.id}`;
  const said = { body: '正在抢修', visibility: 'public', direction: 'outbound' };
  await granted(manager('POST', `${path}/messages`, said));
  const resolved = await granted(
    manager<Made>('POST', `${path}/actions/resolve`, { resolution: '更换光模块后恢复' }),
  );
  expect(resolved).toMatchObject({ stage: 'resolved', clocks: [{ state: 'breached' }, { state: 'met' }] });
  await company.stack.cron({ at: sunday, worker: 'tickets' });
  expect(await granted(company.as('manager', sunday)('GET', path))).toMatchObject({ stage: 'closed' });
  const timeline = await company.timelineOf(accountId);
  const told = timeline.map(({ type }) => String(type)).filter((type) => type.startsWith('ticket'));
  expect(told).toEqual([
    ...['ticket.created', 'ticket.sla_warning', 'ticket.sla_warning', 'ticket.sla_breached'],
    ...['ticket_message.added', 'ticket.answered', 'ticket.resolved', 'ticket.closed'],
  ]);
});

test('30 days after the closing the supervisor asks the customer, and what he complains of is a ticket of its own', async () => {
  const due = '2026-03-30T10:00:00+08:00';
  await company.stack.cron({ at: due, worker: 'tickets' });
  await company.stack.settle();
  expect(await company.inboxOf('supervisor')).toContain('To do: Record the follow-up');
  const form = { satisfaction: 2, note: '一周内又断了' };
  const path = `/v1/tickets/${ticket.id}/actions/record-follow-up`;
  await granted(company.as('supervisor', due)<Made>('POST', path, form));
  const { data } = await granted(
    company.as('manager', due)<Listed>('GET', `/v1/tickets?linkedTicketId=${ticket.id}`),
  );
  expect(data).toMatchObject([
    { kind: 'complaint', linkedTicketId: ticket.id, ownerId: company.idOf('manager') },
  ]);
  const said = { body: '还要等多久？', visibility: 'public', direction: 'inbound' };
  const message = company.as('agent', due)<Made>('POST', `/v1/tickets/${ticket.id}/messages`, said);
  expect(await granted(message)).toMatchObject({ ticketId: data[0]?.id, sentToTicketId: ticket.id });
});

let unknown: Made;
let contactId: string;

test('an unknown caller gets a draft of an account under the id that his ticket has', async () => {
  const caller = { name: '西安市新客户贸易有限公司', phone: '029-88887777' };
  const body = { kind: 'inquiry', channel: 'phone', title: '咨询专线资费', caller };
  const made = await granted(company.as('agent')<Made>('POST', '/v1/tickets', body));
  await company.stack.settle();
  const account = `/v1/accounts/${made.accountId}`;
  expect(await granted(company.as('admin')('GET', account))).toMatchObject({
    ...{ name: `来电客户 ${made.number}`, state: 'draft' },
  });
  const contacts = await granted(company.as('admin')<Listed>('GET', `${account}/contacts`));
  expect(contacts).toMatchObject({ data: [{ name: '西安市新客户贸易有限公司' }] });
  unknown = made;
  contactId = String(contacts.data[0]?.id);
});

test('when he has himself erased, his ticket no longer tells that it was he', async () => {
  const admin = company.as('admin');
  const data = await granted(admin('GET', `/v1/personal-data?subject=${contactId}`));
  expect(data).toMatchObject({ tickets: [{ id: unknown.id, caller: { phone: '029-88887777' } }] });
  const erasure = { subject: contactId, reason: '本人要求删除' };
  await granted(admin('POST', '/v1/personal-data/actions/erase', erasure));
  await company.stack.settle();
  expect(await granted(admin('GET', `/v1/tickets/${unknown.id}`))).toMatchObject({
    ...{ caller: null, title: '咨询专线资费' },
  });
});
