import { newId } from '@keyline/kernel';
import { orgUnits } from '@keyline/schema';
import {
  type Change,
  changed,
  columns,
  created,
  first,
  type Moment,
  type NewRow,
  type RecordState,
  type Subject,
  statement,
  type TenantStore,
  tenant,
  tenantStore,
  value,
} from '@keyline/store';
import { sql } from 'drizzle-orm';
import { type TestDatabase, testDatabase } from './database.ts';
import { type GivenTenant, givenTenant } from './given-tenant.ts';

export type OrgUnit = RecordState<typeof orgUnits>;

/** The simplest kind of record that is real: for tests of how records change, whatever they are. */
export const orgUnitSubject: Subject<typeof orgUnits> = {
  type: 'org_unit',
  table: orgUnits,
  accountOf: () => null,
  logged: ({ parentId, kind, name }) => ({ parentId, kind, name }),
};

/** A branch at the top, named by its id where nothing else is said. */
export function orgUnitFields(fields: Partial<NewRow<typeof orgUnits>> = {}): NewRow<typeof orgUnits> {
  const id = fields.id ?? newId('org_unit');
  const standing = { managerId: null, categories: [], state: 'active' as const, mergedIntoId: null };
  return { id, parentId: null, kind: 'branch', name: id, path: `${id}/`, ...standing, ...fields };
}

const row = {
  id: orgUnits.id,
  version: orgUnits.version,
  createdAt: orgUnits.createdAt,
  updatedAt: orgUnits.updatedAt,
  createdBy: orgUnits.createdBy,
  parentId: orgUnits.parentId,
  kind: orgUnits.kind,
  name: orgUnits.name,
  path: orgUnits.path,
  managerId: orgUnits.managerId,
  categories: orgUnits.categories,
  state: orgUnits.state,
  mergedIntoId: orgUnits.mergedIntoId,
};

export const orgUnitById = statement({
  values: ['id'],
  row,
  sql: sql`SELECT ${columns(row)} FROM ${orgUnits} WHERE ${orgUnits.tenantId} = ${tenant} AND ${orgUnits.id} = ${value('id')}`,
});

export interface OrgUnitSetting {
  readonly database: TestDatabase;
  readonly given: GivenTenant;
  readonly store: TenantStore;
  readonly moment: Moment;
  /** A new unit, not committed yet. */
  newUnit(fields?: Partial<NewRow<typeof orgUnits>>): Change<OrgUnit>;
  /** A unit that was committed, as it is stored. */
  unit(fields?: Partial<NewRow<typeof orgUnits>>): Promise<OrgUnit>;
  /** The unit as it is stored now. */
  stored(id: string): Promise<OrgUnit | undefined>;
  /** A change of the unit's name from the state given, not committed yet. */
  renamed(before: OrgUnit, name: string): Change<OrgUnit>;
  /** How many rows a table has. */
  count(table: string): Promise<number>;
}

/** A fresh database with one tenant, and the store of its user. */
export async function orgUnitSetting(): Promise<OrgUnitSetting> {
  const database = await testDatabase().fresh();
  const given = await givenTenant(database);
  const store = tenantStore(database.config, given.tenantId, given.userId);
  const moment: Moment = {
    actor: { type: 'user', id: given.userId },
    now: Date.UTC(2026, 2, 2),
    requestId: newId('request'),
  };
  const stored = async (id: string) => (await store.read({ unit: first(orgUnitById.bind({ id })) })).unit;
  const newUnit: OrgUnitSetting['newUnit'] = (fields) =>
    created(moment, orgUnitSubject, orgUnitFields(fields), { type: 'org_unit.created' });
  return {
    database,
    given,
    store,
    moment,
    stored,
    newUnit,
    async unit(fields) {
      const change = newUnit(fields);
      const outcome = await store.commit({ changes: [change] });
      const unit = await stored(change.row.id);
      if (!outcome.committed || unit === undefined) throw new Error(`no unit: ${JSON.stringify(outcome)}`);
      return unit;
    },
    renamed: (before, name) =>
      changed(moment, orgUnitSubject, before, { name }, { type: 'org_unit.renamed' }),
    async count(table) {
      const [counted] = await database.execute(`SELECT count(*) AS n FROM ${table}`);
      return Number(counted?.n);
    },
  };
}
