import { parseLink, secretMatches } from '@keyline/auth';
import { type Example, publicCommand } from '@keyline/http';
import { principals } from '@keyline/schema';
import { changed, first, update } from '@keyline/store';
import * as v from 'valibot';
import { linkTokenField, passwordField } from '../domain/fields.ts';
import { ownFieldsInput } from '../domain/user-input.ts';
import { some } from '../problems.ts';
import {
  invitationById,
  invitationSubject,
  invitedUser,
  mustHaveActivePartner,
  partnerOfInvited,
} from '../records/invitations.ts';
import { newPasswordHash } from '../records/passwords.ts';
import { startSession } from '../records/start-session.ts';
import { tenantStatus } from '../records/tenants.ts';
import { userSubject } from '../records/users.ts';
import { tokensView } from '../views.ts';

/** Accepts an invitation by its link: the user chooses a password, is active, and signed in. */
export const acceptInvitation = publicCommand({
  id: 'acceptInvitation',
  path: '/v1/auth/invitations/accept',
  tag: 'Sign-in',
  summary: 'Accept an invitation',
  description:
    'The link is good once, for 7 days. Without a name the one of the invitation stays. The answer is that of a sign-in.',
  body: v.strictObject({
    token: linkTokenField('ki_main_...'),
    password: passwordField,
    name: ownFieldsInput.name,
  }),
  answer: { status: 200, description: 'The tokens of the first session.', schema: tokensView },
  problems: some('auth.invalid_link', 'invitation.partner_not_active'),
  async load({ system, body }) {
    const link = parseLink('invitation', body.token);
    if (link === undefined) return undefined;
    const { cell, tenantId, id, secret } = link;
    const state = await system.forTenant(tenantId, 'anonymous').read({
      invitation: first(invitationById.bind({ id })),
      user: first(invitedUser.bind({ id })),
      partner: first(partnerOfInvited.bind({ id })),
      tenant: first(tenantStatus.bind({})),
    });
    return { cell, tenantId, secret, ...state };
  },
  async decide({ loaded, body, moment, realNow, address, userAgent, runtime, refuse }) {
    const { invitation, user, partner, tenant } = loaded ?? {};
    const ours = loaded?.cell === runtime.cell && tenant?.status === 'active' && user?.status === 'invited';
    const good =
      ours && invitation?.state === 'pending' && realNow < invitation.expiresAt
        ? secretMatches(loaded.secret, invitation.secretHash)
        : false;
    if (!good || !ours || invitation === undefined) return refuse('auth.invalid_link');
    if (partner !== undefined && partner.state !== 'active') {
      return refuse('invitation.partner_not_active', { values: { partner: partner.name } });
    }
    const named = { ...user, name: body.name ?? user.name };
    const passwordHash = await newPasswordHash('/password', body.password, named);
    const { tenantId } = loaded;
    const given = { moment, realNow, address, userAgent, runtime };
    const session = await startSession(given, { tenantId, userId: user.id });
    const accepted = { state: 'accepted' } as const;
    const active = { status: 'active', passwordHash, name: named.name } as const;
    return {
      ...session,
      musts: [mustHaveActivePartner.bind({ userId: user.id })],
      changes: [
        changed(moment, invitationSubject, invitation, accepted, { type: 'invitation.accepted' }),
        changed(moment, userSubject, user, active, { type: 'user.changed' }),
        ...session.changes,
      ],
      also: [update(principals, { id: user.id }, { status: 'active' }), ...session.also],
    };
  },
});

const chosen = '泾渭 clear as day 9';

export const example: Example = {
  events: ['invitation.accepted', 'user.changed', 'session.started'],
  async request({ make }) {
    return { body: { token: (await make('createInvitation')).token, password: chosen } };
  },
  failures: {
    'auth.invalid_link': () => ({ body: { token: 'ki_main_unknown', password: chosen } }),
    async 'invitation.partner_not_active'({ make, run, serial }) {
      const partner = await make('createPartner');
      const email = `agent.${serial}@example.cn`;
      const invited = { body: { name: '孙丽', email, partnerId: partner.id, roles: [] } };
      const { token } = await run('createInvitation', invited);
      return { body: { token, password: chosen } };
    },
  },
};
