import type { DatabaseTable } from './database-schema.ts';

/** Tables with a tenant_id that are no tenant's own, with the reason. */
export const tablesOfNoTenant: Readonly<Record<string, string>> = {
  directory: 'leads from a slug to its tenant, before any tenant is known',
};

/** Primary keys of tenant tables that do not start with tenant_id, with the reason. */
export const keysOfRows: Readonly<Record<string, string>> = {
  accounts: 'the search index knows an account by its row number',
  events: 'the order of commits is one for the whole database',
};

/** Indexes of tenant tables that do not start with tenant_id, with the reason. */
export const indexesAcrossTenants: Readonly<Record<string, string>> = {
  'attachments (removed_at)': 'the job goes over what was removed, in all tenants',
  'pending_files (started_at)': 'clean-up goes by age, over all tenants',
  'tenants (slug)': 'a slug is taken once in the whole database',
  'idempotency (created_at)': 'clean-up goes by age, over all tenants',
  'event_origins (recorded_at)': 'clean-up goes by age, over all tenants',
  'calendars (year_wanted)': 'the job goes over what misses a year, in all tenants',
  'calendars (known_until, tenant_id)': 'health counts tenants by what their calendars know',
  'import_progress (files)': 'the job goes over what is open, in all tenants',
  'churn_runs (due_at)': 'the nightly scoring goes by time, over all tenants',
  'refresh_tokens (expires_at)': 'clean-up goes by expiry, over all tenants',
  'oidc_attempts (expires_at)': 'clean-up goes by expiry, over all tenants',
  'deadlines (worker)': 'health tells what fails in all tenants, by an index that holds nothing else',
  'deadlines (worker, wake_at)': 'a sweep goes by time, over all tenants',
  'deadlines (ended_at)': 'clean-up goes by age, over all tenants',
  'reactions (resend_at)': 'the relay sends again what nobody reacted to, in all tenants',
  'reactions (changed_at)': 'clean-up goes by age, over all tenants',
  'dead_letters (state)': 'health counts what is dead, in all tenants',
  'session_uses (expires_at)': 'sessions end by expiry, over all tenants',
  'notifications (created_at)': 'clean-up goes by age, over all tenants',
  'deliveries (lane, next_at)': 'what is due goes out receiver by receiver, over all tenants',
  'deliveries (finished_at)': 'clean-up goes by age, over all tenants',
};

/** Columns of tenant tables that hold an id without a foreign key, with the reason. */
export const idsWithoutForeignKey: Readonly<Record<string, string>> = {
  'events.subject_id': 'names records of every kind, by subject_type',
  'events.account_id': 'the log stays when what it tells of is gone',
  'events.actor_id': 'the log stays when who acted is gone',
  'events.request_id': 'requests are no records',
  'erasures.subject_id': 'names contacts and users',
  'event_origins.session_id': 'the log stays when the session is gone',
  'principals.partner_id': 'is older than the table of partners; the commands check it',
  'api_keys.partner_id': 'is older than the table of partners; the commands check it',
  'attachments.subject_id': 'names records of every kind, by subject_type',
  'deadlines.subject_id': 'names records of every kind, by subject_type',
  'deadlines.account_id': 'is handed to the event that it causes, as the log keeps it',
  'named_parties.account_id': 'tells of an account that may come later, as a draft',
  'named_parties.subject_id': 'names records of every kind, by subject_type',
  'named_parties.cause_id': 'names tasks, approvals and auctions, each in a table of its own',
  'tasks.account_id': 'tells of an account that may come later, as a draft',
  'tasks.subject_id': 'names records of every kind, by subject_type',
  'tickets.account_id': 'tells of an account that may come later, as a draft',
  'ticket_messages.account_id': 'tells of an account that may come later, as a draft',
  'ticket_messages.sent_to_ticket_id': 'was added to its table, where no key of two columns can be added',
  'tickets.continued_by_id': 'was added to its table, where no key of two columns can be added',
  'accounts.external_id': 'an id of another system',
  'users.external_id': 'an id of another system',
  'import_trials.record_id': 'names what a dry run makes nowhere else',
  'opportunities.account_id': 'a lead may have asked for an account that comes later, as a draft',
  'opportunities.external_id': 'an id of another system',
  'opportunities.lead_id': 'is written in the commit that accepts the lead, which names the opportunity too',
  'leads.account_id': 'may be asked for by the lead, and come later as a draft',
  'leads.external_id': 'an id of another system',
  'identity_providers.client_id': 'an id at the provider',
  'notifications.subject_id': 'names records of every kind, by subject_type',
  'notifications.account_id': 'tells of an account that may come later, as a draft',
  'notifications.actor_id': 'names users and API keys',
  'deliveries.message_id': 'what receivers outside know a message by',
};

