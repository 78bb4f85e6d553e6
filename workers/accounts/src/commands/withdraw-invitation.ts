import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { invitationById, invitationSubject, invitedToChange } from '../records/invitations.ts';
import { changeOfUser } from '../records/user-changes.ts';

/** Withdraws an invitation: its link is dead, and the user is blocked until he is invited anew. */
export const withdrawInvitation = command({
  id: 'withdrawInvitation',
  method: 'DELETE',
  path: '/v1/invitations/{invitationId}',
  tag: 'Users',
  summary: 'Withdraw an invitation',
  permission: 'users.write',
  params: { invitationId: idField('invitation') },
  answer: { status: 204, description: 'The link is dead.' },
  problems: some('invitation.not_found', 'invitation.accepted', 'user.beyond_own_rights'),
  load: ({ params }) => ({
    invitation: first(invitationById.bind({ id: params.invitationId })),
    user: first(invitedToChange.bind({ id: params.invitationId })),
  }),
  required: { invitation: 'invitation.not_found' },
  versioned: 'invitation',
  decide({ loaded, moment, refuse }) {
    const { invitation, user } = loaded;
    if (user === undefined) return refuse('invitation.not_found');
    if (user.beyond.length > 0) {
      const permissions = [...user.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    if (invitation.state === 'accepted') return refuse('invitation.accepted');
    const patch = { state: 'withdrawn' as const };
    const withdrawn = changed(moment, invitationSubject, invitation, patch, { type: 'invitation.withdrawn' });
    if (user.status !== 'invited') return { changes: [withdrawn] };
    const blocked = changeOfUser(moment, user, { status: 'blocked' }, undefined);
    return { changes: [...blocked.changes, withdrawn], also: blocked.also };
  },
});

export const example: Example = {
  events: ['user.changed', 'invitation.withdrawn'],
  async request({ make }) {
    return { params: { invitationId: (await make('createInvitation')).id } };
  },
  failures: {
    'invitation.not_found': () => ({ params: { invitationId: 'inv_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
    async 'invitation.accepted'({ make, run }) {
      const { id, token } = await make('createInvitation');
      await run('acceptInvitation', { body: { token, password: '泾渭 clear as day 9' } });
      return { params: { invitationId: id } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const { id } = await make('createInvitation');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, params: { invitationId: id } };
    },
  },
};
