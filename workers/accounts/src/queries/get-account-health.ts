import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { scoreOfAccount } from '../records/churn.ts';
import { visibleOutcome, visibleRetention } from '../records/retention.ts';
import { healthView, viewHealth } from '../views/health.ts';

const accountOfHealth = visibleAccount('accounts.read');

/** How likely an account is to leave, and why; and what is done about it. */
export const getAccountHealth = query({
  id: 'getAccountHealth',
  path: '/v1/accounts/{accountId}/health',
  tag: 'Accounts',
  summary: "Get an account's health",
  description:
    'The churn score of the latest night, with the reasons it is made of. Existing accounts are scored once a night. Beside it the retention case that is open, and the last outcome.',
  permission: 'accounts.read',
  params: { accountId: idField('account') },
  answer: { description: 'The score with its reasons, and what is done about it.', schema: healthView },
  problems: some('account.not_found'),
  load: ({ params: { accountId: id } }) => ({
    account: first(accountOfHealth.bind({ id })),
    scored: first(scoreOfAccount.bind({ id })),
    open: first(visibleRetention.bind({ accountId: id })),
    last: first(visibleOutcome.bind({ accountId: id })),
  }),
  required: { account: 'account.not_found' },
  view: ({ loaded: { account, scored, open, last }, locale }) => ({
    body: viewHealth(account.id, scored, { open, last }, locale),
  }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { accountId: (await make('createAccount')).id } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
