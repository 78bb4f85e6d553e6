import { sql } from 'drizzle-orm';
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { json, recordColumns } from './columns.ts';

/** One text in every language, as JSON. */
export interface StoredText {
  readonly en: string;
  readonly 'zh-CN': string;
}

export const processStates = ['draft', 'published', 'replaced'] as const;

/** Definitions of processes. A published one never changes: what runs by it goes on running by it. */
export const processes = sqliteTable(
  'processes',
  {
    ...recordColumns(),
    key: text('key').notNull(),
    subject: text('subject').notNull(),
    title: json<StoredText>('title').notNull(),
    state: text('state', { enum: processStates }).notNull(),
    /** Counted up per key when it is published; null before. */
    number: integer('number'),
    publishedAt: integer('published_at'),
    definition: json<unknown>('definition').notNull(),
    /** Keys of the roles that it names, `administrator` among them: so that one load finds who holds them. */
    roles: json<readonly string[]>('roles').notNull(),
    /** Permissions that its actions ask for. */
    permissions: json<readonly string[]>('permissions').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Where a record stands in its process: in the table of whatever moves. */
export function processColumns() {
  return {
    processId: text('process_id').notNull(),
    processKey: text('process_key').notNull(),
    processVersion: integer('process_version').notNull(),
    stage: text('stage').notNull(),
    stageSince: integer('stage_since').notNull(),
    /** When the stage, or the step of its approval, is to be done; null: no limit, or it stands still. */
    dueAt: integer('due_at'),
    /** Null while it is open. */
    outcome: text('outcome'),
    /** The engine's own state: what its events give. */
    processState: json<unknown>('process_state').notNull(),
  };
}

/** A tenant's own process at work on an account: an approval, a request, whatever has no table of its own. */
export const cases = sqliteTable(
  'cases',
  {
    ...recordColumns(),
    accountId: text('account_id').notNull(),
    title: text('title').notNull(),
    /** In fen. */
    amount: integer('amount'),
    ownerId: text('owner_id'),
    orgUnitId: text('org_unit_id'),
    /** What was entered at the opening. */
    entered: json<Readonly<Record<string, unknown>>>('entered').notNull(),
    /** What was entered with the action that ended it; null while it is open. */
    result: json<Readonly<Record<string, unknown>>>('result'),
    ...processColumns(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

export const taskStates = ['open', 'done', 'cancelled'] as const;
/** `upkeep`: of a tenant's own arrangements, and done when they are in order. `follow_up`: of what is over. */
export const taskKinds = ['stage', 'approval', 'escalation', 'upkeep', 'follow_up'] as const;
export type TaskKind = (typeof taskKinds)[number];

/** A person, or the holders of a role in a unit (without one: anywhere), by the role's key. */
export type StoredParty =
  | { readonly userId: string }
  | { readonly role: string; readonly orgUnitId: string | null };

/** What somebody has to do 待办, of whatever record. Whom it names stands in `named_parties` too while it is open. */
export const tasks = sqliteTable(
  'tasks',
  {
    ...recordColumns(),
    subjectType: text('subject_type').notNull(),
    subjectId: text('subject_id').notNull(),
    accountId: text('account_id'),
    /** The name of the task within its record. */
    key: text('key').notNull(),
    kind: text('kind', { enum: taskKinds }).notNull(),
    /** The record in words. */
    about: text('about').notNull(),
    title: json<StoredText>('title').notNull(),
    stage: text('stage').notNull(),
    parties: json<readonly StoredParty[]>('parties').notNull(),
    /** Who drafted what is decided: he may not be given it. */
    drafters: json<readonly string[]>('drafters').notNull(),
    state: text('state', { enum: taskStates }).notNull(),
    /** Who has taken it on, or was given it; then whoever has done it. */
    assigneeId: text('assignee_id'),
    dueAt: integer('due_at'),
    /** Open ones as they are due, then those without a due time, then those that have ended. */
    dueSort: integer('due_sort').generatedAlwaysAs(
      sql`CASE state WHEN 'open' THEN coalesce(due_at, 9007199254740990) ELSE 9007199254740991 END`,
      { mode: 'virtual' },
    ),
    endedAt: integer('ended_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
