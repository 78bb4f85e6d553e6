import { createApiKey as makeApiKey } from '@keyline/auth';
import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import * as v from 'valibot';
import { overlapField, usualOverlap } from '../domain/key-input.ts';
import { isInUse, isWithin } from '../domain/key-limits.ts';
import { some } from '../problems.ts';
import { apiKeySubject, apiKeyToShow, limitsOfCaller, rightsBeyondCaller } from '../records/api-keys.ts';
import { shownApiKeyView, viewApiKey } from '../views/api-key.ts';

/** Gives a key a new secret, shown this once; the former one is good until the overlap ends. */
export const rotateApiKey = command({
  id: 'rotateApiKey',
  method: 'POST',
  path: '/v1/api-keys/{apiKeyId}/actions/rotate',
  tag: 'API keys',
  summary: 'Rotate an API key',
  description:
    'The new key is in this answer only. The former one is good beside it until overlapEndsAt; rotating again ends the one before at once. Who rotates a key holds what it may do.',
  permission: 'api_keys.write',
  params: { apiKeyId: idField('api_key') },
  body: v.strictObject({ overlapSeconds: v.exactOptional(overlapField) }),
  answer: { status: 200, description: 'The key, shown once.', schema: shownApiKeyView },
  problems: some(
    'api_key.not_found',
    'api_key.not_in_use',
    'api_key.beyond_own_rights',
    'api_key.beyond_own_limits',
  ),
  load: ({ params }) => ({
    apiKey: first(apiKeyToShow.bind({ id: params.apiKeyId })),
    rights: first(rightsBeyondCaller.bind({ id: params.apiKeyId })),
    limits: first(limitsOfCaller.bind({})),
  }),
  required: { apiKey: 'api_key.not_found' },
  versioned: 'apiKey',
  decide({ loaded, body, moment, actor, realNow, cell, refuse }) {
    const { apiKey, limits } = loaded;
    if (!isInUse(apiKey, realNow)) return refuse('api_key.not_in_use');
    const beyond = loaded.rights?.beyond ?? [];
    if (beyond.length > 0) {
      return refuse('api_key.beyond_own_rights', { values: { permissions: beyond.join(', ') } });
    }
    if (limits && !isWithin(apiKey, limits)) return refuse('api_key.beyond_own_limits');
    const { overlapSeconds = usualOverlap } = body;
    const overlap =
      overlapSeconds === 0
        ? { formerSecretHash: null, overlapEndsAt: null }
        : { formerSecretHash: apiKey.secretHash, overlapEndsAt: realNow + overlapSeconds * 1000 };
    const { key, secretHash } = makeApiKey({ cell, tenantId: actor.tenantId, keyId: apiKey.id });
    const made = changed(
      moment,
      apiKeySubject,
      apiKey,
      { secretHash, ...overlap },
      { type: 'api_key.rotated', facts: { overlapSeconds } },
    );
    const { permissions, lastUsedAt, lastUsedFrom } = apiKey;
    const view = viewApiKey({ ...made.row, permissions, lastUsedAt, lastUsedFrom });
    return { changes: [made], body: { ...view, key }, secrets: ['key'] };
  },
});

export const example: Example = {
  events: ['api_key.rotated'],
  async request({ make }) {
    return { params: { apiKeyId: (await make('createApiKey')).id }, body: { overlapSeconds: 3600 } };
  },
  failures: {
    'api_key.not_found': () => ({ params: { apiKeyId: 'key_01kafxq0h3e7rvx8bm2s9t4c5d' }, body: {} }),
    async 'api_key.not_in_use'({ make, run }) {
      const { id } = await make('createApiKey');
      await run('revokeApiKey', { params: { apiKeyId: id } });
      return { params: { apiKeyId: id }, body: {} };
    },
    async 'api_key.beyond_own_rights'({ make, run }) {
      const body = { name: 'Only keys', permissions: ['api_keys.write'] };
      const { key } = await run('createApiKey', { body });
      const headers = { Authorization: `Bearer ${String(key)}` };
      return { headers, params: { apiKeyId: (await make('createApiKey')).id }, body: {} };
    },
    async 'api_key.beyond_own_limits'({ run }) {
      const permissions = ['api_keys.write'];
      const limited = { name: 'For a while', permissions, expiresAt: '2099-01-01T00:00:00Z' };
      const { key } = await run('createApiKey', { body: limited });
      const { id } = await run('createApiKey', { body: { name: 'For ever', permissions } });
      return { headers: { Authorization: `Bearer ${String(key)}` }, params: { apiKeyId: id }, body: {} };
    },
  },
};
