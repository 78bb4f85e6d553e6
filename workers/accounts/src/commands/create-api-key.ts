import { createApiKey } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { instantInput, lineField, newId } from '@keyline/kernel';
import { principalRoles, principals, roles } from '@keyline/schema';
import { created, first, insert } from '@keyline/store';
import * as v from 'valibot';
import { permissions as catalogue, type PermissionKey } from '../permissions.ts';
import { some } from '../problems.ts';
import { apiKeySubject, grantPermissions, heldForTenant } from '../records/people.ts';
import { apiKeyView, viewApiKey } from '../views.ts';

const permissionKeys = Object.keys(catalogue) as [PermissionKey, ...PermissionKey[]];

/** Makes an API key with some of the caller's own rights; the key itself is shown this once. */
export const createKey = command({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  tag: 'API keys',
  summary: 'Make an API key',
  description:
    'The key is in this answer only. It can hold what its maker holds for the whole tenant, and no more.',
  permission: 'api_keys.write',
  body: v.strictObject({
    name: lineField(100, 'BOSS 同步'),
    permissions: v.pipe(
      v.array(v.pipe(v.picklist(permissionKeys), v.metadata({ examples: ['accounts.read'] }))),
      v.minLength(1),
      v.maxLength(100),
    ),
    expiresAt: v.exactOptional(v.nullable(instantInput)),
    ips: v.exactOptional(
      v.nullable(
        v.pipe(
          v.array(v.pipe(v.string(), v.ip('ip_address'), v.metadata({ examples: ['192.0.2.10'] }))),
          v.minLength(1),
          v.maxLength(50),
          v.description('Addresses from which the key is accepted; absent: any.'),
        ),
      ),
    ),
  }),
  answer: {
    status: 201,
    description: 'The key, shown once.',
    schema: v.strictObject({
      ...apiKeyView.pipe[0].entries,
      key: v.pipe(v.string(), v.metadata({ examples: ['kl_main_...'] })),
    }),
  },
  problems: some('api_key.beyond_own_rights'),
  load: ({ body }) => ({
    own: first(heldForTenant.bind({ permissions: JSON.stringify(body.permissions) })),
  }),
  async decide({ loaded, body, moment, actor, cell, refuse }) {
    const asked = [...new Set(body.permissions)];
    const beyond = asked.filter((permission) => !loaded.own?.held.includes(permission));
    if (beyond.length > 0) {
      return refuse('api_key.beyond_own_rights', { values: { permissions: beyond.join(', ') } });
    }
    const [id, roleId] = [newId('api_key'), newId('role')];
    const { key, secretHash } = await createApiKey({ cell, tenantId: actor.tenantId, keyId: id });
    const made = created(
      moment,
      apiKeySubject,
      {
        id,
        name: body.name,
        roleId,
        secretHash,
        partnerId: null,
        expiresAt: body.expiresAt ?? null,
        ips: body.ips ?? null,
        revokedAt: null,
      },
      { type: 'api_key.created', facts: { permissions: asked } },
    );
    const stamps = { version: 1, createdAt: moment.now, updatedAt: moment.now, createdBy: actor.id };
    return {
      before: [
        insert(principals, { id, kind: 'api_key', userId: null, partnerId: null, status: 'active' }),
        insert(roles, {
          id: roleId,
          ...stamps,
          key: id,
          kind: 'key',
          name: { en: body.name, 'zh-CN': body.name },
        }),
        grantPermissions.bind({ rows: JSON.stringify(asked.map((permission) => [roleId, permission])) }),
        insert(principalRoles, { principalId: id, roleId, scope: 'tenant', orgUnitId: null }),
      ],
      changes: [made],
      body: { ...viewApiKey(made.row, asked), key },
      location: `/v1/api-keys/${id}`,
      secrets: ['key'],
    };
  },
});

export const example: Example = {
  events: ['api_key.created'],
  request: ({ serial }) => ({ body: { name: `BOSS 同步 ${serial}`, permissions: ['accounts.read'] } }),
  failures: {
    async 'api_key.beyond_own_rights'({ run }) {
      const { key } = await run('createApiKey', {
        body: { name: 'Only keys', permissions: ['api_keys.write'] },
      });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { name: 'More', permissions: ['accounts.read'] },
      };
    },
  },
};
