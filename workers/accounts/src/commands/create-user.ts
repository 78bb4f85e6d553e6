import { command, type Example } from '@keyline/http';
import { newId } from '@keyline/kernel';
import { principals } from '@keyline/schema';
import { created, insert } from '@keyline/store';
import { createUserBody } from '../domain/user-input.ts';
import { unitMusts } from '../records/org-units.ts';
import { partnerMusts } from '../records/partners.ts';
import { newPasswordHash } from '../records/passwords.ts';
import { checkUser, userChecks, userInputProblems } from '../records/user-checks.ts';
import { assigned, userSubject } from '../records/users.ts';
import { userView, viewUser } from '../views.ts';

/** Adds a user with his roles. */
export const createUser = command({
  id: 'createUser',
  method: 'POST',
  path: '/v1/users',
  tag: 'Users',
  summary: 'Add a user',
  description:
    'A role without a dataScope is held in each of its default scopes. Without a password the user signs in by another way: an invitation, a reset, or his own identity provider.',
  permission: 'users.write',
  body: createUserBody,
  answer: { status: 201, description: 'The user.', schema: userView },
  problems: userInputProblems,
  load: ({ body }) => userChecks(body),
  async decide({ loaded, body, moment }) {
    const {
      password,
      roles: _,
      email,
      orgUnitId = null,
      mobile = null,
      locale = null,
      partnerId = null,
      name,
    } = body;
    const id = newId('user');
    const checked = checkUser(body, loaded, { id, orgUnitId, isPartner: partnerId !== null });
    if (checked.problem !== undefined) return checked.problem;
    const roles = checked.roles ?? [];
    const passwordHash =
      password === undefined ? null : await newPasswordHash('/password', password, { email, name });
    const made = created(
      moment,
      userSubject,
      {
        id,
        name,
        email,
        emailKey: email.toLowerCase(),
        passwordHash,
        status: 'active',
        orgUnitId,
        mobile,
        locale,
        externalId: null,
      },
      {
        type: 'user.created',
        changes: { roles: [null, roles], ...(partnerId && { partnerId: [null, partnerId] as const }) },
      },
    );
    return {
      changes: [made],
      musts: [...unitMusts([orgUnitId, ...roles.map((role) => role.orgUnitId)]), ...partnerMusts(partnerId)],
      also: [
        insert(principals, { id, kind: 'user', userId: id, partnerId, status: 'active' }),
        assigned(id, roles),
      ],
      body: viewUser(made.row, { roles, absence: null, partnerId }),
      location: `/v1/users/${id}`,
    };
  },
});

export const example: Example = {
  events: ['user.created'],
  async request({ make, serial }) {
    const role = await make('createRole');
    return {
      body: {
        name: '张伟',
        email: `zhang.wei.${serial}@example.cn`,
        roles: [{ roleId: role.id, dataScope: 'tenant' }],
      },
    };
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
