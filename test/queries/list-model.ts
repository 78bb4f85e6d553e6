import type { StoredRow } from '@keyline/testkit';
import { contractLists } from './contract-lists.ts';
import { salesModels } from './list-model-sales.ts';
import { ticketModels } from './ticket-lists.ts';

/** A list as its answers are described, over rows as they lie in the database: slow, and simple enough to trust. */
export interface ListModel {
  readonly table: string;
  /** The column that names the row's parent, where the path does. */
  readonly parent?: string;
  /** Filters by their names. */
  readonly filters: Readonly<
    Record<string, { readonly column: string; readonly test: 'any' | 'from' | 'before' }>
  >;
  /** Values of filters that hold where nobody asks for others. */
  readonly presets?: Readonly<Record<string, readonly string[]>>;
  /** What rows are sorted by; undefined places stand before all others. */
  readonly sorts: Readonly<Record<string, string>>;
  readonly defaultSort: string;
  readonly id: string;
  /** Rows that the list never shows. */
  readonly isHidden?: (row: StoredRow) => boolean;
}

const any = 'any' as const;

/** Lists of records that know no other order than that of their making. */
const byCreation = { sorts: { createdAt: 'created_at' }, defaultSort: '-createdAt', id: 'id' } as const;

/** Of a user: those that have not ended. */
const sessions: ListModel = {
  table: 'sessions',
  parent: 'user_id',
  filters: {},
  sorts: { createdAt: 'created_at' },
  defaultSort: '-createdAt',
  id: 'id',
  isHidden: ({ ended_at }) => ended_at !== null,
};