/** Where tables break what keeps tenants apart, one line each. */
export function tenancyFindings(database: readonly DatabaseTable[]): string[] {
  const ordinary = database.filter(({ type, name }) => type === 'table' && name !== 'sqlite_sequence');
  const isTenants = (table: DatabaseTable) =>
    table.columns.some(({ name }) => name === 'tenant_id') && !(table.name in tablesOfNoTenant);
  const tenantTables = new Map(ordinary.filter(isTenants).map((table) => [table.name, table]));
  const findings = [...tenantTables.values()].flatMap((table) => [
    ...keyFindings(table),
    ...indexFindings(table),
    ...foreignKeyFindings(table, tenantTables),
    ...idFindings(table),
  ]);
  return [...ordinary.flatMap(formFindings), ...findings, ...idleExcuses(tenantTables)];
}

/** Without statistics, the planner walks a WITHOUT ROWID table by tenant. */
function formFindings({ name, strict, withoutRowid }: DatabaseTable): string[] {
  return [
    ...(strict ? [] : [`${name}: is not STRICT`]),
    ...(withoutRowid ? [`${name}: is WITHOUT ROWID`] : []),
  ];
}

function keyFindings({ name, primaryKey, columns }: DatabaseTable): string[] {
  const tenant = columns.find((column) => column.name === 'tenant_id');
  return [
    ...(tenant?.notNull ? [] : [`${name}: tenant_id may be null`]),
    ...(primaryKey[0] === 'tenant_id' || name in keysOfRows
      ? []
      : [`${name}: its primary key does not start with tenant_id`]),
  ];
}

function indexFindings(table: DatabaseTable): string[] {
  return table.indexes
    .filter(({ columns }) => columns[0] !== 'tenant_id')
    .map(({ columns }) => `${table.name} (${columns.join(', ')})`)
    .filter((words) => !(words in indexesAcrossTenants))
    .map((words) => `${words}: an index that does not start with tenant_id`);
}

/** A key without the tenant would take the id of another tenant's record. */
function foreignKeyFindings(
  table: DatabaseTable,
  tenantTables: ReadonlyMap<string, DatabaseTable>,
): string[] {
  return table.foreignKeys
    .filter((key) => tenantTables.has(key.table))
    .filter(({ columns }) => !columns.some(({ from, to }) => from === 'tenant_id' && to === 'tenant_id'))
    .map((key) => `${table.name}: a foreign key to ${key.table} without tenant_id`);
}

function idFindings(table: DatabaseTable): string[] {
  const referring = new Set(table.foreignKeys.flatMap(({ columns }) => columns.map(({ from }) => from)));
  return table.columns
    .filter(({ name }) => name.endsWith('_id') && name !== 'tenant_id' && !referring.has(name))
    .map(({ name }) => `${table.name}.${name}`)
    .filter((words) => !(words in idsWithoutForeignKey))
    .map((words) => `${words}: an id without a foreign key`);
}

/** An excuse that excuses nothing hides the next fault of its name. */
function idleExcuses(tenantTables: ReadonlyMap<string, DatabaseTable>): string[] {
  const tables = [...tenantTables.values()];
  const indexes = tables.flatMap(({ name, indexes: all }) =>
    all.map(({ columns }) => `${name} (${columns.join(', ')})`),
  );
  const ids = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`));
  const known = new Set<string>([...tables.map(({ name }) => name), ...indexes, ...ids]);
  return [keysOfRows, indexesAcrossTenants, idsWithoutForeignKey]
    .flatMap((excuses) => Object.keys(excuses))
    .filter((excused) => !known.has(excused))
    .map((excused) => `${excused}: is excused, and is not there`);
}
