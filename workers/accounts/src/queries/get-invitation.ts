import { type Example, query } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { first } from '@keyline/store';
import { some } from '../problems.ts';
import { invitationById } from '../records/invitations.ts';
import { invitationView, viewInvitation } from '../views.ts';

/** One invitation; never its token. */
export const getInvitation = query({
  id: 'getInvitation',
  path: '/v1/invitations/{invitationId}',
  tag: 'Users',
  summary: 'Get an invitation',
  permission: 'users.read',
  params: { invitationId: idField('invitation') },
  answer: { description: 'The invitation.', schema: invitationView },
  versioned: true,
  problems: some('invitation.not_found'),
  load: ({ params }) => ({ invitation: first(invitationById.bind({ id: params.invitationId })) }),
  required: { invitation: 'invitation.not_found' },
  view: ({ loaded }) => ({ body: viewInvitation(loaded.invitation, loaded.invitation) }),
});

export const example: Example = {
  async request({ make }) {
    return { params: { invitationId: (await make('createInvitation')).id } };
  },
  failures: {
    'invitation.not_found': () => ({ params: { invitationId: 'inv_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
