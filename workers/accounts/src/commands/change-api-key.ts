import { command, type Example, inputError } from '@keyline/http';
import { idField, ProblemError, refuseCommon } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { changeApiKeyBody } from '../domain/key-input.ts';
import { isWithin } from '../domain/key-limits.ts';
import { some } from '../problems.ts';
import { apiKeySubject, apiKeyToShow, limitsOfCaller, rightsBeyondCaller } from '../records/api-keys.ts';
import { apiKeyView, viewApiKey } from '../views/api-key.ts';

/** Changes the name of a key, until when it is accepted, and from where. */
export const changeApiKey = command({
  id: 'changeApiKey',
  method: 'PATCH',
  path: '/v1/api-keys/{apiKeyId}',
  tag: 'API keys',
  summary: 'Change an API key',
  description:
    'A merge patch: fields that are absent stay, null lifts a limit. Who changes the limits of a key holds what it may do; changed by a key, it stays limited at least as that one is.',
  permission: 'api_keys.write',
  params: { apiKeyId: idField('api_key') },
  body: changeApiKeyBody,
  answer: { status: 200, description: 'The key as it is now, without its secret.', schema: apiKeyView },
  problems: some(
    'api_key.not_found',
    'api_key.revoked',
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
  decide({ loaded, body, moment, realNow, refuse }) {
    const { apiKey, limits } = loaded;
    if (apiKey.revokedAt !== null) return refuse('api_key.revoked');
    if (body.expiresAt != null && body.expiresAt <= realNow) {
      throw new ProblemError(refuseCommon('request.invalid', { errors: [inputError('/expiresAt', 'past')] }));
    }
    if (body.expiresAt !== undefined || body.ips !== undefined) {
      const beyond = loaded.rights?.beyond ?? [];
      if (beyond.length > 0) {
        return refuse('api_key.beyond_own_rights', { values: { permissions: beyond.join(', ') } });
      }
      if (limits && !isWithin({ ...apiKey, ...body }, limits)) return refuse('api_key.beyond_own_limits');
    }
    const made = changed(moment, apiKeySubject, apiKey, body, { type: 'api_key.changed' });
    const { permissions, lastUsedAt, lastUsedFrom } = apiKey;
    return {
      changes: [made],
      body: viewApiKey({ ...made.row, permissions, lastUsedAt, lastUsedFrom }),
    };
  },
});

export const example: Example = {
  events: ['api_key.changed'],
  async request({ make, serial }) {
    const params = { apiKeyId: (await make('createApiKey')).id };
    return { params, body: { name: `计费同步 ${serial}`, ips: ['192.0.2.0/24', '2001:db8::/32'] } };
  },
  failures: {
    'api_key.not_found': () => ({
      params: { apiKeyId: 'key_01kafxq0h3e7rvx8bm2s9t4c5d' },
      body: { name: '计费同步' },
    }),
    async 'api_key.revoked'({ make, run }) {
      const { id } = await make('createApiKey');
      await run('revokeApiKey', { params: { apiKeyId: id } });
      return { params: { apiKeyId: id }, body: { name: '计费同步' } };
    },
    async 'api_key.beyond_own_rights'({ make, run }) {
      const body = { name: 'Only keys', permissions: ['api_keys.write'] };
      const { key } = await run('createApiKey', { body });
      const headers = { Authorization: `Bearer ${String(key)}` };
      return { headers, params: { apiKeyId: (await make('createApiKey')).id }, body: { ips: null } };
    },
    async 'api_key.beyond_own_limits'({ run }) {
      const permissions = ['api_keys.write'];
      const limited = { name: 'For a while', permissions, expiresAt: '2099-01-01T00:00:00Z' };
      const { id, key } = await run('createApiKey', { body: limited });
      const headers = { Authorization: `Bearer ${String(key)}` };
      return { headers, params: { apiKeyId: id }, body: { expiresAt: null } };
    },
  },
};
