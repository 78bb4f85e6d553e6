import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { visibleTeamMember } from '../records/team.ts';
import { teamMemberView, viewTeamMember } from '../views.ts';

const memberToRead = visibleTeamMember('team.read');

/** One member of the team of an account. */
export const getTeamMember = query({
  id: 'getTeamMember',
  path: '/v1/accounts/{accountId}/team/{memberId}',
  tag: 'Accounts',
  summary: 'Get a member of the team of an account',
  permission: 'team.read',
  params: { accountId: idField('account'), memberId: idField('team_member') },
  answer: { description: 'The member.', schema: teamMemberView },
  versioned: true,
  problems: some('team_member.not_found'),
  load: ({ params }) => ({ member: first(memberToRead.bind(params)) }),
  required: { member: 'team_member.not_found' },
  view: ({ loaded }) => ({ body: viewTeamMember(loaded.member) }),
});

export const example: Example = {
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
