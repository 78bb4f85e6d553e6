import { newId } from '@keyline/kernel';
import type { StoredRow } from '@keyline/testkit';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { mountedOf, productSurface, type Surface } from '../support/surface.ts';
import { openWorld, type World } from '../support/world.ts';
import { expectedRows } from './expected-rows.ts';
import { models } from './list-model.ts';
import { requiredOf, subjectOf } from './list-variants.ts';
import { instantOf } from './organisation.ts';
import { putAccounts, putRows } from './put-rows.ts';
import { walkPages } from './walk-pages.ts';
import { narrowWindow } from './window.ts';

let surface: Surface;
beforeAll(async () => {
  surface = await productSurface();
});

/** A record by the place of its account, its second, one of two kinds, and whether it was removed. */
const drawnRecord = fc.record({
  account: fc.nat(1),
  second: fc.nat(4),
  kind: fc.constantFrom('visit', 'call'),
  unitKind: fc.constantFrom('branch', 'department', 'grid'),
  unitState: fc.constantFrom('active', 'active', 'merging', 'merged'),
  managed: fc.boolean(),
  removed: fc.boolean(),
});
type DrawnRecord = typeof drawnRecord extends fc.Arbitrary<infer T> ? T : never;

const asks = fc.oneof(
  fc.record({
    list: fc.constantFrom('listContacts', 'listApiKeys', 'listTeam', 'listTimeline', 'listAttachments'),
    filters: fc.constant({}),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listInteractions'),
    filters: fc.record(
      { kind: fc.constantFrom(['visit'], ['call'], ['call', 'visit']) },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'heldAt', '-heldAt'),
  }),
  fc.record({
    list: fc.constantFrom(
      'listSessions',
      'listUserSessions',
      'listIdentityProviders',
      'listWebhookEndpoints',
    ),
    filters: fc.constant({}),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listInvitations'),
    filters: fc.record(
      { state: fc.constantFrom(['pending'], ['withdrawn', 'accepted']) },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listNotifications'),
    filters: fc.record({ state: fc.constantFrom(['unread'], ['unread', 'read']) }, { requiredKeys: [] }),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listDeliveries'),
    filters: fc.record(
      { state: fc.constantFrom(['dead'], ['queued', 'dead']), channel: fc.constantFrom(['sms'], ['email']) },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listDeadLetters'),
    filters: fc.record(
      {
        state: fc.constantFrom(['dead'], ['done', 'dead']),
        consumer: fc.constantFrom(['tickets'], ['accounts', 'contracts']),
        type: fc.constant(['account.changed']),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listUsers'),
    filters: fc.record(
      { status: fc.constantFrom(['active'], ['blocked']), name: fc.constant(['张伟']) },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt', 'name', '-name'),
  }),
  fc.record({
    list: fc.constant('listPartners'),
    filters: fc.record({ state: fc.constantFrom(['active'], ['ended', 'active']) }, { requiredKeys: [] }),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt', 'name', '-name'),
  }),
  fc.record({
    list: fc.constant('listRoles'),
    filters: fc.record({ kind: fc.constantFrom(['custom'], ['default', 'custom']) }, { requiredKeys: [] }),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listOrgUnits'),
    filters: fc.record(
      {
        kind: fc.constantFrom(['branch'], ['department', 'grid']),
        state: fc.constantFrom(['active'], ['merging', 'merged']),
        managerId: fc.constant(['manager']),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listGrids'),
    filters: fc.record({ managerId: fc.constant(['manager']) }, { requiredKeys: [] }),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt', 'name', '-name'),
  }),
);

/** Two accounts of the home tenant, and one record of every kind for each that was drawn. */
async function arranged(world: World, drawn: readonly DrawnRecord[]): Promise<readonly string[]> {
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
  for (const { account, second, kind, unitKind, unitState, managed, removed } of drawn) {
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
  }
  return accountIds;
}

/** Filters with the id of the one manager there is, which is known in the database only. */
function named(filters: Readonly<Record<string, readonly string[]>>, managerId: string) {
  return 'managerId' in filters ? { ...filters, managerId: [managerId] } : filters;
}

test('every other list shows over all its pages exactly the rows of a scan, in its order', async () => {
  const records = fc.array(drawnRecord, { maxLength: 15 });
  const window = fc.constantFrom(2, 3, 5, 2000);
  await fc.assert(
    fc.asyncProperty(
      records,
      asks,
      window,
      fc.integer({ min: 1, max: 6 }),
      async (drawn, ask, rows, limit) => {
        const { list } = ask;
        const model = models[list];
        if (model === undefined) throw new Error(`no model of ${list}`);
        const sort = model.sorts.createdAt || model.sorts.heldAt ? ask.sort : undefined;
        const world = await openWorld(surface);
        const filters = named(ask.filters, world.home.administratorId);
        const [accountId = ''] = await arranged(world, drawn);
        const { operation } = mountedOf(surface, list);
        const walked = await walkPages(world.within(narrowWindow(rows)), {
          operation,
          params: { accountId, userId: world.home.administratorId },
          variant: { ...subjectOf(operation, accountId), ...filters, ...(sort && { sort }) },
          caller: world.home.token,
          limit,
        });
        const all = await world.database.execute(`SELECT * FROM ${model.table} WHERE tenant_id = ?`, [
          world.home.tenantId,
        ]);
        const parentId = model.parent === 'user_id' ? world.home.administratorId : accountId;
        const asked = { parentId, filters, ...(sort && { sort }) };
        const expected = expectedRows(model, all as unknown as StoredRow[], asked);
        expect(walked).toEqual(expected.map(({ id }) => String(id)));
      },
    ),
    { numRuns: 100 },
  );
}, 120_000);

test('there is a model of every list', () => {
  const lists = surface.mounted.filter(({ operation }) => operation.kind === 'list');
  expect(lists.map(({ operation }) => operation.id).sort()).toEqual(Object.keys(models).sort());
  for (const { operation } of lists) {
    const { limit: _, cursor: __, sort: ___, q: ____, format: _____, ...filters } = operation.query;
    const optional = Object.keys(filters).filter((name) => !requiredOf(operation).includes(name));
    expect(Object.keys(models[operation.id]?.filters ?? {}).sort()).toEqual(optional.sort());
  }
});
