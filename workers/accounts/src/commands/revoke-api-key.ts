import { command, type Example } from '@keyline/http';
import { idField } from '@keyline/kernel';
import { changed, first } from '@keyline/store';
import { some } from '../problems.ts';
import { apiKeyById, apiKeySubject } from '../records/api-keys.ts';

/** Ends an API key at once; it stays listed. */
export const revokeApiKey = command({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/{apiKeyId}',
  tag: 'API keys',
  summary: 'Revoke an API key',
  permission: 'api_keys.write',
  params: { apiKeyId: idField('api_key') },
  answer: { status: 204, description: 'The key is refused from now on.' },
  problems: some('api_key.not_found'),
  load: ({ params }) => ({ apiKey: first(apiKeyById.bind({ id: params.apiKeyId })) }),
  required: { apiKey: 'api_key.not_found' },
  versioned: 'apiKey',
  decide({ loaded, moment }) {
    if (loaded.apiKey.revokedAt !== null) return { changes: [] };
    return {
      changes: [
        changed(moment, apiKeySubject, loaded.apiKey, { revokedAt: moment.now }, { type: 'api_key.revoked' }),
      ],
    };
  },
});

export const example: Example = {
  events: ['api_key.revoked'],
  async request({ make }) {
    return { params: { apiKeyId: (await make('createApiKey')).id } };
  },
  failures: {
    'api_key.not_found': () => ({ params: { apiKeyId: 'key_01kafxq0h3e7rvx8bm2s9t4c5d' } }),
  },
};
