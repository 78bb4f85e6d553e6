import { command, type Example } from '@keyline/http';
import { idField, nameKey } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { accountPatch, lacksReason } from '../domain/account-fields.ts';
import { changeAccountBody } from '../domain/account-input.ts';
import { some } from '../problems.ts';
import {
  accountChecks,
  accountInputProblems,
  accountMusts,
  accountRefusal,
  tooDeep,
  treeRefusal,
} from '../records/account-checks.ts';
import { accountSubject, indexed, visibleAccount } from '../records/accounts.ts';
import { recounted } from '../records/grid-counts.ts';
import { accountView, viewAccount } from '../views.ts';

const accountToChange = visibleAccount('accounts.update');

/** Changes fields of an account; null clears one. */
export const changeAccount = command({
  id: 'changeAccount',
  method: 'PATCH',
  path: '/v1/accounts/{accountId}',
  tag: 'Accounts',
  summary: 'Change an account',
  description: 'A merge patch: fields that are absent stay, null clears.',
  permission: 'accounts.update',
  params: { accountId: idField('account') },
  body: changeAccountBody,
  answer: { status: 200, description: 'The account as it is now.', schema: accountView },
  problems: {
    ...some(
      'account.not_found',
      'account.blacklist_reason_missing',
      'account.parent_cycle',
      'account.parent_too_deep',
    ),
    ...accountInputProblems,
  },
  load: ({ params, body }) => ({
    account: first(accountToChange.bind({ id: params.accountId })),
    ...accountChecks(body, params.accountId),
  }),
  required: { account: 'account.not_found' },
  versioned: 'account',
  decide({ loaded, body, moment, actor, refuse }) {
    const before = loaded.account;
    const namedAlike = body.name !== undefined && nameKey(body.name) === before.nameKey;
    const refusal = accountRefusal(namedAlike ? { ...body, force: true } : body, loaded);
    if (refusal !== undefined) return refusal;
    const misplaced = treeRefusal(before.id, loaded);
    if (misplaced !== undefined) return refuse(misplaced, tooDeep);
    if (lacksReason(before, body)) return refuse('account.blacklist_reason_missing');
    const patch = accountPatch(before, body);
    const made = changed(moment, accountSubject, before, patch, { type: 'account.changed' });
    return {
      changes: [made],
      musts: accountMusts(before.id, body),
      also: [
        ...(made.row.searchText === before.searchText ? [] : indexed(actor.tenantId, made.row)),
        ...recounted([before], [made.row]),
      ],
      body: viewAccount(made.row),
    };
  },
});

export const example: Example = {
  events: ['account.changed'],
  async request({ make }) {
    const { id } = await make('createAccount');
    return { params: { accountId: id }, body: { presence: 'off_net', industry: 'finance' } };
  },
  failures: {
    async 'request.unknown_reference'({ make }) {
      const body = { orgUnitId: 'org_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params: { accountId: (await make('createAccount')).id }, body };
    },
    'account.not_found': () => ({
      params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { presence: 'existing' },
    }),
    async 'account.blacklist_reason_missing'({ make }) {
      return { params: { accountId: (await make('createAccount')).id }, body: { blacklisted: true } };
    },
    async 'account.parent_cycle'({ make }) {
      const { id } = await make('createAccount');
      return { params: { accountId: id }, body: { parentId: id } };
    },
    async 'account.parent_too_deep'({ run, serial }) {
      let parentId: string | undefined;
      for (let level = 1; level <= 8; level += 1) {
        const body = { name: `层${level}之${serial}`, kind: 'enterprise', ...(parentId && { parentId }) };
        parentId = (await run('createAccount', { body })).id;
      }
      const body = { name: `独立${serial}`, kind: 'enterprise' };
      const { id } = await run('createAccount', { body });
      return { params: { accountId: id }, body: { parentId } };
    },
    async 'account.duplicate_credit_code'({ make, run, serial }) {
      const creditCode = '91610131MA6U0XYM9D';
      await run('createAccount', { body: { name: `甲${serial}`, kind: 'enterprise', creditCode } });
      return { params: { accountId: (await make('createAccount')).id }, body: { creditCode } };
    },
    async 'account.duplicate_external_id'({ make, run, serial }) {
      const externalId = `crm-${serial}`;
      await run('createAccount', { body: { name: `乙${serial}`, kind: 'enterprise', externalId } });
      return { params: { accountId: (await make('createAccount')).id }, body: { externalId } };
    },
    async 'account.similar_name'({ make }) {
      const [first, second] = [await make('createAccount'), await make('createAccount')];
      return { params: { accountId: second.id }, body: { name: first.name } };
    },
  },
};
