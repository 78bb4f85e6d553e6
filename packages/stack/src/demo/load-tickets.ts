import { forEach, type Made } from './client.ts';
import type { DemoAccount } from './load-accounts.ts';
import type { Organisation } from './load-organisation.ts';
import type { Luck } from './luck.ts';
import type { Past } from './times.ts';

const matters = [
  { kind: 'fault', title: '专线中断', impact: 'high', urgency: 'high' },
  { kind: 'fault', title: '网速明显变慢', impact: 'medium', urgency: 'medium' },
  { kind: 'complaint', title: '账单金额有误', impact: 'medium', urgency: 'low' },
  { kind: 'complaint', title: '装机超期未完成', impact: 'high', urgency: 'medium' },
  { kind: 'service_request', title: '申请增加固定公网地址', impact: 'low', urgency: 'low' },
  { kind: 'inquiry', title: '咨询集团 V 网资费', impact: 'low', urgency: 'low' },
] as const;

const channels = ['phone', 'web', 'email', 'counter', 'account_manager'] as const;
const agents = ['qin.lan', 'xu.jing'] as const;

/** What has been done with a ticket, in turn: most are closed. */
const ends = ['closed', 'closed', 'closed', 'resolved', 'in_progress', 'waiting_customer', 'new'] as const;

export const ticketCount = 200;

/** Tickets of the last two months, with their messages. */
export async function loadTickets(
  { callers }: Organisation,
  accounts: readonly DemoAccount[],
  past: Past,
  chance: Luck,
): Promise<void> {
  const planned = Array.from({ length: ticketCount }, (_, index) => {
    const end = ends[index % ends.length] ?? 'new';
    const open = end !== 'closed' && end !== 'resolved';
    return {
      ...{ end, matter: chance.of(matters), channel: chance.of(channels), agent: chance.of(agents) },
      account: accounts[(index * 11) % accounts.length] as DemoAccount,
      at: past.daysAgo(
        end === 'resolved' ? chance.between(0, 1) : open ? chance.between(0, 2) : chance.between(5, 39),
      ),
      answeredAfter: chance.of([0.2, 0.5, 1, 3, 9]),
    };
  });
  await forEach(
    planned,
    8,
    async ({ end, matter, channel, agent, account, at: openedAt, answeredAfter }, index) => {
      const as = callers[agent];
      if (as === undefined) throw new Error(`${agent} is not in the cast`);
      const key = `demo-ticket-${index}`;
      const body = { ...matter, channel, accountId: account.id };
      const ticket = await as<Made>('POST', '/v1/tickets', { body, at: openedAt, key });
      const path = `/v1/tickets/${ticket.id}`;
      let at = openedAt;
      const act = async (action: string, form: object = {}) => {
        at = past.later(at, 0.5);
        await as('POST', `${path}/actions/${action}`, { body: form, at, key: `${key}-${action}` });
      };
      if (end === 'new') return;
      await act('triage');
      await act('start');
      at = past.later(at, answeredAfter);
      await as('POST', `${path}/messages`, {
        body: { body: '您好，已安排工程师核查，稍后回复。', visibility: 'public', direction: 'outbound' },
        ...{ at, key: `${key}-answer` },
      });
      if (end === 'waiting_customer') await act('wait-customer');
      if (end !== 'closed' && end !== 'resolved') return;
      await act('resolve', { resolution: '现场处理完毕，客户确认恢复。' });
      if (end === 'closed') await act('close');
    },
  );
}
