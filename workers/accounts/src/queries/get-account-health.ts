import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { scoreOfAccount } from '../records/churn.ts';
import { healthView, viewHealth } from '../views/health.ts';

const accountOfHealth = visibleAccount('accounts.read');

/** How likely an account is to leave, and why. */
export const getAccountHealth = query({
  id: 'getAccountHealth',
  path: '/v1/accounts/{accountId}/health',
  tag: 'Accounts',
  summary: "Get an account's health",
  description:
    'The churn score of the latest night, with the reasons it is made of. Existing accounts are scored once a night.',
  permission: 'accounts.read',
  params: { accountId: idField('account') },
  answer: { description: 'The score with its reasons.', schema: healthView },
  problems: some('account.not_found'),
  load: ({ params: { accountId: id } }) => ({
    account: first(accountOfHealth.bind({ id })),
    scored: first(scoreOfAccount.bind({ id })),
  }),
  required: { account: 'account.not_found' },
  view: ({ loaded: { account, scored }, locale }) => ({ body: viewHealth(account.id, scored, locale) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { accountId: (await make('createAccount')).id } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
