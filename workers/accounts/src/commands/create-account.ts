import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { created } from '@keyline/store';
import { lacksReason, newAccountFields } from '../domain/account-fields.ts';
import { createAccountBody } from '../domain/account-input.ts';
import { some } from '../problems.ts';
import {
  accountChecks,
  accountInputProblems,
  accountMusts,
  accountRefusal,
  tooDeep,
  treeRefusal,
} from '../records/account-checks.ts';
import { accountSubject, indexed } from '../records/accounts.ts';
import { recounted } from '../records/grid-counts.ts';
import { accountView, viewAccount } from '../views.ts';

/** Adds an account. Without an owner it belongs to the user who adds it. */
export const createAccount = command({
  id: 'createAccount',
  method: 'POST',
  path: '/v1/accounts',
  tag: 'Accounts',
  summary: 'Add an account',
  description:
    'Refused when the credit code exists; accounts of a similar name are listed and can be overridden with force.',
  permission: 'accounts.create',
  body: createAccountBody,
  answer: { status: 201, description: 'The account.', schema: accountView },
  problems: {
    ...some('account.blacklist_reason_missing', 'account.parent_too_deep'),
    ...accountInputProblems,
  },
  load: ({ body }) => accountChecks(body, ''),
  decide({ loaded, body, moment, actor, refuse }) {
    const refusal = accountRefusal(body, loaded);
    if (refusal !== undefined) return refusal;
    if (treeRefusal('', loaded) !== undefined) return refuse('account.parent_too_deep', tooDeep);
    if (lacksReason(undefined, body)) return refuse('account.blacklist_reason_missing');
    const id = newId('account');
    const row = { id, ...newAccountFields(body, actor.userId) };
    const made = created(moment, accountSubject, row, { type: 'account.created' });
    return {
      changes: [made],
      musts: accountMusts(id, body),
      also: [...indexed(actor.tenantId, made.row), ...recounted([], [made.row])],
      body: viewAccount(made.row),
      location: `/v1/accounts/${id}`,
    };
  },
});

export const example: Example = {
  events: ['account.created'],
  request: ({ serial }) => ({
    body: { name: `西安示例${serial}科技有限公司`, kind: 'enterprise', presence: 'existing' },
  }),
  failures: {
    'request.unknown_reference': ({ serial }) => ({
      body: { name: `无主${serial}`, kind: 'enterprise', ownerId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
    'account.blacklist_reason_missing': ({ serial }) => ({
      body: { name: `无因黑名单${serial}`, kind: 'enterprise', blacklisted: true },
    }),
    async 'account.duplicate_credit_code'({ run, serial }) {
      const creditCode = '91610131MA6U0XYM9D';
      await run('createAccount', { body: { name: `首家${serial}`, kind: 'enterprise', creditCode } });
      return { body: { name: `次家${serial}`, kind: 'enterprise', creditCode } };
    },
    async 'account.duplicate_external_id'({ run, serial }) {
      const externalId = `boss-${serial}`;
      await run('createAccount', { body: { name: `首户${serial}`, kind: 'enterprise', externalId } });
      return { body: { name: `次户${serial}`, kind: 'enterprise', externalId } };
    },
    async 'account.similar_name'({ make }) {
      const { name } = await make('createAccount');
      return { body: { name: String(name).replace('有限公司', '（集团）股份有限公司'), kind: 'enterprise' } };
    },
    async 'account.parent_too_deep'({ run, serial }) {
      let parentId: string | undefined;
      for (let level = 1; level <= 8; level += 1) {
        const body = { name: `第${level}级${serial}`, kind: 'enterprise', ...(parentId && { parentId }) };
        parentId = (await run('createAccount', { body })).id;
      }
      return { body: { name: `第九级${serial}`, kind: 'enterprise', parentId } };
    },
  },
};
