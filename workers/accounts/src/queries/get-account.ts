import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { accountView, viewAccount } from '../views.ts';

const accountToRead = visibleAccount('accounts.read');

/** One account. */
export const getAccount = query({
  id: 'getAccount',
  path: '/v1/accounts/{accountId}',
  tag: 'Accounts',
  summary: 'Get an account',
  permission: 'accounts.read',
  params: { accountId: idField('account') },
  answer: { description: 'The account.', schema: accountView },
  versioned: true,
  problems: some('account.not_found'),
  load: ({ params }) => ({ account: first(accountToRead.bind({ id: params.accountId })) }),
  required: { account: 'account.not_found' },
  view: ({ loaded }) => ({ body: viewAccount(loaded.account) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { accountId: (await make('createAccount')).id } };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
