import { vi } from 'vitest';
import { webhookReceiver } from '../faults/receivers.ts';
import { founding, signIn, startTestStack, temporaryDirectory } from '../stack/temporary-stack.ts';
import { type Ask, callerAt, granted } from './caller.ts';

export type Made = { readonly id: string; readonly [member: string]: unknown };

export interface Listed {
  readonly data: readonly Made[];
}

const password = '渭水 south wind 66';

/**
 * A company with a branch on a stack of its own, founded at an instant of the story; its events come to a receiver of
 * webhooks, and its messages to an outbox.
 */
export async function openCompany(foundedAt: string) {
  const directory = await temporaryDirectory();
  const stack = await startTestStack(directory.path, { channels: 'outbox' });
  const hook = await webhookReceiver();
  await granted(callerAt(stack.url, undefined, foundedAt)('POST', '/v1/tenants', founding));
  const tokens = new Map([['admin', await signIn(stack.url)]]);
  const ids = new Map<string, string>();

  /** Asks as somebody of the company, as of an instant of the story. */
  const as = (part: string, now?: string): Ask => callerAt(stack.url, tokens.get(part), now);
  const admin = as('admin', foundedAt);
  const [root] = (await granted(admin<Listed>('GET', '/v1/org-units'))).data;
  const company =
    root ?? (await granted(admin<Made>('POST', '/v1/org-units', { kind: 'company', name: '公司' })));
  const branch = { kind: 'branch', name: '高新分公司', parentId: company.id };
  const { id: branchId } = await granted(admin<Made>('POST', '/v1/org-units', branch));

  /** Employs somebody in the branch, and signs him in. */
  const employ = async (part: string, name: string, role: string, further: object = {}) => {
    const { data } = await granted(admin<Listed>('GET', `/v1/roles?key=${role}`));
    const email = `${part}@example.cn`;
    const mobile = `138${String(ids.size + 1).padStart(8, '0')}`;
    const roles = [{ roleId: data[0]?.id }];
    const user = { name, email, password, mobile, orgUnitId: branchId, roles, ...further };
    ids.set(part, (await granted(admin<Made>('POST', '/v1/users', user))).id);
    const credentials = { grantType: 'password', tenant: founding.slug, email, password };
    const signedIn = callerAt(stack.url)<{ accessToken: string }>('POST', '/v1/auth/token', credentials);
    tokens.set(part, (await granted(signedIn)).accessToken);
  };

  return {
    stack,
    branchId,
    as,
    employ,
    /** The id of somebody who was employed. */
    idOf(part: string): string {
      const id = ids.get(part);
      if (id === undefined) throw new Error(`nobody plays ${part}`);
      return id;
    },
    tokenOf: (part: string) => tokens.get(part) ?? '',
    /** The titles in somebody's inbox, the oldest first. */
    async inboxOf(part: string): Promise<readonly string[]> {
      const { data } = await granted(as(part)<Listed>('GET', '/v1/notifications?limit=100'));
      return data.map(({ title }) => String(title)).reverse();
    },
    /** Has the system outside told of these events from now on. */
    async tellOutside(events: readonly string[]): Promise<void> {
      const url = `http://127.0.0.1:${hook.port}/hook`;
      await granted(admin('POST', '/v1/webhook-endpoints', { url, events }));
    },
    /** The types of the events of which the system outside was told, in the order of the alphabet. */
    toldOutside: () => hook.got.map(({ content }) => String((JSON.parse(content) as Made).type)).toSorted(),
    /** The short messages that left. */
    async texts(): Promise<readonly string[]> {
      const outbox = (await (await fetch(`${stack.url}/dev/outbox.json`)).json()) as Listed;
      return outbox.data.filter(({ kind }) => kind === 'sms').map(({ text }) => String(text));
    },
    /** What the account's timeline tells, the oldest first. */
    async timelineOf(accountId: string, part = 'admin'): Promise<readonly Made[]> {
      const path = `/v1/accounts/${accountId}/timeline?limit=200`;
      return (await granted(as(part)<Listed>('GET', path))).data.toReversed();
    },
    /** Sends what is to be sent as of an instant, and looks until it has arrived. */
    async sent(at: string, look: () => Promise<void> | void): Promise<void> {
      await stack.settle();
      await stack.cron({ at, worker: 'notifications' });
      // A message that the queue has taken on is on its way when the cron finds nothing left to send.
      await vi.waitFor(look, 20_000);
    },
    async close(): Promise<void> {
      hook.stop();
      await stack.stop();
      await directory.remove();
    },
  };
}

export type Company = Awaited<ReturnType<typeof openCompany>>;
