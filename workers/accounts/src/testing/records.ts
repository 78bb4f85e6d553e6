import type { Asked } from '@keyline/testkit';
import type { Colleague, Company } from './given-company.ts';

/** A record as the API gave it, for what a test asks of it. */
export type Json = Readonly<Record<string, unknown>> & { readonly id: string; readonly version: number };

/** A problem document as tests look at it. */
export interface ProblemBody {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[];
  readonly [member: string]: unknown;
}

/** Makes a record that a test builds on; its own making is not in question. */
async function made(by: Colleague, path: string, body: unknown, asked: Asked = {}): Promise<Json> {
  const answer = await by.request<Json>('POST', path, { ...asked, body });
  if (answer.status !== 201) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

let serial = 0;

/** An account of a name that no other has. */
export function newAccount(by: Colleague, fields: object = {}, asked: Asked = {}): Promise<Json> {
  serial += 1;
  return made(by, '/v1/accounts', { name: `客户${serial}号`, kind: 'enterprise', ...fields }, asked);
}

export function newContact(by: Colleague, accountId: string, fields: object = {}): Promise<Json> {
  return made(by, `/v1/accounts/${accountId}/contacts`, { name: '李娜', ...fields });
}

export function newUnit(by: Colleague, name: string, kind: string, parentId?: string): Promise<Json> {
  return made(by, '/v1/org-units', { name, kind, ...(parentId !== undefined && { parentId }) });
}

/** An event as the log keeps it. */
export interface LoggedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly actorId: string | null;
  readonly data: Readonly<Record<string, unknown>> & { readonly changes: Readonly<Record<string, unknown>> };
}

/** The events of one record, first to last. */
export async function eventsOf({ database }: Company, subjectId: string): Promise<LoggedEvent[]> {
  const rows = await database.execute(
    'SELECT id, type, version, actor_id, data FROM events WHERE subject_id = ? ORDER BY seq',
    [subjectId],
  );
  return rows.map((row) => ({
    id: String(row.id),
    type: String(row.type),
    version: Number(row.version),
    actorId: row.actor_id === null ? null : String(row.actor_id),
    data: JSON.parse(String(row.data)),
  }));
}

/** How many rows of a table a condition meets. */
export async function count({ database }: Company, table: string, where = '1'): Promise<number> {
  const [row] = await database.execute(`SELECT count(*) AS n FROM ${table} WHERE ${where}`);
  return Number(row?.n);
}

/** How many of the answers have each status. */
export function tally(answers: readonly { readonly status: number }[]): Record<number, number> {
  const statuses = answers.map(({ status }) => status);
  return Object.fromEntries(
    [...new Set(statuses)].map((status) => [status, statuses.filter((s) => s === status).length]),
  );
}
