import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { founding, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { type Ask, callerAt, granted } from './caller.ts';

// One stack, and the steps of one story: each stands on the one before.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

type Made = { readonly id: string; readonly [member: string]: unknown };
interface Listed {
  readonly data: readonly Made[];
}

let directory: Awaited<ReturnType<typeof temporaryDirectory>>;
let stack: Awaited<ReturnType<typeof startTestStack>>;
let admin: Ask;
const tokens: Record<string, string> = {};
let managerId: string;
beforeAll(async () => {
  directory = await temporaryDirectory();
  stack = await startTestStack(directory.path, { channels: 'outbox' });
  await granted(callerAt(stack.url)('POST', '/v1/tenants', founding));
  admin = callerAt(stack.url, await signIn(stack.url));
  const { data } = await granted(admin<Listed>('GET', '/v1/org-units'));
  const root =
    data[0] ?? (await granted(admin<Made>('POST', '/v1/org-units', { kind: 'company', name: '公司' })));
  const unit = { kind: 'branch', name: '高新分公司', parentId: root.id };
  const { id: branchId } = await granted(admin<Made>('POST', '/v1/org-units', unit));
  managerId = await employ('manager', '孙经理', 'account_manager', branchId);
  await employ('agent', '周客服', 'service_agent', branchId);
  await employ('supervisor', '吴监督', 'service_supervisor', branchId);
});
afterAll(async () => {
  await stack.stop();
  await directory.remove();
});

async function employ(part: string, name: string, role: string, orgUnitId: string): Promise<string> {
  const { data } = await granted(admin<Listed>('GET', `/v1/roles?key=${role}`));
  const [email, password] = [`${part}@example.cn`, '渭水 south wind 66'];
  const roles = [{ roleId: data[0]?.id }];
  const user = { name, email, password, orgUnitId, roles, mobile: '13812345678' };
  const { id } = await granted(admin<Made>('POST', '/v1/users', user));
  const credentials = { grantType: 'password', tenant: founding.slug, email, password };
  const signedIn = callerAt(stack.url)<{ accessToken: string }>('POST', '/v1/auth/token', credentials);
  tokens[part] = (await granted(signedIn)).accessToken;
  return id;
}

const as = (part: string, now?: string) => callerAt(stack.url, tokens[part], now);
const inboxOf = async (part: string) => {
  const { data } = await granted(as(part)<Listed>('GET', '/v1/notifications?limit=50'));
  return data.filter(({ type }) => String(type).startsWith('ticket.')).map(({ title }) => String(title));
};

/** Friday 13 February 2026, 17:30 in Shanghai: the Saturday behind it is worked, then comes the Spring Festival. */
const friday = '2026-02-13T17:30:00+08:00';
let accountId: string;
let ticket: Made;

test('a customer of whom a contact is known reports a fault: the ticket is his account manager’s', async () => {
  const agent = as('agent', friday);
  const account = { name: '西安港务局', kind: 'institution', ownerId: managerId };
  accountId = (await granted(admin<Made>('POST', '/v1/accounts', account))).id;
  await granted(admin('PATCH', `/v1/accounts/${accountId}`, { orgUnitId: await unitOfAgent() }));
  const contact = { name: '李娜', mobile: '138 0000 1111' };
  await granted(admin('POST', `/v1/accounts/${accountId}/contacts`, contact));
  const caller = { name: '李娜', phone: '13800001111' };
  const body = { kind: 'fault', channel: 'phone', title: '港务局专线中断', caller, impact: 'high' };
  ticket = await granted(agent<Made>('POST', '/v1/tickets', body));
  expect(ticket).toMatchObject({
    number: 'T-20260213-1',
    accountId,
    ownerId: managerId,
    priority: 'high',
    clocks: [{ metric: 'first_response', dueAt: '2026-02-14T01:30:00.000Z' }, { metric: 'resolution' }],
  });
});

async function unitOfAgent(): Promise<unknown> {
  const { data } = await granted(admin<Listed>('GET', '/v1/org-units?kind=branch'));
  return data[0]?.id;
}

test('on the make-up Saturday the owner is warned when business opens, and at 9:30 it is late, told once', async () => {
  for (const at of ['2026-02-13T20:00:00+08:00', '2026-02-14T09:29:00+08:00']) {
    await stack.cron({ at, worker: 'tickets' });
  }
  await stack.settle();
  expect(await inboxOf('supervisor')).toEqual([]);
  const about = 'T-20260213-1 港务局专线中断';
  expect((await inboxOf('manager')).toSorted()).toEqual([
    `50 % of the time for the first response is used: ${about}`,
    `80 % of the time for the first response is used: ${about}`,
    `A new ticket is yours: ${about}`,
  ]);
  for (let runs = 0; runs < 2; runs += 1) {
    await stack.cron({ at: '2026-02-14T09:30:00+08:00', worker: 'tickets' });
  }
  await stack.settle();
  const late = `The first response is late: ${about}`;
  expect(await inboxOf('supervisor')).toEqual([late]);
  expect((await inboxOf('manager')).filter((title) => title === late)).toHaveLength(1);
  await stack.cron({ at: '2026-02-14T09:31:00+08:00', worker: 'notifications' });
  const outbox = (await (await fetch(`${stack.url}/dev/outbox.json`)).json()) as Listed;
  const texts = outbox.data
    .map((sent) => JSON.stringify(sent))
    .filter((sent) => sent.includes('首次响应已超时'));
  expect(texts).toHaveLength(2);
});

test('it is answered, resolved and closed, and the account’s timeline tells all of it', async () => {
  const [saturday, sunday] = ['2026-02-14T09:50:00+08:00', '2026-02-28T10:00:00+08:00'];
  const manager = as('manager', saturday);
  const path = `/v1/tickets/${ticket.id}`;
  const said = { body: '正在抢修', visibility: 'public', direction: 'outbound' };
  await granted(manager('POST', `${path}/messages`, said));
  const resolved = await granted(
    manager<Made>('POST', `${path}/actions/resolve`, { resolution: '更换光模块后恢复' }),
  );
  expect(resolved).toMatchObject({ stage: 'resolved', clocks: [{ state: 'breached' }, { state: 'met' }] });
  await stack.cron({ at: sunday, worker: 'tickets' });
  expect(await granted(as('manager', sunday)('GET', path))).toMatchObject({ stage: 'closed' });
  const timeline = await granted(admin<Listed>('GET', `/v1/accounts/${accountId}/timeline?limit=100`));
  const told = timeline.data.map(({ type }) => String(type)).filter((type) => type.startsWith('ticket'));
  expect(told.reverse()).toEqual([
    ...['ticket.created', 'ticket.sla_warning', 'ticket.sla_warning', 'ticket.sla_breached'],
    ...['ticket_message.added', 'ticket.answered', 'ticket.resolved', 'ticket.closed'],
  ]);
});

test('an unknown caller gets a draft of an account under the id that his ticket has', async () => {
  const caller = { name: '西安市新客户贸易有限公司', phone: '029-88887777' };
  const body = { kind: 'inquiry', channel: 'phone', title: '咨询专线资费', caller };
  const made = await granted(as('agent')<Made>('POST', '/v1/tickets', body));
  await stack.settle();
  expect(await granted(admin('GET', `/v1/accounts/${made.accountId}`))).toMatchObject({
    name: '西安市新客户贸易有限公司',
    state: 'draft',
  });
});
