import { type Example, list } from '@keyline/http';
import { idField, lineField } from '@keyline/kernel';
import { cases } from '@keyline/schema';
import { caseRow, caseScoped } from '../records/cases.ts';
import { caseView, viewCase } from '../views/case.ts';

const any = 'any' as const;
const byOwner = { createdAt: 'cases_by_owner' };
const byAccount = { createdAt: 'cases_by_account' };

/** The cases that the caller may see, or that open work names to him. */
export const listCases = list({
  id: 'listCases',
  path: '/v1/cases',
  tag: 'Cases',
  summary: 'List cases',
  permission: 'cases.read',
  shape: {
    table: cases,
    row: caseRow,
    permission: 'cases.read',
    scoped: caseScoped,
    scopeIndexes: {
      owner: byOwner,
      creator: { createdAt: 'cases_by_creator' },
      unit: { createdAt: 'cases_by_org_unit' },
      account: byAccount,
    },
    publicly: ['createdAt', 'accountId', 'ownerId', 'process', 'stage'],
    id: cases.id,
    sorts: { createdAt: { column: cases.createdAt, index: 'cases_by_created_at' } },
    filters: {
      accountId: { column: cases.accountId, test: any, indexes: byAccount },
      ownerId: { column: cases.ownerId, test: any, indexes: byOwner },
      process: { column: cases.processKey, test: any },
      stage: { column: cases.stage, test: any },
    },
  },
  filters: {
    accountId: idField('account'),
    ownerId: idField('user'),
    process: lineField(60, 'contract.review'),
    stage: lineField(40, 'reviewing'),
  },
  defaultOrder: '-createdAt',
  sorts: ['createdAt'],
  item: caseView,
  view: (row) => viewCase(row),
});

export const example: Example = {
  async request({ make }) {
    await make('createCase');
    return { query: { limit: '10', stage: 'drafting' } };
  },
};
