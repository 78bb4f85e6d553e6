import { type Example, list } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { interactions } from '@keyline/schema';
import { first } from '@keyline/store';
import { interactionKinds } from '../domain/vocabulary.ts';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { interactionRow } from '../records/interactions.ts';
import { interactionView, viewInteraction } from '../views.ts';

const accountOfInteractions = visibleAccount('interactions.read');

/** Visits, calls and the like at one customer, the latest first. */
export const listInteractions = list({
  id: 'listInteractions',
  path: '/v1/accounts/{accountId}/interactions',
  tag: 'Interactions',
  summary: 'List the interactions of an account',
  permission: 'interactions.read',
  params: { accountId: idField('account') },
  shape: {
    table: interactions,
    row: interactionRow,
    permission: 'interactions.read',
    id: interactions.id,
    parent: interactions.accountId,
    sorts: { heldAt: { column: interactions.heldAt, index: 'interactions_by_account' } },
    filters: { kind: { column: interactions.kind, test: 'any' } },
  },
  filters: { kind: choiceField(interactionKinds) },
  defaultOrder: '-heldAt',
  sorts: ['heldAt'],
  parent: (params) => params.accountId,
  problems: some('account.not_found'),
  load: ({ params }) => ({ account: first(accountOfInteractions.bind({ id: params.accountId })) }),
  required: { account: 'account.not_found' },
  item: interactionView,
  view: (row) => viewInteraction(row),
});

export const example: Example = {
  async request({ make }) {
    const { accountId } = await make('logInteraction');
    return { params: { accountId: String(accountId) }, query: { kind: 'visit' } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
