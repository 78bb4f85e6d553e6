import { defaultRoles, permissionCatalogue, type RoleKey } from '@keyline/auth';
import { type Example, query } from '@keyline/http';
import * as v from 'valibot';
import { permissionField, wordsField } from '../views.ts';

const answer = v.strictObject({
  data: v.array(
    v.strictObject({
      key: permissionField,
      text: wordsField(100, 'See accounts', '查看客户'),
      defaultRoles: v.pipe(
        v.array(v.picklist(Object.keys(defaultRoles) as [RoleKey, ...RoleKey[]])),
        v.description('The default roles that start with it; the administrator holds all.'),
        v.metadata({ examples: [['account_manager']] }),
      ),
    }),
  ),
});

/** Everything that a role or a key may allow. */
export const listPermissions = query({
  id: 'listPermissions',
  path: '/v1/permissions',
  tag: 'Roles',
  summary: 'The catalogue of permissions',
  permission: null,
  answer: { description: 'The permissions of all domains.', schema: answer },
  load: () => ({}),
  view: () => ({
    body: {
      data: Object.entries(permissionCatalogue).map(([key, { text, roles }]) => ({
        key,
        text,
        defaultRoles: roles,
      })),
    },
  }),
});

export const example: Example = { request: () => ({}) };
