import type { StoredRow } from '@keyline/testkit';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { mountedOf, productSurface, type Surface } from '../support/surface.ts';
import { openWorld } from '../support/world.ts';
import { arranged, drawnRecord } from './arranged-records.ts';
import { expectedRows } from './expected-rows.ts';
import { models } from './list-model.ts';
import { requiredOf, subjectOf } from './list-variants.ts';
import { walkPages } from './walk-pages.ts';
import { narrowWindow } from './window.ts';

let surface: Surface;
beforeAll(async () => {
  surface = await productSurface();
});

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
    list: fc.constantFrom('listImports', 'listImportMappings'),
    filters: fc.record(
      { kind: fc.constantFrom(['accounts'], ['contacts', 'accounts']) },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listImportFindings'),
    filters: fc.record({ severity: fc.constantFrom(['error'], ['warning', 'error']) }, { requiredKeys: [] }),
    sort: fc.constantFrom(undefined, 'row', '-row'),
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
    list: fc.constant('listTickets'),
    filters: fc.record(
      {
        kind: fc.constantFrom(['fault'], ['inquiry', 'fault']),
        stage: fc.constantFrom(['new'], ['new', 'closed']),
        priority: fc.constant(['low']),
        number: fc.constantFrom(['T-20260101-1'], ['T-20260101-1', 'T-20260101-2']),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listSlaPolicies'),
    filters: fc.constant({}),
    sort: fc.constantFrom(undefined, 'position', '-position'),
  }),
  fc.record({
    list: fc.constant('listPartners'),
    filters: fc.record({ state: fc.constantFrom(['active'], ['ended', 'active']) }, { requiredKeys: [] }),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt', 'name', '-name'),
  }),
  fc.record({
    list: fc.constant('listLeads'),
    filters: fc.record(
      {
        state: fc.constantFrom(['submitted'], ['rejected', 'submitted']),
        category: fc.constantFrom(['cloud'], ['iot', 'cloud']),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt'),
  }),
  fc.record({
    list: fc.constant('listOpportunities'),
    filters: fc.record(
      {
        stage: fc.constantFrom(['pooled'], ['assigned', 'pooled']),
        category: fc.constantFrom(['cloud'], ['iot', 'cloud']),
        type: fc.constantFrom(['demand'], ['competitor']),
      },
      { requiredKeys: [] },
    ),
    sort: fc.constantFrom(undefined, 'createdAt', '-createdAt', 'amount', '-amount', 'dueAt', '-dueAt'),
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
        const sort =
          model.sorts.createdAt || model.sorts.heldAt || model.sorts.row || model.sorts.position
            ? ask.sort
            : undefined;
        const world = await openWorld(surface);
        const filters = named(ask.filters, world.home.administratorId);
        const { accountIds, importIds } = await arranged(world, drawn);
        const [[accountId = ''], [importId = '']] = [accountIds, importIds];
        const { operation } = mountedOf(surface, list);
        const walked = await walkPages(world.within(narrowWindow(rows)), {
          operation,
          params: { accountId, importId, userId: world.home.administratorId },
          variant: { ...subjectOf(operation, accountId), ...filters, ...(sort && { sort }) },
          caller: world.home.token,
          limit,
        });
        const all = await world.database.execute(`SELECT * FROM ${model.table} WHERE tenant_id = ?`, [
          world.home.tenantId,
        ]);
        const parents: Readonly<Record<string, string>> = {
          user_id: world.home.administratorId,
          import_id: importId,
        };
        const parentId = parents[model.parent ?? ''] ?? accountId;
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