export const models: Readonly<Record<string, ListModel>> = {
  ...salesModels,
  listAccounts: {
    table: 'accounts',
    filters: {
      ownerId: { column: 'owner_id', test: any },
      parentId: { column: 'parent_id', test: any },
      gridId: { column: 'grid_id', test: any },
      orgUnitId: { column: 'org_unit_id', test: any },
      kind: { column: 'kind', test: any },
      presence: { column: 'presence', test: any },
      grade: { column: 'grade', test: any },
      state: { column: 'state', test: any },
      createdFrom: { column: 'created_at', test: 'from' },
      createdTo: { column: 'created_at', test: 'before' },
    },
    sorts: { createdAt: 'created_at', updatedAt: 'updated_at', name: 'name', monthlySpend: 'monthly_spend' },
    defaultSort: '-createdAt',
    id: 'id',
  },
  listContacts: {
    table: 'contacts',
    parent: 'account_id',
    filters: {},
    ...byCreation,
    isHidden: ({ removed_at }) => removed_at !== null,
  },
  listInteractions: {
    table: 'interactions',
    parent: 'account_id',
    filters: { kind: { column: 'kind', test: any } },
    sorts: { heldAt: 'held_at' },
    defaultSort: '-heldAt',
    id: 'id',
  },
  listTeam: {
    table: 'account_team',
    parent: 'account_id',
    filters: {},
    sorts: { createdAt: 'created_at' },
    defaultSort: 'createdAt',
    id: 'id',
    isHidden: ({ removed_at }) => removed_at !== null,
  },
  listTimeline: {
    table: 'events',
    parent: 'account_id',
    filters: {},
    sorts: { seq: 'seq' },
    defaultSort: '-seq',
    id: 'seq',
  },
  listAuditEntries: {
    table: 'events',
    filters: {
      actorId: { column: 'actor_id', test: any },
      subjectType: { column: 'subject_type', test: any },
      subjectId: { column: 'subject_id', test: any },
      type: { column: 'type', test: any },
      accountId: { column: 'account_id', test: any },
      requestId: { column: 'request_id', test: any },
      occurredFrom: { column: 'occurred_at', test: 'from' },
      occurredTo: { column: 'occurred_at', test: 'before' },
    },
    sorts: { logged: 'seq', occurredAt: 'occurred_at' },
    defaultSort: '-logged',
    id: 'seq',
  },
  listOrgUnits: {
    table: 'org_units',
    filters: {
      parentId: { column: 'parent_id', test: any },
      managerId: { column: 'manager_id', test: any },
      kind: { column: 'kind', test: any },
      state: { column: 'state', test: any },
    },
    presets: { state: ['active'] },
    ...byCreation,
  },
  listGrids: {
    table: 'org_units',
    filters: {
      parentId: { column: 'parent_id', test: any },
      managerId: { column: 'manager_id', test: any },
    },
    sorts: { createdAt: 'created_at', name: 'name' },
    defaultSort: '-createdAt',
    id: 'id',
    isHidden: ({ kind, state }) => kind !== 'grid' || state !== 'active',
  },
  listUsers: {
    table: 'users',
    filters: {
      status: { column: 'status', test: any },
      orgUnitId: { column: 'org_unit_id', test: any },
      name: { column: 'name', test: any },
      email: { column: 'email_key', test: any },
    },
    sorts: { createdAt: 'created_at', name: 'name' },
    defaultSort: '-createdAt',
    id: 'id',
  },
  listRoles: {
    table: 'roles',
    filters: { kind: { column: 'kind', test: any }, key: { column: 'key', test: any } },
    ...byCreation,
    isHidden: ({ kind }) => kind === 'key',
  },
  listSessions: sessions,
  listUserSessions: sessions,
  listAttachments: {
    table: 'attachments',
    filters: {},
    ...byCreation,
    parent: 'subject_id',
    isHidden: ({ removed_at }) => removed_at !== null,
  },
  listInvitations: {
    table: 'invitations',
    filters: { state: { column: 'state', test: any } },
    ...byCreation,
  },
  listHandovers: {
    table: 'handovers',
    filters: {
      state: { column: 'state', test: any },
      userId: { column: 'user_id', test: any },
      toUserId: { column: 'to_user_id', test: any },
    },
    ...byCreation,
  },
  listCalendars: {
    table: 'calendars',
    filters: {},
    ...byCreation,
    isHidden: ({ removed_at }) => removed_at !== null,
  },
  listIdentityProviders: {
    table: 'identity_providers',
    filters: {},
    ...byCreation,
    isHidden: ({ removed_at }) => removed_at !== null,
  },
  listPartners: {
    table: 'partners',
    filters: {
      state: { column: 'state', test: any },
      kind: { column: 'kind', test: any },
      ownerId: { column: 'owner_id', test: any },
      orgUnitId: { column: 'org_unit_id', test: any },
    },
    sorts: { createdAt: 'created_at', name: 'name' },
    defaultSort: '-createdAt',
    id: 'id',
  },
  listProcesses: {
    table: 'processes',
    filters: { key: { column: 'key', test: any }, state: { column: 'state', test: any } },
    ...byCreation,
  },
  listCases: {
    table: 'cases',
    filters: {
      accountId: { column: 'account_id', test: any },
      ownerId: { column: 'owner_id', test: any },
      process: { column: 'process_key', test: any },
      stage: { column: 'stage', test: any },
    },
    ...byCreation,
  },
  ...contractLists,
  listTasks: {
    table: 'tasks',
    filters: {
      state: { column: 'state', test: any },
      kind: { column: 'kind', test: any },
      subjectId: { column: 'subject_id', test: any },
      accountId: { column: 'account_id', test: any },
      dueTo: { column: 'due_sort', test: 'before' },
    },
    presets: { state: ['open'] },
    sorts: { dueAt: 'due_sort', createdAt: 'created_at' },
    defaultSort: 'dueAt',
    id: 'id',
  },
  ...ticketModels,
  listDeadLetters: {
    table: 'dead_letters',
    filters: {
      state: { column: 'state', test: any },
      consumer: { column: 'consumer', test: any },
      type: { column: 'event_type', test: any },
    },
    ...byCreation,
  },
  listImports: {
    table: 'imports',
    filters: { kind: { column: 'kind', test: any } },
    ...byCreation,
  },
  listImportMappings: {
    table: 'import_mappings',
    filters: { kind: { column: 'kind', test: any }, name: { column: 'name', test: any } },
    ...byCreation,
  },
  listImportFindings: {
    table: 'import_findings',
    parent: 'import_id',
    filters: { severity: { column: 'severity', test: any } },
    sorts: { row: 'row' },
    defaultSort: 'row',
    id: 'id',
  },
  listNotifications: {
    table: 'notifications',
    parent: 'user_id',
    filters: { state: { column: 'state', test: any } },
    ...byCreation,
  },
  listDeliveries: {
    table: 'deliveries',
    filters: { state: { column: 'state', test: any }, channel: { column: 'channel', test: any } },
    ...byCreation,
  },
  listWebhookDeliveries: {
    table: 'deliveries',
    parent: 'webhook_endpoint_id',
    filters: { state: { column: 'state', test: any } },
    ...byCreation,
  },
  listWebhookEndpoints: {
    table: 'webhook_endpoints',
    filters: {},
    ...byCreation,
    isHidden: ({ removed_at }) => removed_at !== null,
  },
  listApiKeys: {
    table: 'api_keys',
    filters: {},
    ...byCreation,
  },
};
