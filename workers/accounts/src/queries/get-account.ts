import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { namedAccount, visibleAccount } from '../records/accounts.ts';
import { accountView, publicAccountView, viewAccount, viewPublicAccount } from '../views.ts';

const accountToRead = visibleAccount('accounts.read');

/** One account. */
export const getAccount = query({
  id: 'getAccount',
  path: '/v1/accounts/{accountId}',
  tag: 'Accounts',
  summary: 'Get an account',
  description:
    'Who sees the account only because an open task, approval or eligibility names him is shown its public part.',
  permission: 'accounts.read',
  params: { accountId: idField('account') },
  answer: { description: 'The account.', schema: v.union([accountView, publicAccountView]) },
  versioned: true,
  problems: some('account.not_found'),
  load: ({ params }) => ({
    account: first(accountToRead.bind({ id: params.accountId })),
    named: first(namedAccount.bind({ id: params.accountId })),
  }),
  view({ loaded: { account, named }, refuse }) {
    if (account) return { body: viewAccount(account) };
    return named ? { body: viewPublicAccount(named) } : refuse('account.not_found');
  },
});

export const example: Example = {
  async request({ make }) {
    return { params: { accountId: (await make('createAccount')).id } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
