import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { all, first } from '@keyline/store';
import { administers } from '../domain/user-changes.ts';
import { changeUserBody } from '../domain/user-input.ts';
import { some } from '../problems.ts';
import { unitMusts } from '../records/org-units.ts';
import { endSessions, openSessionsOf } from '../records/sessions.ts';
import { changeOfUser } from '../records/user-changes.ts';
import { checkUser, userChecks, userInputProblems } from '../records/user-checks.ts';
import { mustHaveOtherAdministrator, userToChange } from '../records/users.ts';
import { userView } from '../views.ts';

/** Changes a user: blocks or admits him, gives and takes roles, enters his absence. */
export const changeUser = command({
  id: 'changeUser',
  method: 'PATCH',
  path: '/v1/users/{userId}',
  tag: 'Users',
  summary: 'Change a user',
  description:
    'A merge patch; roles names all roles that the user holds from now on. What it changes counts at the next request of the user; blocking ends his sessions.',
  permission: 'users.write',
  params: { userId: idField('user') },
  body: changeUserBody,
  answer: { status: 200, description: 'The user as it is now.', schema: userView },
  problems: { ...some('user.not_found', 'user.last_administrator'), ...userInputProblems },
  load: ({ params, body }) => ({
    user: first(userToChange.bind({ id: params.userId })),
    sessions: body.status === 'blocked' ? all(openSessionsOf.bind({ userId: params.userId })) : undefined,
    ...userChecks(body),
  }),
  required: { user: 'user.not_found' },
  versioned: 'user',
  decide({ loaded, body, moment, refuse }) {
    const { user } = loaded;
    const { roles: _, ...patch } = body;
    const orgUnitId = patch.orgUnitId === undefined ? user.orgUnitId : patch.orgUnitId;
    if (user.beyond.length > 0) {
      return refuse('user.beyond_own_rights', {
        values: { permissions: [...user.beyond].sort().join(', ') },
      });
    }
    const checked = checkUser(body, loaded, { id: user.id, orgUnitId, isPartner: user.partnerId !== null });
    if (checked.problem !== undefined) return checked.problem;
    const resigns =
      administers(user.roles, user.status) &&
      !administers(checked.roles ?? user.roles, patch.status ?? user.status);
    if (resigns && !user.othersAdminister) return refuse('user.last_administrator');
    const musts = [
      ...(resigns ? [mustHaveOtherAdministrator.bind({ id: user.id })] : []),
      ...unitMusts([patch.orgUnitId, ...(checked.roles ?? []).map((role) => role.orgUnitId)]),
    ];
    const { changes, ...made } = changeOfUser(moment, user, patch, checked.roles);
    const signedOut = endSessions(moment, loaded.sessions ?? [], 'ended_by_administrator');
    return { musts, changes: [...changes, signedOut], ...made };
  },
});

export const example: Example = {
  events: ['user.changed'],
  async request({ make }) {
    return { params: { userId: (await make('createUser')).id }, body: { name: '张伟明', status: 'blocked' } };
  },
  failures: {
    'user.not_found': () => ({
      params: { userId: 'usr_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { status: 'blocked' },
    }),
    async 'user.last_administrator'({ run }) {
      const { user } = (await run('getMe', {})) as unknown as { user: { id: string } };
      return { params: { userId: user.id }, body: { status: 'blocked' } };
    },
    async 'user.email_taken'({ make }) {
      const [one, other] = [await make('createUser'), await make('createUser')];
      return { params: { userId: one.id }, body: { email: String(other.email) } };
    },
    async 'user.beyond_own_rights'({ make, run }) {
      const { id } = await make('createUser');
      const { key } = await run('createApiKey', { body: { name: 'People', permissions: ['users.write'] } });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        params: { userId: id },
        body: { status: 'blocked' },
      };
    },
    async 'request.unknown_reference'({ make }) {
      const roles = [{ roleId: 'rol_01kafxq0h3e7rvx8bm2s9t4c5d' }];
      return { params: { userId: (await make('createUser')).id }, body: { roles } };
    },
  },
};
