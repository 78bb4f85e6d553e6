import { type Example, instantBound, list } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { accounts } from '@keyline/schema';
import { asText } from '@keyline/store';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import * as fields from '../domain/fields.ts';
import { searchQuery, tenantToken } from '../domain/search-terms.ts';
import { accountScoped, orgUnitName, ownerName, shownAccount } from '../records/accounts.ts';
import { accountColumns } from '../views/account-columns.ts';
import { accountView, publicAccountView, viewAccount, viewPublicAccount } from '../views.ts';

const any = 'any' as const;

/**
 * Indexes of one column, by the sort they go on with. An owner's accounts are some hundreds: they are sorted as
 * they are read. A branch has ten thousands, and its names and spends may lie anywhere in the order of a whole
 * tenant, pages apart: hence an index for each. What was changed last is spread over all branches, so that the
 * tenant's own index finds it soon; and an index of that would cost every change.
 */
const byOwner = { createdAt: 'accounts_by_owner' };
const byOrgUnit = {
  createdAt: 'accounts_by_org_unit',
  name: 'accounts_by_unit_name',
  monthlySpend: 'accounts_by_unit_spend',
};

/** The accounts that the caller may see. */
export const listAccounts = list({
  id: 'listAccounts',
  path: '/v1/accounts',
  tag: 'Accounts',
  summary: 'List and search accounts',
  description:
    'q finds Chinese names by any two neighbouring characters and other words by their beginning, newest first. format=csv and format=xlsx need accounts.export as well. Accounts of which the caller sees the public part only are left out where more is asked about than that.',
  permission: 'accounts.read',
  shape: {
    table: accounts,
    row: { ...shownAccount, ownerName: asText, orgUnitName: asText },
    computed: sql`${ownerName} AS "ownerName", ${orgUnitName} AS "orgUnitName"`,
    permission: 'accounts.read',
    scoped: accountScoped,
    scopeIndexes: { owner: byOwner, creator: { createdAt: 'accounts_by_creator' }, unit: byOrgUnit },
    publicly: ['createdAt', 'name', 'ownerId', 'orgUnitId', 'kind', 'createdFrom', 'createdTo'],
    id: accounts.id,
    sorts: {
      createdAt: { column: accounts.createdAt, index: 'accounts_by_created_at' },
      updatedAt: { column: accounts.updatedAt, index: 'accounts_by_updated_at' },
      name: { column: accounts.name, index: 'accounts_by_name' },
      monthlySpend: { column: accounts.monthlySpendSort, index: 'accounts_by_monthly_spend' },
    },
    filters: {
      ownerId: { column: accounts.ownerId, test: any, indexes: byOwner },
      parentId: { column: accounts.parentId, test: any, indexes: { createdAt: 'accounts_by_parent' } },
      gridId: { column: accounts.gridId, test: any, indexes: { createdAt: 'accounts_by_grid' } },
      orgUnitId: { column: accounts.orgUnitId, test: any, indexes: byOrgUnit },
      kind: {
        column: accounts.kind,
        test: any,
        indexes: { createdAt: 'accounts_by_kind' },
        except: 'enterprise',
      },
      presence: { column: accounts.presence, test: any },
      grade: {
        column: accounts.grade,
        test: any,
        indexes: { createdAt: 'accounts_by_grade' },
        except: 'none',
      },
      state: {
        column: accounts.state,
        test: any,
        indexes: { createdAt: 'accounts_by_state' },
        except: 'active',
      },
      createdFrom: { column: accounts.createdAt, test: 'from' },
      createdTo: { column: accounts.createdAt, test: 'before' },
    },
    search: { table: 'accounts_search', text: accounts.searchText },
  },
  filters: {
    ownerId: idField('user'),
    parentId: idField('account'),
    gridId: idField('org_unit'),
    orgUnitId: idField('org_unit'),
    kind: fields.kindField,
    presence: fields.presenceField,
    grade: fields.gradeField,
    state: fields.stateField,
    createdFrom: instantBound,
    createdTo: instantBound,
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt', 'updatedAt', 'name', 'monthlySpend'],
  search(q, tenantId) {
    const asked = searchQuery(q);
    return asked && { match: `${tenantToken(tenantId)} AND ${asked.match}`, terms: asked.terms };
  },
  item: v.union([accountView, publicAccountView]),
  view: (row, { isWhole }) => (isWhole ? viewAccount(row) : viewPublicAccount(row)),
  csv: { permission: 'accounts.export', name: 'accounts', columns: accountColumns },
});

export const example: Example = {
  async request({ make }) {
    await make('createAccount');
    return { query: { limit: '10', presence: 'existing', sort: 'name' } };
  },
};
