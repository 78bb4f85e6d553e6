import type { RoleKey } from '@keyline/auth';
import { newId } from '@keyline/kernel';
import {
  type Answer,
  type Asked,
  accessTokenFor,
  givenAccount,
  givenDefaultRole,
  givenTenant,
  givenUser,
  insertRow,
  type TestDatabase,
  testDatabase,
  type WorkerUnderTest,
  workerUnderTest,
} from '@keyline/testkit';
import { domain } from '../app.ts';

/** Somebody who is signed in. */
export interface Colleague {
  readonly id: string;
  request<Body = unknown>(method: string, path: string, asked?: Asked): Promise<Answer<Body>>;
}

/** A record as the API gave it, for what a test asks of it. */
export type Json = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** An event as the log keeps it. */
export interface Told {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** The service of an operator unit in Xi'an: the tickets Worker on a database of its own, and its people. */
export interface Service {
  readonly database: TestDatabase;
  readonly worker: WorkerUnderTest;
  readonly tenantId: string;
  /** The company, and a branch below it. */
  readonly rootId: string;
  readonly branchId: string;
  /** May do everything. */
  readonly admin: Colleague;
  /** A user who holds default roles, in a unit. */
  colleague(roles: readonly RoleKey[], unitId?: string | null): Promise<Colleague>;
  /** Gives somebody a default role in a unit as well. */
  grant(to: Colleague, role: RoleKey, unitId: string): Promise<void>;
  /** An account with these columns. */
  account(columns?: Readonly<Record<string, string | number | null>>): Promise<string>;
  contact(accountId: string, columns: Readonly<Record<string, string | null>>): Promise<string>;
  /** Opens a ticket, as an administrator where nobody else is named. */
  ticket(body?: object, by?: Colleague, now?: string): Promise<Json>;
  /** Does an action of a ticket. */
  act(ticketId: string, action: string, form?: object, given?: Acting): Promise<Answer<Json>>;
  say(ticketId: string, message: object, now?: string): Promise<Answer<Json>>;
  /** Columns of any record. */
  readonly record: Readonly<Record<string, string | number>>;
  /** Puts an event of another Worker into the log. */
  happened(type: string, subjectId: string): Promise<void>;
  /** The events of one record of these types, first to last. */
  told(subjectId: string, ...types: readonly string[]): Promise<readonly Told[]>;
}

interface Acting {
  readonly by?: Colleague;
  readonly now?: string;
}

/** Founds it in a fresh database. */
export async function givenService(): Promise<Service> {
  const database = await testDatabase().fresh();
  const worker = await workerUnderTest(domain, database);
  const { tenantId, userId, sessionId } = await givenTenant(database);
  const record = { tenant_id: tenantId, version: 1, created_at: 0, updated_at: 0, created_by: userId };
  const signedIn = (id: string, token: string): Colleague => ({
    id,
    request: (method, path, asked) => worker.request(method, path, { token, ...asked }),
  });
  const [rootId, branchId] = [newId('org_unit'), newId('org_unit')];
  const units = [
    { id: rootId, kind: 'company', name: '西安分公司', path: `${rootId}/`, parent_id: null },
    { id: branchId, kind: 'branch', name: '高新分公司', path: `${rootId}/${branchId}/`, parent_id: rootId },
  ];
  for (const unit of units) await insertRow(database, 'org_units', { ...record, ...unit });

  async function hold(id: string, key: RoleKey, scope: string, unitId: string | null = null) {
    const role_id = await givenDefaultRole(database, tenantId, key);
    const holding = { tenant_id: tenantId, principal_id: id, role_id, scope };
    await insertRow(database, 'principal_roles', { ...holding, org_unit_id: unitId });
  }
  await hold(userId, 'administrator', 'tenant');
  const admin = signedIn(userId, await accessTokenFor({ sub: userId, ten: tenantId, sid: sessionId }));
  const at = (now: string | undefined) => (now === undefined ? {} : { now });

  return {
    ...{ database, worker, tenantId, rootId, branchId, admin, record },
    async happened(type, subjectId) {
      const [subject_type = ''] = type.split('.');
      await insertRow(database, 'events', {
        ...{ tenant_id: tenantId, id: newId('event'), type, subject_type, subject_id: subjectId },
        ...{ versioned: 0, actor_type: 'user', occurred_at: Date.UTC(2026, 2, 2), data: '{}' },
      });
    },
    async colleague(keys, unitId = branchId) {
      const { userId: id, token } = await givenUser(database, tenantId);
      await database.execute('UPDATE users SET org_unit_id = ? WHERE id = ?', [unitId, id]);
      for (const key of keys) await hold(id, key, unitId === null ? 'tenant' : 'unit', unitId);
      return signedIn(id, token);
    },
    grant: ({ id }, key, unitId) => hold(id, key, 'unit', unitId),
    account: (columns = {}) => givenAccount(database, tenantId, { org_unit_id: branchId, ...columns }),
    async contact(accountId, columns) {
      const id = newId('contact');
      const fields = { id, account_id: accountId, name: '李娜', roles: '[]', ...columns };
      await insertRow(database, 'contacts', { ...record, ...fields });
      return id;
    },
    async ticket(body = {}, by = admin, now) {
      const usual = { kind: 'fault', channel: 'phone', title: '专线中断', impact: 'high' };
      const caller = { caller: { name: '王强', phone: '13800000000' } };
      const whole = { ...usual, ...('accountId' in body ? {} : caller), ...body };
      const answer = await by.request<Json>('POST', '/v1/tickets', { body: whole, ...at(now) });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    act: (ticketId, action, form = {}, { by = admin, now } = {}) =>
      by.request<Json>('POST', `/v1/tickets/${ticketId}/actions/${action}`, { body: form, ...at(now) }),
    say(ticketId, message, now) {
      const body = { body: '已派维修人员前往', visibility: 'public', direction: 'outbound', ...message };
      return admin.request<Json>('POST', `/v1/tickets/${ticketId}/messages`, { body, ...at(now) });
    },
    async told(subjectId, ...types) {
      const rows = await database.execute('SELECT type, data FROM events WHERE subject_id = ? ORDER BY seq', [
        subjectId,
      ]);
      return rows
        .map(({ type, data }) => ({ type: String(type), data: JSON.parse(String(data)) as Told['data'] }))
        .filter(({ type }) => types.length === 0 || types.includes(type));
    },
  };
}
