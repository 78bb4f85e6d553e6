import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { principals } from '@keyline/schema';
import { created, insert } from '@keyline/store';
import { invitationBody } from '../domain/user-input.ts';
import { invitationSubject, linkOf } from '../records/invitations.ts';
import { unitMusts } from '../records/org-units.ts';
import { partnerMusts } from '../records/partners.ts';
import { checkUser, userChecks, userInputProblems } from '../records/user-checks.ts';
import { assigned, userSubject } from '../records/users.ts';
import { invitationWithToken, viewInvitation } from '../views.ts';

/** Invites somebody: a user who holds his roles and cannot act until he has come by the link. */
export const createInvitation = command({
  id: 'createInvitation',
  method: 'POST',
  path: '/v1/invitations',
  tag: 'Users',
  summary: 'Invite a user',
  description:
    'The token is in this answer only, for a link to hand over; it is good once, for 7 days, at POST /v1/auth/invitations/accept. A role without a dataScope is held in each of its default scopes. With a partnerId the user acts for that partner, and can come while it is active.',
  permission: 'users.write',
  body: invitationBody,
  answer: {
    status: 201,
    description: 'The invitation, with the token of its link, shown once.',
    schema: invitationWithToken,
  },
  problems: userInputProblems,
  load: ({ body }) => userChecks(body),
  decide({ loaded, body, actor, moment, realNow, runtime }) {
    const { name, email, orgUnitId = null, partnerId = null } = body;
    const [userId, id] = [newId('user'), newId('invitation')];
    const checked = checkUser(body, loaded, { id: userId, orgUnitId, isPartner: partnerId !== null });
    if (checked.problem !== undefined) return checked.problem;
    const roles = checked.roles ?? [];
    const user = created(
      moment,
      userSubject,
      {
        ...{ id: userId, name, email, emailKey: email.toLowerCase(), orgUnitId },
        ...{ passwordHash: null, status: 'invited', mobile: null, locale: null, externalId: null },
      },
      {
        type: 'user.created',
        changes: { roles: [null, roles], ...(partnerId && { partnerId: [null, partnerId] as const }) },
      },
    );
    const { token, stored } = linkOf({ runtime, realNow }, { tenantId: actor.tenantId, id, round: 1 });
    const fields = { id, userId, state: 'pending' as const, ...stored };
    const made = created(moment, invitationSubject, fields, { type: 'invitation.created' });
    const principal = { id: userId, kind: 'user', userId, partnerId, status: 'blocked' } as const;
    return {
      changes: [user, made],
      musts: [...unitMusts([orgUnitId, ...roles.map((role) => role.orgUnitId)]), ...partnerMusts(partnerId)],
      also: [insert(principals, principal), assigned(userId, roles)],
      body: { ...viewInvitation(made.row, { name, email, partnerId }), token },
      location: `/v1/invitations/${id}`,
      secrets: ['token'],
    };
  },
});

export const example: Example = {
  events: ['user.created', 'invitation.created'],
  async request({ make, serial }) {
    const role = await make('createRole');
    const roles = [{ roleId: role.id, dataScope: 'tenant' }];
    return { body: { name: '张伟', email: `invited.${serial}@example.cn`, roles } };
  },
  failures: {
    async 'user.email_taken'({ make }) {
      const { email } = await make('createUser');
      return { body: { name: '另一个张伟', email, roles: [] } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const role = await make('createRole');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: {
          name: '张伟',
          email: 'beyond@example.cn',
          roles: [{ roleId: role.id, dataScope: 'tenant' }],
        },
      };
    },
    'request.unknown_reference': () => ({
      body: {
        name: '张伟',
        email: 'no.role@example.cn',
        roles: [{ roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d' }],
      },
    }),
  },
};
