import {
  heldForTenant,
  createApiKey as makeApiKey,
  permissionCatalogue,
  permissionKeys,
  permissionsOfRole,
} from '@keyline/auth';
import { command, type Example, inputError } from '@keyline/http';
import { idField, instantInput, newId, ProblemError, refuseCommon } from '@keyline/kernel';
import { principalRoles, principals, roles } from '@keyline/schema';
import { created, first, insert } from '@keyline/store';
import * as v from 'valibot';
import { keyAddressesField, keyNameField } from '../domain/key-input.ts';
import { isWithin } from '../domain/key-limits.ts';
import { some, unknownReference } from '../problems.ts';
import { apiKeySubject, limitsOfCaller, unused } from '../records/api-keys.ts';
import { isOpen, partnerById } from '../records/partners.ts';
import { grantPermissions } from '../records/roles.ts';
import { shownApiKeyView, viewApiKey } from '../views/api-key.ts';

const ofPartners = permissionsOfRole('partner', permissionCatalogue);

/** Makes an API key with some of the caller's own rights; the key itself is shown this once. */
export const createApiKey = command({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  tag: 'API keys',
  summary: 'Make an API key',
  description:
    'The key is in this answer only. It can hold what its maker holds for the whole tenant, and no more; made by a key, it is limited at least as that one is.',
  permission: 'api_keys.write',
  body: v.strictObject({
    name: keyNameField,
    permissions: v.pipe(
      v.array(v.pipe(v.picklist(permissionKeys), v.metadata({ examples: ['accounts.read'] }))),
      v.minLength(1),
      v.maxLength(100),
    ),
    partnerId: v.exactOptional(
      v.pipe(
        idField('partner'),
        v.description('The partner in whose name it acts: with permissions of the role partner only.'),
      ),
    ),
    expiresAt: v.exactOptional(v.nullable(instantInput)),
    ips: v.exactOptional(v.nullable(keyAddressesField)),
  }),
  answer: {
    status: 201,
    description: 'The key, shown once.',
    schema: shownApiKeyView,
  },
  problems: {
    ...some('api_key.beyond_own_rights', 'api_key.beyond_own_limits', 'api_key.beyond_partner'),
    ...unknownReference,
  },
  load: ({ body }) => ({
    own: first(heldForTenant.bind({ permissions: JSON.stringify(body.permissions) })),
    limits: first(limitsOfCaller.bind({})),
    partner: body.partnerId === undefined ? undefined : first(partnerById.bind({ id: body.partnerId })),
  }),
  async decide({ loaded, body, moment, actor, realNow, cell, refuse }) {
    const [expiresAt, ips] = [body.expiresAt ?? null, body.ips ?? null];
    if (expiresAt !== null && expiresAt <= realNow) {
      throw new ProblemError(refuseCommon('request.invalid', { errors: [inputError('/expiresAt', 'past')] }));
    }
    const { partnerId = null } = body;
    if (partnerId !== null && !isOpen(loaded.partner)) {
      return refuse('request.unknown_reference', { errors: [inputError('/partnerId', 'unknown_reference')] });
    }
    const asked = [...new Set(body.permissions)];
    const foreign = asked.filter((permission) => partnerId !== null && !ofPartners.includes(permission));
    if (foreign.length > 0) {
      return refuse('api_key.beyond_partner', { values: { permissions: foreign.join(', ') } });
    }
    const beyond = asked.filter((permission) => !loaded.own?.held.includes(permission));
    if (beyond.length > 0) {
      return refuse('api_key.beyond_own_rights', { values: { permissions: beyond.join(', ') } });
    }
    if (loaded.limits && !isWithin({ expiresAt, ips }, loaded.limits)) {
      return refuse('api_key.beyond_own_limits');
    }
    const [id, roleId] = [newId('api_key'), newId('role')];
    const { key, secretHash } = await makeApiKey({ cell, tenantId: actor.tenantId, keyId: id });
    const made = created(
      moment,
      apiKeySubject,
      {
        id,
        name: body.name,
        roleId,
        secretHash,
        formerSecretHash: null,
        overlapEndsAt: null,
        partnerId,
        expiresAt,
        ips,
        revokedAt: null,
      },
      { type: 'api_key.created', facts: { permissions: asked } },
    );
    const stamps = { version: 1, createdAt: moment.now, updatedAt: moment.now, createdBy: actor.id };
    return {
      before: [
        insert(principals, { id, kind: 'api_key', userId: null, partnerId, status: 'active' }),
        insert(roles, {
          id: roleId,
          ...stamps,
          key: id,
          kind: 'key',
          name: { en: body.name, 'zh-CN': body.name },
        }),
        grantPermissions.bind({ rows: JSON.stringify(asked.map((permission) => [roleId, permission])) }),
        insert(principalRoles, {
          principalId: id,
          roleId,
          scope: partnerId === null ? 'tenant' : 'partner',
          orgUnitId: null,
        }),
      ],
      changes: [made],
      body: { ...viewApiKey({ ...made.row, ...unused, permissions: asked }), key },
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
    async 'api_key.beyond_partner'({ make }) {
      const { id } = await make('createPartner');
      return { body: { name: '代理商', permissions: ['accounts.read'], partnerId: id } };
    },
    'request.unknown_reference': () => ({
      body: { name: '代理商', permissions: ['partners.read'], partnerId: 'par_01kafxq0h3e7rvx8bm2s9t4c5d' },
    }),
    async 'api_key.beyond_own_limits'({ run }) {
      const { key } = await run('createApiKey', {
        body: { name: 'For a while', permissions: ['api_keys.write'], expiresAt: '2099-01-01T00:00:00Z' },
      });
      return {
        headers: { Authorization: `Bearer ${String(key)}` },
        body: { name: 'For ever', permissions: ['api_keys.write'] },
      };
    },
  },
};
