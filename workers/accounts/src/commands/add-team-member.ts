import { command, type Example, inputError } from '@keyline/http';
import { idField, newId } from '@keyline/kernel';
import { created, first } from '@keyline/store';
import * as v from 'valibot';
import { some, unknownReference } from '../problems.ts';
import { visibleAccount } from '../records/accounts.ts';
import { teamMemberInRole, teamMemberSubject } from '../records/team.ts';
import { userById } from '../records/users.ts';
import { teamMemberView, teamRoleField, viewTeamMember } from '../views.ts';

const accountOfTeam = visibleAccount('team.write');

/** Puts somebody into the team of an account: from now on the account is among his in the scope `team`. */
export const addTeamMember = command({
  id: 'addTeamMember',
  method: 'POST',
  path: '/v1/accounts/{accountId}/team',
  tag: 'Accounts',
  summary: 'Add a member to the team of an account',
  description: 'The account manager is the owner of the account: who that is, is changed there.',
  permission: 'team.write',
  params: { accountId: idField('account') },
  body: v.strictObject({ userId: idField('user'), role: teamRoleField }),
  answer: { status: 201, description: 'The member.', schema: teamMemberView },
  problems: { ...some('account.not_found', 'team_member.already_added'), ...unknownReference },
  load: ({ params, body }) => ({
    account: first(accountOfTeam.bind({ id: params.accountId })),
    user: first(userById.bind({ id: body.userId })),
    same: first(teamMemberInRole.bind({ ...params, ...body })),
  }),
  required: { account: 'account.not_found' },
  decide({ loaded, body, moment, refuse }) {
    const { account, user, same } = loaded;
    if (user?.status !== 'active') {
      return refuse('request.unknown_reference', { errors: [inputError('/userId', 'unknown_reference')] });
    }
    if (same) return refuse('team_member.already_added', { members: { existing: same.id } });
    const id = newId('team_member');
    const fields = { id, accountId: account.id, ...body, removedAt: null };
    const made = created(moment, teamMemberSubject, fields, { type: 'team_member.added' });
    return {
      changes: [made],
      body: viewTeamMember({ ...made.row, userName: user.name }),
      location: `/v1/accounts/${account.id}/team/${id}`,
    };
  },
});

const unknownUser = 'usr_01kafxq0h3e7rvx8bm2s9t4c5d';

export const example: Example = {
  events: ['team_member.added'],
  async request({ make }) {
    const { id, ownerId } = await make('createAccount');
    return { params: { accountId: id }, body: { userId: ownerId, role: 'technical' } };
  },
  failures: {
    async 'account.not_found'({ make }) {
      const { ownerId } = await make('createAccount');
      const params = { accountId: 'acc_01kafxq0h3e7rvx8bm2s9t4c5d' };
      return { params, body: { userId: ownerId, role: 'technical' } };
    },
    async 'request.unknown_reference'({ make }) {
      const { id } = await make('createAccount');
      return { params: { accountId: id }, body: { userId: unknownUser, role: 'technical' } };
    },
    async 'team_member.already_added'({ make }) {
      const { accountId, userId, role } = await make('addTeamMember');
      return { params: { accountId: String(accountId) }, body: { userId, role } };
    },
  },
};
