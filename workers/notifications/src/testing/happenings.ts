import { newId } from '@keyline/kernel';
import { givenAccount as accountOf, insertRow } from '@keyline/testkit';
import type { Office } from './given-tenant.ts';

interface Happening {
  readonly subjectType?: string;
  readonly subjectId?: string;
  readonly accountId?: string | null;
  readonly actorId?: string | null;
  readonly data?: object;
  /** Business time, milliseconds. */
  readonly at?: number;
}

/** Puts an event into the log as another Worker would have written it. */
export async function happened(office: Office, type: string, given: Happening = {}): Promise<string> {
  const id = newId('event');
  const { actorId = null, at = Date.UTC(2026, 2, 2, 1, 30) } = given;
  await insertRow(office.database, 'events', {
    tenant_id: office.tenant.tenantId,
    id,
    type,
    subject_type: given.subjectType ?? type.split('.')[0] ?? '',
    subject_id: given.subjectId ?? newId('account'),
    versioned: 0,
    account_id: given.accountId ?? null,
    actor_type: actorId === null ? 'system' : 'user',
    actor_id: actorId,
    occurred_at: at,
    data: JSON.stringify(given.data ?? {}),
  });
  return id;
}

/** An account with a name and nothing else that matters here. */
export function givenAccount({ database, tenant }: Office, name: string): Promise<string> {
  return accountOf(database, tenant.tenantId, { name });
}

/** An account gets another owner by somebody's hand. */
export async function ownerChanged(
  office: Office,
  toUserId: string,
  byUserId: string,
  name = '西安市大数据服务有限公司',
) {
  const accountId = await givenAccount(office, name);
  const data = { changes: { ownerId: [byUserId, toUserId] } };
  const eventId = await happened(office, 'account.changed', {
    ...{ subjectId: accountId, accountId, actorId: byUserId, data },
  });
  return { accountId, eventId };
}

export interface Inbox {
  readonly unread: number;
  readonly data: readonly {
    readonly id: string;
    readonly title: string;
    readonly text: string;
    readonly state: string;
    readonly [field: string]: unknown;
  }[];
  readonly nextCursor: string | null;
}

export interface Delivery {
  readonly id: string;
  readonly messageId: string;
  readonly state: string;
  readonly reason: string | null;
  readonly attempts: readonly { readonly status: number | null; readonly error: string | null }[];
  readonly [field: string]: unknown;
}

/** Every delivery of the tenant, the latest first. */
export async function deliveriesOf({ admin }: Office): Promise<readonly Delivery[]> {
  return (await admin.request<{ data: Delivery[] }>('GET', '/v1/deliveries')).body.data;
}
