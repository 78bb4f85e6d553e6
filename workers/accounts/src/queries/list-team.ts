import { type Example, list } from '@keyline/http';
import { idField, lineField } from '@keyline/kernel';
import { accountTeam, teamRoles, users } from '@keyline/schema';
import { asText, first, tenant } from '@keyline/store';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { some } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { accountManager, teamMemberRow } from '../records/team.ts';
import { teamMemberView, viewTeamMember } from '../views.ts';

const accountOfTeam = visibleAccount('team.read');

/** Who works for one account: its account manager, and the team beside him. */
export const listTeam = list({
  id: 'listTeam',
  path: '/v1/accounts/{accountId}/team',
  tag: 'Accounts',
  summary: 'List the team of an account',
  description:
    'The account manager, who is the owner of the account, stands beside the members on every page.',
  permission: 'team.read',
  params: { accountId: idField('account') },
  shape: {
    table: accountTeam,
    row: { ...teamMemberRow, userName: asText },
    computed: sql`(SELECT u.name FROM ${users} u WHERE u.tenant_id = ${tenant} AND u.id = a.user_id) AS "userName"`,
    permission: 'team.read',
    id: accountTeam.id,
    parent: accountTeam.accountId,
    sorts: { createdAt: { column: accountTeam.createdAt, index: 'account_team_by_account' } },
    filters: {},
    always: (alias) => sql`${sql.identifier(alias)}.removed_at IS NULL`,
  },
  defaultOrder: 'createdAt',
  sorts: ['createdAt'],
  parent: (params) => params.accountId,
  problems: some('account.not_found'),
  load: ({ params: { accountId: id } }) => ({
    account: first(accountOfTeam.bind({ id })),
    manager: first(accountManager.bind({ id })),
  }),
  required: { account: 'account.not_found' },
  beside: {
    entries: {
      accountManager: v.nullable(v.strictObject({ userId: idField('user'), name: lineField(100, '王磊') })),
    },
    view: ({ manager }) => ({ accountManager: manager ?? null }),
  },
  item: teamMemberView,
  view: (row) => viewTeamMember(row),
});

export const example: Example = {
  async request({ make, run }) {
    const { id, ownerId: userId } = await make('createAccount');
    const params = { accountId: id };
    for (const role of teamRoles) await run('addTeamMember', { params, body: { userId, role } });
    return { params };
  },
  failures: {
    'account.not_found': () => ({ params: { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
