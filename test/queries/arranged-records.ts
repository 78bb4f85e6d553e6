import { newId } from '@keyline/kernel';
import fc from 'fast-check';
import type { World } from '../support/world.ts';
import { instantOf } from './organisation.ts';
import { putAccounts, putRows } from './put-rows.ts';
import { arrangedTickets } from './ticket-records.ts';

/** A record by the place of its account, its second, one of two kinds, and whether it was removed. */
export const drawnRecord = fc.record({
  account: fc.nat(1),
  second: fc.nat(4),
  kind: fc.constantFrom('visit', 'call'),
  unitKind: fc.constantFrom('branch', 'department', 'grid'),
  unitState: fc.constantFrom('active', 'active', 'merging', 'merged'),
  managed: fc.boolean(),
  removed: fc.boolean(),
});
export type DrawnRecord = typeof drawnRecord extends fc.Arbitrary<infer T> ? T : never;

/** What records hang on, the first of each kind first. */
export interface Arranged {
  readonly accountIds: readonly string[];
  readonly importIds: readonly string[];
}

/** Two accounts and two imports of the home tenant, and one record of every kind for each that was drawn. */
export async function arranged(world: World, drawn: readonly DrawnRecord[]): Promise<Arranged> {
  const { database } = world;
  const { tenantId, administratorId } = world.home;
  const accountIds = [newId('account'), newId('account')];
  await putAccounts(
    database,
    tenantId,
    accountIds.map((id) => ({ id, name: id, createdBy: administratorId })),
  );
  const [root] = await database.execute('SELECT id, path FROM org_units WHERE tenant_id = ?', [tenantId]);
  const roleId = newId('role');
  const made = { tenant_id: tenantId, version: 1, created_by: administratorId };
  await putRows(database, 'roles', [
    { ...made, id: roleId, created_at: 0, updated_at: 0, key: roleId, kind: 'key', name: '{}' },
  ]);
  const importIds = [newId('import'), newId('import')];
  for (const id of importIds) await putImport(world, { id, at: 0, kind: 'accounts' });
  const [process] = await database.execute(
    "SELECT id FROM processes WHERE tenant_id = ? AND key = 'opportunity.standard'",
    [tenantId],
  );
  const sale = {
    ...{ title: '智慧园区上云', fields: '{}', one_off: 0, monthly: 0, term_months: 12, stage_since: 0 },
    ...{ process_id: String(process?.id), process_key: 'opportunity.standard', process_version: 1 },
    process_state: '{"approval":null}',
  };
  const { process_version, process_state, stage_since, title } = sale;
  const hint = {
    ...{ title, process_version, process_state, stage_since, process_id: sale.process_id, expires_at: 0 },
    ...{ process_key: 'lead.standard', source: 'informant', account_name: '西安远洋', name_key: '西安远洋' },
  };
  for (const [index, one] of drawn.entries()) {
    const { account, second, kind, unitKind, unitState, managed, removed } = one;
    const at = instantOf(second);
    const stamped = { ...made, created_at: at, updated_at: at };
    const account_id = accountIds[account] ?? '';
    const removed_at = removed ? at : null;
    await putRows(database, 'contacts', [
      { ...stamped, id: newId('contact'), account_id, name: '李娜', roles: '[]', removed_at },
    ]);
    await putRows(database, 'interactions', [
      { ...stamped, id: newId('interaction'), account_id, kind, held_at: at, summary: '勘查' },
    ]);
    await putRows(database, 'attachments', [
      {
        ...{ ...stamped, id: newId('attachment'), account_id, removed_at },
        ...{ subject_type: 'account', subject_id: account_id, file_name: 'a.pdf', kind: 'pdf' },
        ...{ size: 1, sha256: '0'.repeat(64) },
      },
    ]);
    await putRows(database, 'account_team', [
      {
        ...stamped,
        id: newId('team_member'),
        account_id,
        user_id: administratorId,
        role: newId('role'),
        removed_at,
      },
    ]);
    const unit = newId('org_unit');
    const place = { parent_id: String(root?.id), path: `${root?.path}${unit}/` };
    const standing = { state: unitState, manager_id: managed ? administratorId : null };
    await putRows(database, 'org_units', [
      { ...stamped, id: unit, ...place, ...standing, kind: unitKind, name: unit },
    ]);
    const [user, role] = [newId('user'), newId('role')];
    const person = { name: kind === 'visit' ? '张伟' : user, email: user, email_key: user };
    await putRows(database, 'users', [
      { ...stamped, id: user, ...person, status: removed ? 'blocked' : 'active' },
    ]);
    await putRows(database, 'roles', [
      { ...stamped, id: role, key: role, kind: removed ? 'key' : 'custom', name: '{"en":"","zh-CN":""}' },
    ]);
    const partner = { name: newId('partner'), kind: 'agent', state: removed ? 'ended' : 'active' };
    await putRows(database, 'partners', [{ ...stamped, id: newId('partner'), ...partner }]);
    await putRows(database, 'opportunities', [
      {
        ...{ ...stamped, id: newId('opportunity'), account_id, owner_id: administratorId, ...sale },
        ...{ type: kind === 'visit' ? 'demand' : 'competitor', category: removed ? 'cloud' : 'iot' },
        ...{ stage: managed ? 'assigned' : 'pooled', amount: second, due_at: removed ? null : at },
      },
    ]);
    await putRows(database, 'leads', [
      {
        ...{ ...stamped, id: newId('lead'), account_id, ...hint },
        ...{ stage: removed ? 'rejected' : 'submitted', category: kind === 'visit' ? 'cloud' : 'iot' },
      },
    ]);
    await putRows(database, 'sessions', [
      { ...stamped, id: newId('session'), user_id: administratorId, ended_at: removed_at },
    ]);
    const invitation = {
      state: removed ? 'withdrawn' : 'pending',
      secret_hash: '',
      round: 1,
      expires_at: at,
    };
    await putRows(database, 'invitations', [
      { ...stamped, id: newId('invitation'), user_id: user, ...invitation },
    ]);
    const words = {
      issuer: 'https://id.example.cn',
      client_id: 'keyline',
      scopes: '[]',
      redirect_uris: '[]',
    };
    const provider = {
      ...words,
      name: role,
      state: 'active',
      sign_up_users: 0,
      role_mapping: '[]',
      removed_at,
    };
    await putRows(database, 'identity_providers', [
      { ...stamped, id: newId('identity_provider'), ...provider },
    ]);
    await putRows(database, 'calendars', [
      {
        ...stamped,
        id: newId('calendar'),
        name: role,
        definition: '{"timeZone":"UTC","week":{}}',
        removed_at,
      },
    ]);
    const key = newId('api_key');
    await putRows(database, 'principals', [
      { tenant_id: tenantId, id: key, kind: 'api_key', status: 'active' },
    ]);
    await putRows(database, 'api_keys', [
      { ...stamped, id: key, name: key, role_id: roleId, secret_hash: key },
    ]);
    const eventId = newId('event');
    await putRows(database, 'events', [
      {
        ...{ tenant_id: tenantId, account_id, id: eventId, type: 'account.changed' },
        ...{ subject_type: 'account', subject_id: account_id, versioned: 0, version: null },
        ...{ actor_type: 'user', occurred_at: at, data: '{}' },
      },
    ]);
    const told = {
      tenant_id: tenantId,
      event_id: eventId,
      type: 'account.changed',
      facts: '{}',
      created_at: at,
    };
    await putRows(database, 'notifications', [
      {
        ...{ ...told, id: newId('notification'), user_id: administratorId, subject_type: 'account' },
        ...{ subject_id: account_id, state: removed ? 'read' : 'unread' },
      },
    ]);
    await putRows(database, 'deliveries', [
      {
        ...{
          ...told,
          id: newId('delivery'),
          user_id: administratorId,
          receiver: administratorId,
          attempts: '[]',
        },
        ...{ channel: kind === 'visit' ? 'sms' : 'email', lane: 'sms', message_id: eventId, tries: 0 },
        ...{ state: removed ? 'dead' : 'queued' },
      },
    ]);
    await putRows(database, 'webhook_endpoints', [
      {
        ...{ ...stamped, id: newId('webhook_endpoint'), url: 'https://boss.example.cn', events: '["*"]' },
        ...{ state: 'active', secret: '', removed_at },
      },
    ]);
    await putRows(database, 'dead_letters', [
      {
        ...{ ...stamped, id: newId('dead_letter'), event_id: eventId, event_type: 'account.changed' },
        ...{ consumer: removed ? 'tickets' : 'contracts', state: removed ? 'dead' : 'done' },
        ...{ attempts: 1, died_at: at },
      },
    ]);
    await putRows(database, 'import_mappings', [
      {
        ...{ ...stamped, id: newId('import_mapping'), name: eventId, mapping: '{}' },
        kind: removed ? 'contacts' : 'accounts',
      },
    ]);
    await putImport(world, { id: newId('import'), at, kind: removed ? 'contacts' : 'accounts' });
    await putRows(database, 'import_findings', [
      {
        ...{ tenant_id: tenantId, import_id: importIds[account] ?? '', row: second, place: index },
        ...{ severity: kind === 'visit' ? 'error' : 'warning', code: 'required', pointer: '/name' },
        ...{ '"values"': '{}', id: `${second}.${String(index).padStart(4, '0')}` },
      },
    ]);
  }
  await arrangedTickets(world, accountIds, drawn);
  return { accountIds, importIds };
}

/** An import that waits. */
async function putImport(
  { database, home }: World,
  { id, at, kind }: { readonly id: string; readonly at: number; readonly kind: string },
): Promise<void> {
  const tenant = { tenant_id: home.tenantId };
  const made = {
    ...tenant,
    id,
    version: 1,
    created_at: at,
    updated_at: at,
    created_by: home.administratorId,
  };
  const file = { file_name: 'a.csv', file_size: 1, sha256: '0'.repeat(64), file_key: id };
  await putRows(database, 'imports', [
    { ...made, ...file, kind, state: 'requested', dry_run: 0, mapping: '{}' },
  ]);
  const counts = { created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0, findings: 0, breakdowns: 0 };
  const place = { position: 0, rows_read: 0, ended: 0, runner: '', runner_until: 0, files: 0 };
  await putRows(database, 'import_progress', [{ ...tenant, import_id: id, ...counts, ...place }]);
}
