import { type Example, query } from '@keyline/http';
import { choiceField, idField } from '@keyline/kernel';
import { dataScopes } from '@keyline/schema';
import { all, first } from '@keyline/store';
import * as v from 'valibot';
import { callerAtHome, rolesOfCaller } from '../records/caller.ts';
import { ownUserToShow } from '../records/users.ts';
import { tenantView, userView, viewUser } from '../views.ts';

const meView = v.strictObject({
  user: v.pipe(v.nullable(userView), v.description('Null for an API key.')),
  tenant: tenantView,
  roles: v.array(
    v.strictObject({
      id: idField('role'),
      key: v.pipe(v.string(), v.metadata({ examples: ['account_manager'] })),
      name: v.strictObject({
        en: v.pipe(v.string(), v.metadata({ examples: ['Account manager'] })),
        'zh-CN': v.pipe(v.string(), v.metadata({ examples: ['客户经理'] })),
      }),
      dataScope: choiceField(dataScopes),
      orgUnitId: v.nullable(idField('org_unit')),
    }),
  ),
  permissions: v.array(v.pipe(v.string(), v.metadata({ examples: ['accounts.read'] }))),
});

/** Who the caller is and what it may do. */
export const getMe = query({
  id: 'getMe',
  path: '/v1/me',
  tag: 'Sign-in',
  summary: 'Who am I',
  permission: null,
  answer: { description: 'The caller, its tenant, roles and permissions.', schema: meView },
  load: () => ({
    home: first(callerAtHome.bind({})),
    user: first(ownUserToShow.bind({})),
    roles: all(rolesOfCaller.bind({})),
  }),
  view({ loaded }) {
    const { home, user, roles } = loaded;
    if (home === undefined) throw new Error('a caller without its tenant');
    return {
      body: {
        user: user === undefined ? null : viewUser(user, user),
        tenant: home,
        roles: roles.map(({ id, key, name, scope, orgUnitId: unit }) => ({
          id,
          key,
          name,
          dataScope: scope,
          orgUnitId: unit,
        })),
        permissions: [...new Set(roles.flatMap((role) => role.permissions))].sort(),
      },
    };
  },
});

export const example: Example = { request: () => ({}) };
