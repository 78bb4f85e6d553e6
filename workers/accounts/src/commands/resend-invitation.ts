import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import {
  invitationById,
  invitationSubject,
  invitedToChange,
  linkOf,
  partnerOfInvited,
} from '../records/invitations.ts';
import { isOpen, partnerMusts } from '../records/partners.ts';
import { userSubject } from '../records/users.ts';
import { invitationWithToken, viewInvitation } from '../views.ts';

/** Makes a new link for an invitation that was lost, has expired or was withdrawn; the one before is dead. */
export const resendInvitation = command({
  id: 'resendInvitation',
  method: 'POST',
  path: '/v1/invitations/{invitationId}/actions/resend',
  tag: 'Users',
  summary: 'Send an invitation anew',
  description: 'The token is in this answer only, and good for 7 days from now.',
  permission: 'users.write',
  params: { invitationId: idField('invitation') },
  answer: {
    status: 200,
    description: 'The invitation, with the token of its new link, shown once.',
    schema: invitationWithToken,
  },
  problems: some(
    'invitation.not_found',
    'invitation.accepted',
    'invitation.partner_ended',
    'user.beyond_own_rights',
  ),
  load: ({ params }) => ({
    invitation: first(invitationById.bind({ id: params.invitationId })),
    user: first(invitedToChange.bind({ id: params.invitationId })),
    partner: first(partnerOfInvited.bind({ id: params.invitationId })),
  }),
  required: { invitation: 'invitation.not_found' },
  versioned: 'invitation',
  decide({ loaded, actor, moment, realNow, runtime, refuse }) {
    const { invitation, user, partner } = loaded;
    if (user === undefined) return refuse('invitation.not_found');
    if (user.beyond.length > 0) {
      const permissions = [...user.beyond].sort().join(', ');
      return refuse('user.beyond_own_rights', { values: { permissions } });
    }
    if (invitation.state === 'accepted' || user.status === 'active') return refuse('invitation.accepted');
    if (partner !== undefined && !isOpen(partner)) {
      return refuse('invitation.partner_ended', { values: { partner: partner.name } });
    }
    const place = { tenantId: actor.tenantId, id: invitation.id, round: invitation.round + 1 };
    const { token, stored } = linkOf({ runtime, realNow }, place);
    const patch = { state: 'pending' as const, ...stored };
    const made = changed(moment, invitationSubject, invitation, patch, { type: 'invitation.resent' });
    const again = changed(moment, userSubject, user, { status: 'invited' }, { type: 'user.changed' });
    return {
      changes: [again, made],
      musts: partnerMusts(user.partnerId),
      body: { ...viewInvitation(made.row, user), token },
      secrets: ['token'],
    };
  },
});

export const example: Example = {
  events: ['invitation.resent'],
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
    async 'invitation.partner_ended'({ make, run, serial }) {
      const partner = await make('createPartner');
      const email = `agent.${serial}@example.cn`;
      const invited = { body: { name: '孙丽', email, partnerId: partner.id, roles: [] } };
      const { id } = await run('createInvitation', invited);
      await run('endPartner', { params: { partnerId: partner.id } });
      return { params: { invitationId: id } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const { id } = await make('createInvitation');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, params: { invitationId: id } };
    },
  },
};
