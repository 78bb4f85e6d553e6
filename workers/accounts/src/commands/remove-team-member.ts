import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { teamMemberSubject, visibleTeamMember } from '../records/team.ts';

const memberToRemove = visibleTeamMember('team.write');

/** Takes somebody out of the team of an account; the timeline keeps that he was there. */
export const removeTeamMember = command({
  id: 'removeTeamMember',
  method: 'DELETE',
  path: '/v1/accounts/{accountId}/team/{memberId}',
  tag: 'Accounts',
  summary: 'Remove a member from the team of an account',
  permission: 'team.write',
  params: { accountId: idField('account'), memberId: idField('team_member') },
  answer: { status: 204, description: 'The member has left the team.' },
  problems: some('team_member.not_found'),
  load: ({ params }) => ({ member: first(memberToRemove.bind(params)) }),
  required: { member: 'team_member.not_found' },
  versioned: 'member',
  decide({ loaded, moment }) {
    const { permitted: _, userName: __, ...before } = loaded.member;
    const gone = { removedAt: moment.now };
    return { changes: [changed(moment, teamMemberSubject, before, gone, { type: 'team_member.removed' })] };
  },
});

export const example: Example = {
  events: ['team_member.removed'],
  async request({ make }) {
    const { id, accountId } = await make('addTeamMember');
    return { params: { accountId: String(accountId), memberId: id } };
  },
  failures: {
    async 'team_member.not_found'({ make }) {
      const { id } = await make('createAccount');
      return { params: { accountId: id, memberId: 'mem_01kafxq0h3e7rvx8bm2s9t4c5d' } };
    },
  },
};
